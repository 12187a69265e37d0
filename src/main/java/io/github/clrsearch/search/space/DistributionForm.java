package io.github.clrsearch.search.space;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads distributions in the form of configuration files and stored studies. */
public final class DistributionForm {
  /** The kinds of intervals, each with the constructor from its ends. */
  private static final Map<String, BinaryConstructor> INTERVALS =
      Map.of(
          LogUniform.KIND,
          LogUniform::new,
          Uniform.KIND,
          Uniform::new,
          IntegerUniform.KIND,
          (min, max) -> new IntegerUniform((long) min, (long) max),
          LogInteger.KIND,
          (min, max) -> new LogInteger((long) min, (long) max));

  /** Number of numbers of a {@link Quantized}. */
  private static final int QUANTIZED = 3;

  private static final Set<String> KINDS = kinds();

  @FunctionalInterface
  private interface BinaryConstructor {
    Interval of(double min, double max);
  }

  private DistributionForm() {}

  private static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(INTERVALS.keySet());
    kinds.add(Choice.KIND);
    kinds.add(Quantized.KIND);
    return kinds;
  }

  /**
   * Reads a distribution of numbers or words.
   *
   * @param name of the hyperparameter, for messages
   * @param form a number, a word, or a map of one entry from the kind to its values
   * @throws IllegalArgumentException if it is neither, or its values are invalid
   */
  public static Distribution parse(String name, Object form) {
    if (form instanceof String word) {
      return words(name, List.of(word));
    }
    if (form instanceof Map<?, ?> map
        && map.size() == 1
        && map.get(Choice.KIND) instanceof List<?> values
        && !values.isEmpty()
        && values.stream().allMatch(String.class::isInstance)) {
      return words(name, values.stream().map(String.class::cast).toList());
    }
    return numbers(name, form);
  }

  private static Choice words(String name, List<String> words) {
    try {
      return Choice.ofWords(words);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Reads a distribution of numbers.
   *
   * @param name of the hyperparameter, for messages
   * @param form a number, or a map of one entry from the kind to its numbers
   * @throws IllegalArgumentException if it is neither, or its numbers are invalid
   */
  public static Distribution numbers(String name, Object form) {
    if (form instanceof Number number) {
      return new Constant(number.doubleValue());
    }
    if (form instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      if (KINDS.contains(entry.getKey()) && entry.getValue() instanceof List<?> numbers) {
        return parse(name, (String) entry.getKey(), numbers);
      }
    }
    throw new IllegalArgumentException(
        "%s must be a number or one of %s with its numbers, such as { log-uniform = [1e-5, 1e-1] }, but got %s"
            .formatted(name, KINDS, form));
  }

  private static Distribution parse(String name, String kind, List<?> numbers) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(numbers.get(i) instanceof Number number)) {
        throw new IllegalArgumentException(
            "%s: %s must be a list of numbers, but got %s".formatted(name, kind, numbers));
      }
      values[i] = number.doubleValue();
    }
    if (kind.equals(Choice.KIND)) {
      return Choice.of(values);
    }
    if (kind.equals(Quantized.KIND)) {
      if (values.length != QUANTIZED) {
        throw new IllegalArgumentException(
            "%s: %s must be [min, max, step], but got %s".formatted(name, kind, numbers));
      }
      return new Quantized(values[0], values[1], values[2]);
    }
    if (values.length != 2) {
      throw new IllegalArgumentException(
          "%s: %s must be [min, max], but got %s".formatted(name, kind, numbers));
    }
    if ((kind.equals(IntegerUniform.KIND) || kind.equals(LogInteger.KIND))
        && !(Numbers.isInteger(values[0]) && Numbers.isInteger(values[1]))) {
      throw new IllegalArgumentException(
          "%s: %s must be [min, max] of integers, but got %s".formatted(name, kind, numbers));
    }
    return INTERVALS.get(kind).of(values[0], values[1]);
  }
}
