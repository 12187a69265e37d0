package io.github.clrsearch.search.space;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads distributions as configuration files and stored studies write them. */
public final class DistributionForm {
  static final String LOG_UNIFORM = "log-uniform";
  static final String UNIFORM = "uniform";
  static final String INTEGER = "integer";
  static final String CHOICE = "choice";
  private static final Set<String> KINDS =
      new TreeSet<>(Set.of(LOG_UNIFORM, UNIFORM, INTEGER, CHOICE));

  private DistributionForm() {}

  /**
   * Reads a distribution.
   *
   * @param name of the hyperparameter, for messages
   * @param form a number, or a map of one entry from the kind to its numbers
   * @throws IllegalArgumentException where it is neither, or the distribution refuses its numbers
   */
  public static Distribution parse(String name, Object form) {
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
    if (kind.equals(CHOICE)) {
      return Choice.of(values);
    }
    if (values.length != 2) {
      throw new IllegalArgumentException(
          "%s: %s must be [min, max], but got %s".formatted(name, kind, numbers));
    }
    return switch (kind) {
      case LOG_UNIFORM -> new LogUniform(values[0], values[1]);
      case UNIFORM -> new Uniform(values[0], values[1]);
      default ->
          new IntegerUniform(integer(name, values[0], numbers), integer(name, values[1], numbers));
    };
  }

  private static long integer(String name, double value, List<?> numbers) {
    if (!Numbers.isInteger(value)) {
      throw new IllegalArgumentException(
          "%s: integer must be [min, max] of integers, but got %s".formatted(name, numbers));
    }
    return (long) value;
  }
}
