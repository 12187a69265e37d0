package io.github.clrsearch.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The names of a study's files. Readers take those alone that the program writes: beside them lie
 * the copies that editors and programs for synchronizing make. A name is a pattern here, as Hadoop
 * understands it, so that Spark SQL takes the same files as everybody else. The stages are in the
 * pattern, because a stage's name may itself hold digits and dashes.
 */
final class FileNames {
  private static final String JSON = ".json";
  private static final String SAFETENSORS = ".safetensors";
  private static final int TRIAL_DIGITS = 5;
  private static final int CYCLE_DIGITS = 2;

  /** So many digits more than a number is filled up to: ten million trials. */
  private static final int MORE_DIGITS = 2;

  private FileNames() {}

  /** The file of a trial. */
  static String trial(String stage, int number) {
    return String.format(Locale.ROOT, "%s-%05d%s", stage, number, JSON);
  }

  /** The number of the trial whose file has a name that fits {@link #trials}. */
  static int number(String name) {
    return Integer.parseInt(name, name.lastIndexOf('-') + 1, name.length() - JSON.length(), 10);
  }

  /** Spark SQL's expression for the end of a trial's file, out of its row. */
  static String trialExpression() {
    return "format_string('/%s-%05d" + JSON + "', stage, number)";
  }

  /** The file of a final test. */
  static String test(TestedRow tested) {
    String who =
        tested.number() == null
            ? "%d-trainings".formatted(tested.trainings())
            : "%05d".formatted(tested.number());
    return "%s-%s-cycle-%02d%s".formatted(tested.stage(), who, tested.cycle(), JSON);
  }

  /** The file of something that there is once for a stage, or once for the study. */
  static String single(String name) {
    return name + JSON;
  }

  /** The file of a network that was kept. */
  static String network(String name) {
    return name + SAFETENSORS;
  }

  /** The trials of these stages. */
  static String trials(List<String> stages) {
    return anyOf(stages) + "-" + number(TRIAL_DIGITS) + JSON;
  }

  /** The final tests of these stages. */
  static String tests(List<String> stages) {
    String who = anyOf(List.of(number(TRIAL_DIGITS), number(1) + "-trainings"));
    return anyOf(stages) + "-" + who + "-cycle-" + number(CYCLE_DIGITS) + JSON;
  }

  /** What there is once for each of these. */
  static String singles(List<String> names) {
    return anyOf(names) + JSON;
  }

  /** The networks that were kept of these stages' trials. */
  static String networks(List<String> stages) {
    return "%s-%s-cycle-%s%s"
        .formatted(anyOf(stages), number(TRIAL_DIGITS), number(CYCLE_DIGITS), SAFETENSORS);
  }

  /** A number that is filled up with zeros to so many digits, and may have more. */
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
