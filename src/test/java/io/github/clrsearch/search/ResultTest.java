package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {
  private static final Setting SETTING = new Setting(Map.of("lambda", 0.01)).with("k", 2);
  private static final CycleResult CYCLE =
      new CycleResult(1, 1960, 1.5, 1.4, 0.5, 1.6, 1.5, Double.NaN, List.of(), Map.of());
  private static final CycleResult ENSEMBLED =
      new CycleResult(
          3,
          5880,
          1,
          1,
          1,
          1,
          1,
          1,
          List.of(new EnsembleResult("last-2", "vote", "2,3", 1)),
          Map.of());
  private static final Measurement MEASUREMENT =
      new Measurement(1, 100, Measurement.TRAINING, 1000, 0.01, Double.NaN, 1.4, 0.5);

  @ParameterizedTest
  @ValueSource(strings = {"completed", "stopped", "diverged", "failed"})
  void outcomesAreParsedFromTheirNames(String name) {
    Outcome outcome = Outcome.of(name, "because");
    assertThat(outcome.name()).isEqualTo(name);
    assertThat(outcome.reason()).isEqualTo(name.equals("completed") ? null : "because");
  }

  @Test
  void rejectsUnknownOutcome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Outcome.of("done", null))
        .withMessage("an outcome must be completed, stopped, diverged or failed, but got 'done'");
  }

  @Test
  void rejectsUnknownSplit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Measurement(1, 0, "test", 1, 0, 0, 0, 0))
        .withMessage("a measurement's split must be training or validation, but got 'test'");
  }

  @Test
  void rejectsUnknownCombination() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnsembleResult("all", "median", "1,2", 0.5))
        .withMessage("an ensemble's combination must be mean, vote or weights, but got 'median'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1,", ",1", "1, 2", "one"})
  void rejectsCyclesThatAreNotNumbers(String cycles) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnsembleResult("all", EnsembleResult.MEAN, cycles, 0.5))
        .withMessage(
            "an ensemble's cycles must be numbers from 1 such as 1,2,3, but got '%s'", cycles);
  }

  @Test
  void rejectsAnAccuracyInPercent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnsembleResult("all", EnsembleResult.VOTE, "1,2", 52.3))
        .withMessage(
            "accuracy must be a fraction in 0 .. 1 or NaN, but got 52.3: divide percent by 100, or give the search a metric of its own");
  }

  @Test
  void hasNoEnsemblesByDefault() {
    assertThat(CYCLE.ensembles()).isEmpty();
  }

  @Test
  void rejectsCyclesOutOfOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TrialResult(new Outcome.Completed(), List.of(CYCLE, CYCLE), List.of(), 1))
        .withMessage("a trial's cycles must ascend, but 1 follows 1");
  }

  static List<Serializable> travellers() {
    Trial trial = Points.trial(3, SETTING);
    SearchSpace space =
        SearchSpace.empty()
            .with("lambda", new LogUniform(1e-5, 0.1))
            .with("p_x", new Uniform(0.5, 1))
            .with("k", new IntegerUniform(2, 8))
            .with("m", Choice.of(50, 100))
            .with("n_cycles", new Constant(2));
    return List.of(
        trial,
        space,
        new Study("s", 1, space, List.of(Stage.of("coarse", 10))),
        new TrialResult(
            new Outcome.Stopped("asked to"), List.of(CYCLE, ENSEMBLED), List.of(MEASUREMENT), 7),
        new Outcome.Failed("out of memory"),
        new Candidate(trial, 1, SETTING, 1960, Metric.accuracy(), Double.NaN),
        Range.atLeast(1),
        new RandomSampler());
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void survivesSerialization(Serializable original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(original).hasToString(original.toString());
    }
  }

  @Test
  void aLambdaIsAnObjective() throws Exception {
    Objective objective =
        (trial, cancellation) ->
            new TrialResult(
                cancellation.requested()
                    ? new Outcome.Stopped("asked to")
                    : new Outcome.Completed(),
                List.of(),
                List.of(),
                0);
    Trial trial = Points.trial(0, SETTING);
    assertThat(objective.evaluate(trial, Cancellation.NEVER).outcome())
        .isEqualTo(new Outcome.Completed());
    assertThat(objective.evaluate(trial, () -> true).outcome().reason()).isEqualTo("asked to");
    assertThat(objective.cost(SETTING)).isEqualTo(1);
    assertThat(objective.limits()).isEmpty();
  }
}
