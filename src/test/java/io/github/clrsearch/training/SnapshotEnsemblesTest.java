package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.ensemble.Ensemble;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class SnapshotEnsemblesTest {
  private static final Recording RECORDING = Trainings.record(hyperparameters(4, 1e-3, 0.8));

  @Test
  void isEmptyAtTheEndOfTheFirstCycle() {
    assertThat(RECORDING.cycles.get(0).ensembles()).isEmpty();
  }

  @Test
  void listsAllThenLastThenGreedy() {
    assertThat(RECORDING.cycles.get(1).ensembles())
        .extracting(EnsembleScores::members)
        .containsExactly("all", "greedy");
    List<EnsembleScores> ensembles = RECORDING.cycles.get(3).ensembles();
    assertThat(ensembles)
        .extracting(EnsembleScores::members)
        .containsExactly("all", "last-2", "last-3", "greedy");
    assertThat(ensembles.subList(0, 3))
        .extracting(EnsembleScores::cycles)
        .containsExactly(List.of(1, 2, 3, 4), List.of(3, 4), List.of(2, 3, 4));
  }

  /** Recomputed from the snapshots, in the order of the split. */
  @Test
  void scoresThePredictionsForTheValidationSplit() {
    int[] validation = DATA.split().validation();
    int[] labels = Arrays.stream(validation).map(DATA.images()::label).toArray();
    for (Recording.Ended ended : RECORDING.cycles) {
      for (EnsembleScores scores : ended.ensembles()) {
        Ensemble ensemble = new Ensemble(labels, 3);
        for (int cycle : scores.cycles()) {
          float[] probabilities = new float[3 * labels.length];
          new Evaluation(DATA)
              .measure(
                  RECORDING.cycles.get(cycle - 1).network(),
                  validation,
                  labels.length,
                  0,
                  probabilities);
          ensemble.add(probabilities);
        }
        assertThat(scores.mean()).as("%s", scores).isEqualTo(ensemble.meanAccuracy());
        assertThat(scores.vote()).as("%s", scores).isEqualTo(ensemble.voteAccuracy());
      }
    }
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
      EnsembleScores greedy = ended.ensembles().get(ended.ensembles().size() - 1);
      assertThat(greedy.mean()).isGreaterThanOrEqualTo(best);
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
