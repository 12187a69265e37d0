package io.github.clrsearch.store;

import io.github.clrsearch.store.json.JsonFiles;
import java.util.List;
import java.util.function.Function;

/**
 * Findings of a search in a study's folder: {@code confirmed/} and {@code comparisons/} with one
 * file per stage that confirms, {@code importance/} with one file, and {@code notes.json}. They are
 * recomputed from the trials when the study grows.
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

  /** Saves what a stage has confirmed, replacing earlier results. */
  public void keepConfirmed(
      String stage, List<ConfirmedRow> settings, List<ComparisonRow> comparisons) {
    files.update(file(CONFIRMED, stage), settings);
    files.update(file(COMPARISONS, stage), comparisons);
  }

  /** The settings that a stage has confirmed, best first; empty until the stage has ended. */
  public List<ConfirmedRow> confirmed(String stage) {
    return rows(CONFIRMED, stage, ConfirmedRow[].class, ConfirmedRow::stage);
  }

  /** The comparisons of these settings; empty until the stage has ended. */
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
                  throw new IllegalArgumentException("it contains rows of stage " + of.apply(row));
                }
              }
              return List.of(rows);
            })
        .orElse(List.of());
  }

  /** Saves the importances of all stages, replacing earlier ones. */
  public void keepImportance(List<ImportanceRow> rows) {
    files.update(file(IMPORTANCE, IMPORTANCE), rows);
  }

  /** The importances of all stages; empty until the search has ended. */
  public List<ImportanceRow> importance() {
    return files
        .read(file(IMPORTANCE, IMPORTANCE), ImportanceRow[].class)
        .map(List::of)
        .orElse(List.of());
  }

  /** Saves the notes of the search, one line each, replacing earlier ones. */
  public void keepNotes(List<String> lines) {
    files.update(NOTES, lines);
  }

  /** The notes of the search; empty until it has ended. */
  public List<String> notes() {
    return files.read(NOTES, String[].class).map(List::of).orElse(List.of());
  }

  private static String file(String folder, String name) {
    return folder + "/" + FileNames.single(name);
  }
}
