package io.github.clrsearch.store.json;

import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Metric.Direction;
import io.github.clrsearch.search.trial.Metric.Scale;
import io.github.clrsearch.search.trial.Noise;
import java.util.stream.Stream;

/**
 * A metric in the form of {@code study.json}.
 *
 * @param name of its column
 * @param direction {@code maximize} or {@code minimize}
 * @param scale {@code fraction} or {@code real}
 * @param examples number of examples that a fraction is measured on; null if unknown
 * @param standardError of every value; null if unknown
 */
record MetricEntry(
    String name, String direction, String scale, Integer examples, Double standardError) {

  static MetricEntry of(Metric metric) {
    Integer examples = null;
    Double standardError = null;
    if (metric.noise() instanceof Noise.Examples of) {
      examples = of.count();
    } else if (metric.noise() instanceof Noise.StandardError known) {
      standardError = known.value();
    }
    return new MetricEntry(
        metric.name(),
        metric.direction().toString(),
        metric.scale().toString(),
        examples,
        standardError);
  }

  Metric toMetric() {
    Metric metric =
        new Metric(
            name,
            named("direction", direction, Direction.values()),
            named("scale", scale, Scale.values()),
            new Noise.Unknown());
    if (examples != null) {
      return metric.with(new Noise.Examples(examples));
    }
    return standardError == null ? metric : metric.withStandardError(standardError);
  }

  private static <T> T named(String what, String name, T[] values) {
    return Stream.of(values)
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the %s of a metric must be one of %s, but got '%s'"
                        .formatted(what, Stream.of(values).toList(), name)));
  }
}
