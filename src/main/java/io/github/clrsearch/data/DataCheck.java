package io.github.clrsearch.data;

import io.github.clrsearch.data.FileCheck.Match;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What lies in a place, file by file, and whether it is the official data set.
 *
 * @param location where it is
 * @param layout which data set
 * @param files its files with records, in the layout's order
 * @param archiveMd5 the MD5 of the archive, where one lies there
 * @param archive the archive's MD5 beside the published one
 * @param verdict what follows
 */
public record DataCheck(
    String location,
    CifarLayout layout,
    List<FileCheck> files,
    Optional<String> archiveMd5,
    Match archive,
    Verdict verdict) {

  /** What follows from all comparisons. */
  public enum Verdict {
    /** Every byte is the official one. */
    OFFICIAL("the official data set"),
    /** Labels are the official ones in the official order; pixels are not. */
    OFFICIAL_LABELS(
        "usable: the official labels in the official order, but other pixels; fetch the official ones with 'data fetch'"),
    /** It can be read, and nothing shows that it is official. */
    READABLE("usable, but nothing shows that it is the official data set"),
    /** It cannot be read. */
    UNUSABLE("not usable: get it again with 'data fetch'");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  /** The list is copied. */
  public DataCheck {
    files = List.copyOf(files);
  }

  /** Checks whatever data set lies in a place. */
  public static DataCheck of(DataFiles files) {
    return of(files, OfficialArchive.ALL);
  }

  /**
   * Checks a data set.
   *
   * @param known which data sets to look for
   * @throws DataException where none is found, or its archive cannot be unpacked
   */
  public static DataCheck of(DataFiles files, List<OfficialArchive> known) {
    CifarPlace place =
        CifarPlace.require(files, known.stream().map(OfficialArchive::layout).toList());
    OfficialArchive official =
        known.stream().filter(a -> a.layout().equals(place.layout())).findFirst().orElseThrow();
    try {
      Map<String, FileCheck> checks =
          place.archive().isPresent() ? archived(place, official) : lying(place, official);
      Optional<String> md5 = archiveMd5(place);
      Match archive = Match.of(md5.orElse(""), md5.map(found -> official.md5()));
      List<FileCheck> inOrder = place.layout().files().stream().map(checks::get).toList();
      boolean fromOfficialArchive = place.archive().isPresent() && archive == Match.SAME;
      return new DataCheck(
          place.location(),
          place.layout(),
          inOrder,
          md5,
          archive,
          verdict(inOrder, fromOfficialArchive));
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read (%s): check its permissions".formatted(place.location(), e), e);
    }
  }

  private static Map<String, FileCheck> lying(CifarPlace place, OfficialArchive official)
      throws IOException {
    Map<String, FileCheck> checks = absent(place.layout());
    Map<String, String> recorded = RecordedChecksums.read(place);
    for (String name : place.layout().files()) {
      if (place.files().exists(place.prefix() + name)) {
        try (InputStream in = place.files().open(place.prefix() + name)) {
          Optional<String> before = Optional.ofNullable(recorded.get(name));
          checks.put(name, FileCheck.of(place.layout(), name, in, official.file(name), before));
        }
      }
    }
    return checks;
  }

  private static Map<String, FileCheck> archived(CifarPlace place, OfficialArchive official)
      throws IOException {
    Map<String, FileCheck> checks = absent(place.layout());
    try (InputStream in = place.files().open(place.archive().orElseThrow())) {
      TarGz.read(
          place.location(),
          in,
          (entry, content) -> {
            String name = CifarPlace.baseName(entry.getName());
            if (entry.isFile() && checks.containsKey(name)) {
              checks.put(
                  name,
                  FileCheck.of(
                      place.layout(), name, content, official.file(name), Optional.empty()));
            }
            return true;
          });
    }
    return checks;
  }

  private static Map<String, FileCheck> absent(CifarLayout layout) {
    Map<String, FileCheck> checks = new LinkedHashMap<>();
    layout.files().forEach(name -> checks.put(name, FileCheck.missing(name)));
    return checks;
  }

  private static Optional<String> archiveMd5(CifarPlace place) throws IOException {
    String name = place.archive().orElse(place.layout().archive());
    if (!place.files().exists(name)) {
      return Optional.empty();
    }
    try (InputStream in = place.files().open(name)) {
      return Optional.of(Digests.of(in, Digests.md5()));
    }
  }

  private static Verdict verdict(List<FileCheck> files, boolean fromOfficialArchive) {
    if (!files.stream().allMatch(FileCheck::usable)) {
      return Verdict.UNUSABLE;
    }
    // What is published decides; what was written down after a verified download, where nothing is.
    boolean official =
        files.stream()
            .allMatch(
                f ->
                    f.published() == Match.SAME
                        || f.published() == Match.NOT_COMPARED && f.recorded() == Match.SAME);
    if (fromOfficialArchive || official) {
      return Verdict.OFFICIAL;
    }
    return files.stream().allMatch(f -> f.labels() == Match.SAME)
        ? Verdict.OFFICIAL_LABELS
        : Verdict.READABLE;
  }

  /** Whether every file can be read. */
  public boolean usable() {
    return verdict != Verdict.UNUSABLE;
  }

  /** Several lines: each file, then what was compared with what, then the verdict. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s in %s\n".formatted(layout.name(), location));
    files.forEach(file -> text.append("  ").append(file.text(layout)).append('\n'));
    archiveMd5.ifPresent(
        md5 ->
            text.append(
                "  %s: MD5 %s: %s\n"
                    .formatted(
                        layout.archive(),
                        md5,
                        archive == Match.SAME
                            ? "the official archive"
                            : "not the official archive")));
    text.append(
        "compared: MD5 of each file with the published one (%s)"
            .formatted(count(FileCheck::published)));
    text.append(
        "; SHA-256 of its labels with the official ones (%s)".formatted(count(FileCheck::labels)));
    text.append(
        "; SHA-256 of each file with %s (%s)\n"
            .formatted(RecordedChecksums.FILE, count(FileCheck::recorded)));
    return text.append(verdict.text).append('\n').toString();
  }

  private String count(Function<FileCheck, Match> comparison) {
    List<Match> matches = files.stream().map(comparison).toList();
    long compared = matches.stream().filter(m -> m != Match.NOT_COMPARED).count();
    long same = matches.stream().filter(m -> m == Match.SAME).count();
    return compared == 0 ? "nothing to compare with" : "%d of %d equal".formatted(same, compared);
  }
}
