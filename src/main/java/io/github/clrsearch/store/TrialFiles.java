package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.json.JsonFiles;
import io.github.clrsearch.store.json.JsonLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The folder {@code trials/} of a study. A trial has a file of its own until its stage has ended;
 * then one file has all trials of the stage ({@link Compaction}). A trial that is in both has been
 * continued, or is just being moved: its own file counts. An own file may disappear while it is
 * read; the file of the stage, which is read afterwards, has this trial then.
 */
final class TrialFiles {
  static final String FOLDER = "trials";

  private final JsonFiles files;
  private final StudyHeader header;
  private final List<String> hyperparameters;

  /** One object for the many trials with the same versions and data. */
  private final Map<Provenance, Provenance> provenances = new ConcurrentHashMap<>();

  /**
   * The trials of a study.
   *
   * @param files of the study's folder
   */
  TrialFiles(JsonFiles files, StudyHeader header) {
    this.files = files;
    this.header = header;
    this.hyperparameters = header.hyperparameters();
  }

  /** The study's folder. */
  AtomicFolder folder() {
    return files.folder();
  }

  /** Writes a trial unless it has a file of its own. */
  void append(EndedTrial ended) {
    files.create(fileName(ended.trial()), TrialRows.toRow(ended, header.metric()));
  }

  /** Writes the file of a trial in place of an earlier one. */
  void replace(EndedTrial ended) {
    files.write(fileName(ended.trial()), TrialRows.toRow(ended, header.metric()));
  }

  /** All ended trials, in the order of the stages and of their numbers. */
  List<EndedTrial> all() {
    return read(header.stageNames()).values().stream()
        .flatMap(stage -> stage.values().stream())
        .toList();
  }

  /** The ended trials of a stage by number, in ascending order. */
  SortedMap<Integer, EndedTrial> of(String stage) {
    return read(List.of(stage)).get(stage);
  }

  private Map<String, SortedMap<Integer, EndedTrial>> read(List<String> stages) {
    Map<String, SortedMap<Integer, EndedTrial>> trials = new LinkedHashMap<>();
    stages.forEach(stage -> trials.put(stage, new TreeMap<>()));
    readOwn(stages).forEach(ended -> put(ended, trials.get(ended.trial().stage())));
    trials.forEach(
        (stage, own) ->
            compacted(stage)
                .read(row -> own.containsKey(row.number()) ? null : trial(stage, row))
                .orElse(List.of())
                .stream()
                .filter(Objects::nonNull)
                .forEach(ended -> put(ended, own)));
    return trials;
  }

  private static void put(EndedTrial ended, Map<Integer, EndedTrial> trials) {
    trials.put(ended.trial().number(), ended);
  }

  /**
   * Reads all trials and keeps none of them.
   *
   * @throws StoreException which names the file that is damaged
   */
  void check() {
    folder()
        .readAll(
            FOLDER,
            FileNames.trials(header.stageNames()),
            (name, content) -> trial(name, content) != null);
    header.stageNames().forEach(stage -> compacted(stage).read(row -> trial(stage, row) != null));
  }

  /** The names of the trials' own files, sorted. */
  List<String> own(List<String> stages) {
    return files.folder().list(FOLDER, FileNames.trials(stages));
  }

  /** The file with all trials of a stage, which exists when the stage has ended. */
  JsonLines<TrialRow> compacted(String stage) {
    String name = FOLDER + "/" + FileNames.stageTrials(stage);
    return new JsonLines<>(files, name, TrialRow.class, TrialRow::number);
  }

  /** The trial of a line in the file of a stage. */
  private EndedTrial trial(String stage, TrialRow row) {
    JsonFiles.checkOwn(FileNames.stageTrials(stage), FileNames.stageTrials(row.stage()));
    return trial(row);
  }

  private EndedTrial trial(TrialRow row) {
    EndedTrial ended = TrialRows.toTrial(row, hyperparameters);
    return ended.with(provenances.computeIfAbsent(ended.provenance(), Function.identity()));
  }

  private List<EndedTrial> readOwn(List<String> stages) {
    return folder().readAll(FOLDER, FileNames.trials(stages), this::trial);
  }

  /** The trial of an own file. */
  private EndedTrial trial(String name, byte[] content) {
    return files.converted(
        FOLDER + "/" + name,
        content,
        TrialRow.class,
        row -> {
          JsonFiles.checkOwn(name, FileNames.trial(row.stage(), row.number()));
          return trial(row);
        });
  }

  /**
   * The content of an own file.
   *
   * @throws StoreException if it is missing or damaged
   */
  byte[] content(String name) {
    String file = FOLDER + "/" + name;
    byte[] content =
        folder()
            .read(file)
            .orElseThrow(() -> new StoreException("file not found: %s".formatted(file)));
    trial(name, content);
    return content;
  }

  private static String fileName(Trial trial) {
    return FOLDER + "/" + FileNames.trial(trial.stage(), trial.number());
  }
}
