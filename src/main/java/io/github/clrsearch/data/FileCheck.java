package io.github.clrsearch.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one file of a data set.
 *
 * @param name its name in the layout
 * @param problem why it cannot be read, in words; empty where it can
 * @param classCounts how many records have each label; empty where the file is missing
 * @param md5 its MD5; empty where the file is missing
 * @param published its MD5 beside the published one
 * @param labels the SHA-256 of its labels in order beside that of the official ones
 * @param recorded its SHA-256 beside that written down when it was unpacked
 */
public record FileCheck(
    String name,
    String problem,
    List<Integer> classCounts,
    String md5,
    Match published,
    Match labels,
    Match recorded) {

  /** The outcome of a comparison. */
  public enum Match {
    /** Equal. */
    SAME,
    /** Not equal. */
    DIFFERENT,
    /** There was nothing to compare with. */
    NOT_COMPARED;

    static Match of(String found, Optional<String> expected) {
      return expected.map(e -> e.equals(found) ? SAME : DIFFERENT).orElse(NOT_COMPARED);
    }
  }

  /** The list is copied. */
  public FileCheck {
    classCounts = List.copyOf(classCounts);
  }

  /** A file that is not there. */
  static FileCheck missing(String name) {
    return new FileCheck(
        name,
        "is missing",
        List.of(),
        "",
        Match.NOT_COMPARED,
        Match.NOT_COMPARED,
        Match.NOT_COMPARED);
  }

  /**
   * Reads a file to its end.
   *
   * @param official what is known of the official file
   * @param recorded its SHA-256 as written down before
   */
  static FileCheck of(
      CifarLayout layout,
      String name,
      InputStream file,
      Optional<OfficialArchive.OfficialFile> official,
      Optional<String> recorded)
      throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha256 = Digests.sha256();
    MessageDigest labels = Digests.sha256();
    Integer[] counts = new Integer[layout.classes()];
    Arrays.fill(counts, 0);
    String badLabel = "";
    long length = 0;
    InputStream in = new BufferedInputStream(file, 1 << 16);
    byte[] bytes = new byte[layout.recordSize()];
    for (int n = in.readNBytes(bytes, 0, bytes.length);
        n > 0;
        n = in.readNBytes(bytes, 0, bytes.length)) {
      md5.update(bytes, 0, n);
      sha256.update(bytes, 0, n);
      if (n >= layout.labelBytes()) {
        int label = bytes[layout.labelBytes() - 1] & 0xFF;
        labels.update((byte) label);
        if (label < counts.length) {
          counts[label]++;
        } else if (badLabel.isEmpty()) {
          badLabel =
              "has label %d in record %d, at byte %d, but labels are 0 .. %d"
                  .formatted(
                      label,
                      length / bytes.length,
                      length + layout.labelBytes() - 1,
                      counts.length - 1);
        }
      }
      length += n;
    }
    String sizeProblem = layout.sizeProblem(name, length);
    String md5Hex = Digests.hex(md5);
    return new FileCheck(
        name,
        sizeProblem.isEmpty() ? badLabel : sizeProblem,
        Arrays.asList(counts),
        md5Hex,
        Match.of(md5Hex, official.map(OfficialArchive.OfficialFile::md5)),
        Match.of(Digests.hex(labels), official.flatMap(OfficialArchive.OfficialFile::labelsSha256)),
        Match.of(Digests.hex(sha256), recorded));
  }

  /** Whether the file can be read. */
  public boolean usable() {
    return problem.isEmpty();
  }

  /** One line. */
  String text(CifarLayout layout) {
    if (!usable()) {
      return name + " " + problem;
    }
    IntSummaryStatistics counts =
        classCounts.stream().mapToInt(Integer::intValue).summaryStatistics();
    String balance =
        counts.getMin() == counts.getMax()
            ? "" + counts.getMin()
            : counts.getMin() + " to " + counts.getMax();
    String compared =
        switch (published) {
          case SAME -> "the official file";
          case NOT_COMPARED -> "no published MD5 to compare with";
          case DIFFERENT ->
              "not the official file"
                  + switch (labels) {
                    case SAME -> ", but its labels in its order";
                    case DIFFERENT -> ", nor its labels";
                    case NOT_COMPARED -> "";
                  };
        };
    return "%s: %d bytes, %d records, labels 0 .. %d, %s a class, MD5 %s: %s%s"
        .formatted(
            name,
            layout.fileSize(name),
            layout.records(name),
            layout.classes() - 1,
            balance,
            md5,
            compared,
            recorded == Match.DIFFERENT ? ", changed since it was unpacked" : "");
  }
}
