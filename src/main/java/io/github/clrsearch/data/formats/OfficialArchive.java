package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.Digests;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An archive published by the authors of a data set, with the checksums of its files.
 *
 * @param layout of its files
 * @param address of the archive
 * @param size in bytes
 * @param md5 published MD5 of the archive, in lower-case hexadecimal
 * @param md5s MD5 of each file with records; not published by the authors but by projects that
 *     verify unpacked files (see data/README.md)
 */
public record OfficialArchive(
    CifarLayout layout, URI address, long size, String md5, Map<String, String> md5s) {

  private static final String ADDRESS = "https://www.cs.toronto.edu/~kriz/";

  /** CIFAR-10, binary version. */
  public static final OfficialArchive CIFAR_10 =
      new OfficialArchive(
          CifarLayout.CIFAR_10,
          URI.create(ADDRESS + CifarLayout.CIFAR_10.archive()),
          170_052_171,
          "c32a1d4ab5d03f1284b67883e8d87530",
          Map.ofEntries(
              Map.entry("data_batch_1.bin", "5dd7e06a14cb22eb9f671a540d1b7c25"),
              Map.entry("data_batch_2.bin", "5ea93a67294ea407fff1d09f752e9692"),
              Map.entry("data_batch_3.bin", "942cd6a4bcdd0dd3c604fbe906cb4421"),
              Map.entry("data_batch_4.bin", "ae636b3ba5c66a11e91e8cb52e771fcb"),
              Map.entry("data_batch_5.bin", "53f37980c15c3d472c316c40844f3f0d"),
              Map.entry("test_batch.bin", "803d5f7f4d78ea53de84dbe85f74fb6d")));

  /** CIFAR-100, binary version. */
  public static final OfficialArchive CIFAR_100 =
      new OfficialArchive(
          CifarLayout.CIFAR_100,
          URI.create(ADDRESS + CifarLayout.CIFAR_100.archive()),
          168_513_733,
          "03b5dce01913d631647c71ecec9e9cb8",
          Map.ofEntries(
              Map.entry("train.bin", "6172c7755cfe09b2fe270c85cebc1b15"),
              Map.entry("test.bin", "4499cfba6c016c1be1438163640a0898")));

  /** All archives that can be downloaded. */
  public static final List<OfficialArchive> ALL = List.of(CIFAR_10, CIFAR_100);

  /** The official archive of CIFAR-10 or CIFAR-100. */
  static OfficialArchive of(CifarLayout layout) {
    return ALL.stream().filter(each -> each.layout().equals(layout)).findFirst().orElseThrow();
  }

  /** The map is copied. */
  public OfficialArchive {
    md5s = Map.copyOf(md5s);
  }

  /** One line about whether a readable data set is identical to the official one. */
  String verdict(CifarSource source) throws IOException {
    List<String> differing = differing(source);
    return differing.isEmpty()
        ? "official %s: every file has its published MD5".formatted(layout.name())
        : "usable, but not the official %s: %s differ%s from the published files, which 'data fetch' downloads"
            .formatted(
                layout.name(), String.join(", ", differing), differing.size() == 1 ? "s" : "");
  }

  /** Files that are missing or differ in their MD5 from the official ones, in order. */
  List<String> differing(CifarSource source) throws IOException {
    Map<String, String> found = new HashMap<>();
    source.read(
        layout.files(),
        (file, where, length, in) -> found.put(file, Digests.of(in, Digests.md5())));
    return layout.files().stream().filter(file -> !md5s.get(file).equals(found.get(file))).toList();
  }

  /** Total size of the unpacked files with records, in bytes. */
  long unpackedSize() {
    return layout.files().stream().mapToLong(layout::fileSize).sum();
  }
}
