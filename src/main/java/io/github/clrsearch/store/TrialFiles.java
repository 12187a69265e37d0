package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.json.JsonFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder {@code trials/} of a study, with one file per ended trial.
 *
 * @param files of the study's folder
 * @param header of the study
 */
record TrialFiles(JsonFiles files, StudyHeader header) {
  static final String FOLDER = "trials";

  /** Writes a trial unless it has a file already. */
  void append(EndedTrial ended) {
    files.create(fileName(ended.trial()), TrialRows.toRow(ended, header.metric()));
  }

  /** Writes a trial in place of its file. */
  void replace(EndedTrial ended) {
    files.write(fileName(ended.trial()), TrialRows.toRow(ended, header.metric()));
  }

  /** All ended trials, sorted by the names of their files. */
  List<EndedTrial> all() {
    return trials(header.stageNames());
  }

  /** The ended trials of a stage by number. */
  Map<Integer, EndedTrial> of(String stage) {
    Map<Integer, EndedTrial> trials = new LinkedHashMap<>();
    trials(List.of(stage)).forEach(ended -> trials.put(ended.trial().number(), ended));
    return trials;
  }

  /** The numbers of a stage's ended trials, by the names of their files alone. */
  Set<Integer> numbers(String stage) {
    return names(List.of(stage)).stream().map(FileNames::number).collect(Collectors.toSet());
  }

  private List<EndedTrial> trials(List<String> stages) {
    List<String> hyperparameters = header.hyperparameters();
    return names(stages).stream().map(file -> trial(file, hyperparameters)).toList();
  }

  private List<String> names(List<String> stages) {
    return files.folder().list(FOLDER, FileNames.trials(stages));
  }

  private EndedTrial trial(String file, List<String> hyperparameters) {
    return files
        .readOwn(
            FOLDER,
            file,
            TrialRow.class,
            row -> FileNames.trial(row.stage(), row.number()),
            row -> TrialRows.toTrial(row, hyperparameters))
        .orElseThrow();
  }

  private static String fileName(Trial trial) {
    return FOLDER + "/" + FileNames.trial(trial.stage(), trial.number());
  }
}
