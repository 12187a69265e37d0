package io.github.clrsearch.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The trial that a program runs, as a JSON document in a file and as variables of the program's
 * environment.
 *
 * @param metric that the program must report
 * @param cyclesBy the program's name of the dimension that counts reports; null if none does
 * @param work folder of the trial, in which the program runs
 * @param checkpoint folder for files from which the program resumes
 */
public record TrialDocument(
    Trial trial, Metric metric, String cyclesBy, Path work, Path checkpoint) {
  /** The checkpoint folder in the work folder. */
  public static final String CHECKPOINT = "checkpoint";

  private static final String FILE = "trial.json";

  /** Names in the work folder that files of the program cannot have. */
  static final Set<String> NAMES = Set.of(FILE, CHECKPOINT);

  private static final String PREFIX = "CLR_";
  private static final String OWN = "CLR_SEARCH_";

  /** Seeds of 31 bits are valid in every language and library. */
  private static final int SEED_SHIFT = 33;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Numbers and words by the program's names; whole numbers without a decimal point. */
  Map<String, Object> setting() {
    Map<String, Object> named = new LinkedHashMap<>();
    Setting setting = trial.setting();
    setting
        .forms()
        .forEach(
            (name, value) ->
                named.put(
                    name.equals(Candidate.CYCLES) && cyclesBy != null ? cyclesBy : name,
                    value instanceof Double number && number == number.longValue()
                        ? (Object) number.longValue()
                        : value));
    return named;
  }

  /** The seed for the program's random numbers, 0 .. 2^31 - 1. */
  long seed() {
    return trial.seed() >>> SEED_SHIFT;
  }

  /**
   * Writes the document to the work folder.
   *
   * @return the variables of the environment
   */
  public Map<String, String> write() throws IOException {
    Path file = work.resolve(FILE);
    Files.writeString(file, json());
    Map<String, String> environment = new LinkedHashMap<>();
    setting()
        .forEach(
            (name, value) ->
                environment.put(PREFIX + name.toUpperCase(Locale.ROOT), value.toString()));
    environment.put(OWN + "TRIAL", file.toString());
    environment.put(OWN + "SEED", Long.toString(seed()));
    environment.put(OWN + "WORK", work.toString());
    environment.put(OWN + "CHECKPOINT", checkpoint.toString());
    if (cyclesBy != null) {
      environment.put(OWN + "CYCLES", Integer.toString(trial.cycles()));
    }
    return environment;
  }

  private String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("study", trial.study());
    document.put("stage", trial.stage());
    document.put("number", trial.number());
    document.put("repetition", trial.repetition());
    document.put("seed", seed());
    document.put("setting", setting());
    document.put("cycles", cyclesBy == null ? null : trial.cycles());
    document.put("metric", metric.name());
    document.put("direction", metric.direction().toString());
    document.put("work", work.toString());
    document.put("checkpoint", checkpoint.toString());
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial cannot be written as JSON", e);
    }
  }
}
