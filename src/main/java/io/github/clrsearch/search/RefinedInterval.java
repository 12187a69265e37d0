package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Contenders;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An interval narrowed to its contenders, or moved on where the best of them lies at an end.
 *
 * @param range the new one
 * @param note why it reaches, or does not reach, beyond the old one; mostly empty
 */
record RefinedInterval(Range range, Optional<String> note) {
  private static final double OUTER = 0.1;
  private static final double EXTENSION = 0.25;

  /**
   * The span of the contenders' values, padded by the spacing of the stage's samples, within the
   * old range. Where the best lies in the outer tenth the optimum may lie beyond, so there the
   * range ends a quarter of its width farther out, or at the limit.
   *
   * @param trials of the stage whose interval it is, at least 1
   */
  static RefinedInterval of(
      String name, Interval interval, Contenders contenders, int trials, Range limits) {
    Range old = interval.range();
    double from = interval.position(old.min());
    double to = interval.position(old.max());
    double width = to - from;
    List<Double> positions = contenders.values(name).stream().map(interval::position).toList();
    double best = positions.get(0);
    double spacing = width / trials;
    boolean atMin = best <= from + OUTER * width;
    boolean atMax = best >= to - OUTER * width;
    double min =
        atMin
            ? interval.value(from - EXTENSION * width)
            : inside(interval, Collections.min(positions) - spacing);
    double max =
        atMax
            ? interval.value(to + EXTENSION * width)
            : inside(interval, Collections.max(positions) + spacing);
    Range wanted = interval.outward(new Range(min, max));
    Range range = interval.inward(limits).clamp(wanted);
    if (atMin) {
      String note = note(name, contenders.best(), old, wanted.min(), range.min());
      return new RefinedInterval(range, Optional.of(note));
    }
    if (atMax) {
      String note = note(name, contenders.best(), old, wanted.max(), range.max());
      return new RefinedInterval(range, Optional.of(note));
    }
    return new RefinedInterval(range, Optional.empty());
  }

  private static String note(
      String name, Candidate best, Range old, double wanted, double reached) {
    double value = best.setting().value(name);
    String where = old.contains(value) ? "in the outer tenth of" : "outside";
    String end = Numbers.brief(reached);
    String extension =
        old.contains(reached)
            ? "the limit %s forbids an extension".formatted(end)
            : "extended to %s%s".formatted(end, reached == wanted ? "" : ", its limit");
    return "%s: the best trial (%s, %s) lies %s %s; %s"
        .formatted(name, best.trial(), Numbers.brief(value), where, old, extension);
  }

  /** The value at a position within the old range: its very bounds outside, free of rounding. */
  private static double inside(Interval interval, double position) {
    Range old = interval.range();
    if (position <= interval.position(old.min())) {
      return old.min();
    }
    return position >= interval.position(old.max()) ? old.max() : interval.value(position);
  }
}
