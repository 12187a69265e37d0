package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.ensemble.Ensemble;
import io.github.clrsearch.network.ensemble.WeightAverage;
import io.github.clrsearch.training.EnsembleScores.Combination;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class SnapshotEnsemblesTest {
  private static final Recording RECORDING = Trainings.record(hyperparameters(4, 1e-3, 0.8));
  private static final int[] VALIDATION = DATA.split().validation();
  private static final int[] LABELS = Arrays.stream(VALIDATION).map(DATA.images()::label).toArray();

  @Test
  void isEmptyAtTheEndOfTheFirstCycle() {
    assertThat(RECORDING.cycles.get(0).ensembles()).isEmpty();
  }

  @Test
  void listsAllThenLastThenGreedyThenTheAverage() {
    assertThat(RECORDING.cycles.get(1).ensembles())
        .extracting(EnsembleScores::members)
        .containsExactly("all", "all", "greedy", "greedy", "swa");
    List<EnsembleScores> ensembles = RECORDING.cycles.get(3).ensembles();
    assertThat(ensembles)
        .filteredOn(scores -> scores.combination() != Combination.VOTE)
        .extracting(scores -> scores.members() + " " + scores.combination())
        .containsExactly("all mean", "last-2 mean", "last-3 mean", "greedy mean", "swa weights");
    assertThat(ensembles)
        .filteredOn(scores -> !scores.members().equals("greedy"))
        .extracting(EnsembleScores::cycles)
        .containsOnly(List.of(1, 2, 3, 4), List.of(3, 4), List.of(2, 3, 4));
  }

  /** Recomputed from the snapshots, in the order of the split. */
  @Test
  void scoresThePredictionsForTheValidationSplit() {
    for (Recording.Ended ended : RECORDING.cycles) {
      for (EnsembleScores scores : ended.ensembles()) {
        Ensemble ensemble = new Ensemble(LABELS, 3);
        scores.cycles().forEach(cycle -> ensemble.add(probabilities(network(cycle))));
        WeightAverage average = new WeightAverage();
        scores.cycles().forEach(cycle -> average.add(network(cycle)));
        Ensemble averaged = new Ensemble(LABELS, 3);
        averaged.add(probabilities(average.network()));

        double expected =
            switch (scores.combination()) {
              case MEAN -> ensemble.meanAccuracy();
              case VOTE -> ensemble.voteAccuracy();
              case WEIGHTS -> averaged.meanAccuracy();
            };
        assertThat(scores.accuracy()).as("%s", scores).isEqualTo(expected);
      }
    }
  }

  private static Network network(int cycle) {
    return RECORDING.cycles.get(cycle - 1).network();
  }

  private static float[] probabilities(Network network) {
    float[] probabilities = new float[3 * LABELS.length];
    new Evaluation(DATA).measure(network, VALIDATION, LABELS.length, 0, probabilities);
    return probabilities;
  }

  @Test
  void greedyIsAtLeastAsGoodAsTheBestSnapshot() {
    for (Recording.Ended ended : RECORDING.cycles.subList(1, 4)) {
      double best =
          RECORDING.cycles.stream()
              .limit(ended.cycle())
              .mapToDouble(cycle -> cycle.validation().accuracy())
              .max()
              .orElseThrow();
      EnsembleScores greedy =
          ended.ensembles().stream()
              .filter(scores -> scores.members().equals("greedy"))
              .findFirst()
              .orElseThrow();
      assertThat(greedy.accuracy()).isGreaterThanOrEqualTo(best);
      assertThat(greedy.cycles()).isSorted().isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void isTheSameInAShorterTraining() {
    Recording shorter = Trainings.record(hyperparameters(3, 1e-3, 0.8));

    assertThat(shorter.cycles)
        .extracting(Recording.Ended::ensembles)
        .isEqualTo(RECORDING.cycles.stream().limit(3).map(Recording.Ended::ensembles).toList());
  }
}
