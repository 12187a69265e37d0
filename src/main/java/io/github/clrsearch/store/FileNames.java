package io.github.clrsearch.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names of a study's files, and Hadoop glob patterns for them. Readers and Spark SQL ignore all
 * other files, such as copies that editors and synchronization tools make. A pattern contains the
 * names of the stages, because these may themselves contain digits and dashes.
 */
final class FileNames {
  private static final String JSON = ".json";
  private static final String JSON_LINES = ".jsonl";
  private static final String SAFETENSORS = ".safetensors";
  private static final int TRIAL_DIGITS = 5;
  private static final int CYCLE_DIGITS = 2;

  /** Additional digits that a number may have: ten million trials. */
  private static final int MORE_DIGITS = 2;

  private FileNames() {}

  /** The file of a trial. */
  static String trial(String stage, int number) {
    return String.format(Locale.ROOT, "%s-%05d%s", stage, number, JSON);
  }

  /** The number of the trial in a name that matches {@link #trials}. */
  static int number(String name) {
    return Integer.parseInt(name, name.lastIndexOf('-') + 1, name.length() - JSON.length(), 10);
  }

  /** Spark SQL expression for the end of the path of a trial's file, from its row. */
  static String trialExpression() {
    return "format_string('/%s-%05d" + JSON + "', stage, number)";
  }

  /** The file of all trials of a stage. */
  static String stageTrials(String stage) {
    return stage + JSON_LINES;
  }

  /** Spark SQL expression for the end of the path of a stage's file, from one of its rows. */
  static String stageTrialsExpression() {
    return "concat('/', stage, '" + JSON_LINES + "')";
  }

  /** The file of a final test. */
  static String test(TestedRow tested) {
    String who =
        tested.number() == null
            ? "%d-trainings".formatted(tested.trainings())
            : "%05d".formatted(tested.number());
    return "%s-%s-cycle-%02d%s".formatted(tested.stage(), who, tested.cycle(), JSON);
  }

  /** The file of something that exists once per stage or study. */
  static String single(String name) {
    return name + JSON;
  }

  /** The file of a saved network. */
  static String network(String name) {
    return name + SAFETENSORS;
  }

  /** Pattern for the trials of stages. */
  static String trials(List<String> stages) {
    return anyOf(stages) + "-" + number(TRIAL_DIGITS) + JSON;
  }

  /** Pattern for the files of {@link #stageTrials}. */
  static String stageTrials(List<String> stages) {
    return anyOf(stages) + JSON_LINES;
  }

  /** Pattern for the final tests of stages. */
  static String tests(List<String> stages) {
    String who = anyOf(List.of(number(TRIAL_DIGITS), number(1) + "-trainings"));
    return anyOf(stages) + "-" + who + "-cycle-" + number(CYCLE_DIGITS) + JSON;
  }

  /** Pattern for the files of {@link #single}. */
  static String singles(List<String> names) {
    return anyOf(names) + JSON;
  }

  /** Pattern for the saved networks of stages. */
  static String networks(List<String> stages) {
    return "%s-%s-cycle-%s%s"
        .formatted(anyOf(stages), number(TRIAL_DIGITS), number(CYCLE_DIGITS), SAFETENSORS);
  }

  /** Pattern for a number that is zero-padded to a width, and may have more digits. */
  private static String number(int digits) {
    return anyOf(
        IntStream.rangeClosed(digits, digits + MORE_DIGITS)
            .mapToObj(n -> (n == digits ? "[0-9]" : "[1-9]") + "[0-9]".repeat(n - 1))
            .toList());
  }

  private static String anyOf(List<String> names) {
    return names.stream().distinct().collect(Collectors.joining(",", "{", "}"));
  }
}
