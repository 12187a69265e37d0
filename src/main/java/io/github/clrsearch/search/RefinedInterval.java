package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.TopCandidates;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An interval narrowed to the top candidates, or extended if the best of them is at an end.
 *
 * @param range the new range
 * @param note why it extends, or does not extend, beyond the old range; usually empty
 */
record RefinedInterval(Range range, Optional<String> note) {
  private static final double OUTER = 0.1;
  private static final double EXTENSION = 0.25;

  /**
   * Refines an interval to the range of the top candidates' values, padded by the spacing of the
   * samples, within the old range. If the best is in an outer tenth, the optimum may be outside:
   * the range is then extended by a quarter of its width, up to the limit.
   *
   * @param trials number of trials of the stage of the interval, at least 1
   */
  static RefinedInterval of(
      String name, Interval interval, TopCandidates top, int trials, Range limits) {
    Range old = interval.range();
    double from = interval.position(old.min());
    double to = interval.position(old.max());
    double width = to - from;
    List<Double> positions = top.values(name).stream().map(interval::position).toList();
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
    Range target = interval.outward(new Range(min, max));
    Range range = interval.inward(limits).clamp(target);
    if (atMin) {
      String note = note(name, top.best(), old, target.min(), range.min());
      return new RefinedInterval(range, Optional.of(note));
    }
    if (atMax) {
      String note = note(name, top.best(), old, target.max(), range.max());
      return new RefinedInterval(range, Optional.of(note));
    }
    return new RefinedInterval(range, Optional.empty());
  }

  private static String note(
      String name, Candidate best, Range old, double target, double reached) {
    double value = best.setting().value(name);
    String where = old.contains(value) ? "in the outer tenth of" : "outside";
    String end = Numbers.brief(reached);
    String extension =
        old.contains(reached)
            ? "not extended beyond the limit %s".formatted(end)
            : "extended to %s%s".formatted(end, reached == target ? "" : ", its limit");
    return "%s: the best trial (%s, %s) is %s %s; %s"
        .formatted(name, best.trial(), Numbers.brief(value), where, old, extension);
  }

  /** The value at a position, clamped to the exact bounds of the old range. */
  private static double inside(Interval interval, double position) {
    Range old = interval.range();
    if (position <= interval.position(old.min())) {
      return old.min();
    }
    return position >= interval.position(old.max()) ? old.max() : interval.value(position);
  }
}
