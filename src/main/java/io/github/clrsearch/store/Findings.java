package io.github.clrsearch.store;

import java.util.List;
import java.util.function.Function;

/**
 * What a search has found out from its trials, in a study's folder: {@code confirmed/} and {@code
 * comparisons/} with a file a stage that confirms, {@code importance/} with one of all, and {@code
 * notes.json}. Computed anew from the trials as the study grows.
 */
public final class Findings {
  static final String CONFIRMED = "confirmed";
  static final String COMPARISONS = "comparisons";
  static final String IMPORTANCE = "importance";
  private static final String NOTES = "notes.json";

  private final JsonFiles files;

  Findings(JsonFiles files) {
    this.files = files;
  }

  /** Keeps what a stage has confirmed, in place of what was there. */
  public void keepConfirmed(
      String stage, List<ConfirmedRow> settings, List<ComparisonRow> comparisons) {
    files.update(file(CONFIRMED, stage), settings);
    files.update(file(COMPARISONS, stage), comparisons);
  }

  /** What a stage has confirmed, the best first; nothing where it has not come to its end. */
  public List<ConfirmedRow> confirmed(String stage) {
    return rows(CONFIRMED, stage, ConfirmedRow[].class, ConfirmedRow::stage);
  }

  /** The comparisons of what a stage has confirmed; none where it has not come to its end. */
  public List<ComparisonRow> comparisons(String stage) {
    return rows(COMPARISONS, stage, ComparisonRow[].class, ComparisonRow::stage);
  }

  private <T> List<T> rows(String kind, String stage, Class<T[]> type, Function<T, String> of) {
    return files
        .read(
            file(kind, stage),
            type,
            rows -> {
              for (T row : rows) {
                if (!of.apply(row).equals(stage)) {
                  throw new IllegalArgumentException("it holds rows of stage " + of.apply(row));
                }
              }
              return List.of(rows);
            })
        .orElse(List.of());
  }

  /** Keeps the importances of all stages, in place of what was there. */
  public void keepImportance(List<ImportanceRow> rows) {
    files.update(file(IMPORTANCE, IMPORTANCE), rows);
  }

  /** The importances that the search's last end has found; none before it. */
  public List<ImportanceRow> importance() {
    return files
        .read(file(IMPORTANCE, IMPORTANCE), ImportanceRow[].class)
        .map(List::of)
        .orElse(List.of());
  }

  /** Keeps what the search should make its user doubt, a line each, in place of what was there. */
  public void keepNotes(List<String> lines) {
    files.update(NOTES, lines);
  }

  /** What the search should make its user doubt; nothing before it came to its end. */
  public List<String> notes() {
    return files.read(NOTES, String[].class).map(List::of).orElse(List.of());
  }

  private static String file(String folder, String name) {
    return folder + "/" + FileNames.single(name);
  }
}
