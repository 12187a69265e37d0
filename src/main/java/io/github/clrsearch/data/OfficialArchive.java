package io.github.clrsearch.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An archive as its authors publish it, and what is known of the files in it.
 *
 * @param layout how its files lie
 * @param address where it is published
 * @param size its length in bytes
 * @param md5 its MD5, as published beside it, in lower-case hexadecimal
 * @param files its files with records
 */
public record OfficialArchive(
    CifarLayout layout, URI address, long size, String md5, List<OfficialFile> files) {

  /**
   * A file in the archive.
   *
   * @param name its name in the layout
   * @param md5 its MD5; the archive's authors publish none, these are from projects that check what
   *     they unpacked (see data/README.md)
   * @param labelsSha256 the SHA-256 of its labels, a byte a record in order; empty where not known
   */
  public record OfficialFile(String name, String md5, Optional<String> labelsSha256) {
    private static OfficialFile of(String name, String md5, String labelsSha256) {
      return new OfficialFile(name, md5, Optional.of(labelsSha256));
    }
  }

  private static final String ADDRESS = "https://www.cs.toronto.edu/~kriz/";

  /** CIFAR-10, binary version. */
  public static final OfficialArchive CIFAR_10 =
      new OfficialArchive(
          CifarLayout.CIFAR_10,
          URI.create(ADDRESS + CifarLayout.CIFAR_10.archive()),
          170_052_171,
          "c32a1d4ab5d03f1284b67883e8d87530",
          List.of(
              OfficialFile.of(
                  "data_batch_1.bin",
                  "5dd7e06a14cb22eb9f671a540d1b7c25",
                  "d829dbdf32167c9d7b3687cee66d92d80d46c441308b5aca0d11e8b69e27dac9"),
              OfficialFile.of(
                  "data_batch_2.bin",
                  "5ea93a67294ea407fff1d09f752e9692",
                  "5d18f7371ed35ea9ade77952fe958b0660a45cd6c8b8a8970030f21612cfd7e3"),
              OfficialFile.of(
                  "data_batch_3.bin",
                  "942cd6a4bcdd0dd3c604fbe906cb4421",
                  "32cf77b0ee2e790b1c4384d2d82e42dc1571b87e67f6da8f444b2725b2973f65"),
              OfficialFile.of(
                  "data_batch_4.bin",
                  "ae636b3ba5c66a11e91e8cb52e771fcb",
                  "d2815e3f8f656272864920fc0edde56b04ec9cf81bf397c0dd3069f4aea51aeb"),
              OfficialFile.of(
                  "data_batch_5.bin",
                  "53f37980c15c3d472c316c40844f3f0d",
                  "2ddf3ab27d5d04409c94ce7b56849c243129c10de1058ae0bfe14c77e934800c"),
              OfficialFile.of(
                  "test_batch.bin",
                  "803d5f7f4d78ea53de84dbe85f74fb6d",
                  "cec8a24a1e92aa2ecaa0bbd3dbfa86bf6cd8759fbd209a832824c8cf0afca9d5")));

  /** CIFAR-100, binary version. */
  public static final OfficialArchive CIFAR_100 =
      new OfficialArchive(
          CifarLayout.CIFAR_100,
          URI.create(ADDRESS + CifarLayout.CIFAR_100.archive()),
          168_513_733,
          "03b5dce01913d631647c71ecec9e9cb8",
          List.of(
              new OfficialFile("train.bin", "6172c7755cfe09b2fe270c85cebc1b15", Optional.empty()),
              new OfficialFile("test.bin", "4499cfba6c016c1be1438163640a0898", Optional.empty())));

  /** The archives that can be fetched and checked. */
  public static final List<OfficialArchive> ALL = List.of(CIFAR_10, CIFAR_100);

  /** The list is copied. */
  public OfficialArchive {
    files = List.copyOf(files);
  }

  /** What is known of a file. */
  public Optional<OfficialFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Bytes that the files with records take once unpacked. */
  long unpackedSize() {
    return layout.files().stream().mapToLong(layout::fileSize).sum();
  }
}
