package io.github.clrsearch.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SearchStopTest {
  /** The standard error of 50 % is 5 points. */
  private static final Metric ACCURACY = Metric.accuracy(100);

  private static SearchStop stop(Double value, Integer noImprovement) {
    return new SearchStop(
        value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
        noImprovement == null ? OptionalInt.empty() : OptionalInt.of(noImprovement));
  }

  /** The best values of trials in the order of their ends; null for none. */
  private static List<Optional<Candidate>> ended(Metric metric, Double... values) {
    List<Optional<Candidate>> ended = new ArrayList<>();
    for (Double value : values) {
      int number = ended.size();
      Trial trial = new Trial("s", "coarse", number, number, new Setting(Map.of("x", 1.0)));
      ended.add(
          Optional.ofNullable(value)
              .map(v -> new Candidate(trial, 1, trial.setting(), 10, metric, metric.score(v))));
    }
    return ended;
  }

  @Test
  void neverEndsASearchUnlessItIsAsked() {
    assertThat(SearchStop.NEVER.reached(ended(ACCURACY, 1.0, 0.0, 0.0), ACCURACY)).isEmpty();
  }

  @Test
  void theValueThatIsEnoughMayBeReachedExactly() {
    SearchStop stop = stop(0.53, null);

    assertThat(stop.reached(ended(ACCURACY, 0.5, null, 0.5299), ACCURACY)).isEmpty();
    assertThat(stop.reached(ended(ACCURACY, 0.5, null, 0.53, 0.6), ACCURACY))
        .contains(
            "the search ended early: coarse/2 has validation accuracy 53.00 %, and 53.00 % is enough");
  }

  @Test
  void aMetricThatIsMinimizedIsEnoughBelowTheValue() {
    Metric loss = Metric.minimized("rmse");

    assertThat(stop(0.2, null).reached(ended(loss, 0.5, 0.21), loss)).isEmpty();
    assertThat(stop(0.2, null).reached(ended(loss, 0.5, 0.2), loss))
        .contains("the search ended early: coarse/1 has rmse 0.2, and 0.2 is enough");
  }

  @Test
  void trialsWithinOneStandardErrorAreNoImprovement() {
    SearchStop stop = stop(null, 3);

    assertThat(stop.reached(ended(ACCURACY, 0.5, 0.52, 0.4), ACCURACY)).isEmpty();
    assertThat(stop.reached(ended(ACCURACY, 0.5, 0.52, 0.4, 0.549), ACCURACY))
        .contains(
            "the search ended early: 3 trials without an improvement of validation accuracy by more than one standard error over coarse/0 (50.00 %)");
    assertThat(stop.reached(ended(ACCURACY, 0.5, 0.52, 0.4, 0.56, 0.5, 0.5), ACCURACY)).isEmpty();
  }

  @Test
  void aTrialWithoutAResultIsNoImprovement() {
    assertThat(stop(null, 2).reached(ended(ACCURACY, null, null), ACCURACY))
        .contains(
            "the search ended early: 2 trials without an improvement of validation accuracy by more than one standard error");
    assertThat(stop(null, 2).reached(ended(ACCURACY, 0.5, null, 0.6, null), ACCURACY)).isEmpty();
  }

  @Test
  void refusesNumbersBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stop(null, 0))
        .withMessage("no-improvement must be at least 1, but got 0");
  }
}
