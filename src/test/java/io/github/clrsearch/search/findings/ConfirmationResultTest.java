package io.github.clrsearch.search.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected values of Student's distribution come from its closed form for even degrees. */
class ConfirmationResultTest {
  private static final double NONE = Double.NaN;
  private static final Metric METRIC = Metric.accuracy(5000);

  private static List<Observation> observations(double... accuracies) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      Setting setting = new Setting(Map.of("x", (double) i));
      observations.add(new Observation("fine/" + i, 2, setting, accuracies[i]));
    }
    return observations;
  }

  private static ConfirmationResult confirmed(double[]... accuracies) {
    double[] searched = new double[accuracies.length];
    Arrays.fill(searched, 0.53);
    return ConfirmationResult.of(observations(searched), accuracies, METRIC);
  }

  @Test
  void ranksByTheMeanAndReportsTheOptimism() {
    ConfirmationResult confirmed =
        ConfirmationResult.of(
            observations(0.530, 0.525),
            new double[][] {{0.510, 0.512, 0.514}, {0.520, 0.522, 0.518}},
            METRIC);
    RepeatedSetting best = confirmed.settings().get(0);

    assertThat(best.found().trial()).isEqualTo("fine/1");
    assertThat(best.mean()).isCloseTo(0.520, within(1e-12));
    assertThat(best.deviation()).isCloseTo(0.002, within(1e-12));
    // t of 2 degrees of freedom: 4.302653.
    assertThat(best.halfWidth()).isCloseTo(4.302653 * 0.002 / Math.sqrt(3), within(1e-8));
    assertThat(best.optimism()).isCloseTo(0.005, within(1e-12));
    assertThat(best.interval()).isEqualTo(" 52.00 % +- 0.50");
    assertThat(confirmed.settings().get(1).optimism()).isCloseTo(0.018, within(1e-12));
  }

  @Test
  void comparesWithinRepetitions() {
    double[] first = {0.500, 0.520, 0.510, 0.530, 0.505};
    double[] second = {0.494, 0.515, 0.503, 0.526, 0.499};
    Comparison pair = confirmed(first, second).comparisons().get(0);

    assertThat(pair.difference()).isCloseTo(0.0056, within(1e-12));
    // t = 10.98 with 4 degrees of freedom; the spread over the seeds alone is twice the difference.
    assertThat(pair.pValue()).isCloseTo(0.00039058435, within(1e-10));
    assertThat(pair.corrected()).isEqualTo(pair.pValue());
    assertThat(pair.holds()).isTrue();
    assertThat(confirmed(first, second).verdict())
        .containsExactly("fine/0 is better than fine/1 (by 0.56 points, p 0.00039)");
  }

  @Test
  void correctsPValuesByHolmsMethod() {
    List<Comparison> pairs = new ArrayList<>();
    for (double p : new double[] {0.01, 0.04, 0.03, 0.005}) {
      pairs.add(new Comparison("a", "b", 5, 0, 0.01, 0.01, p, NONE, METRIC));
    }
    assertThat(Comparison.corrected(pairs))
        .extracting(Comparison::corrected)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(Comparison.corrected(pairs))
        .extracting(Comparison::holds)
        .containsExactly(true, false, false, true);
  }

  @Test
  void rarelyClaimsADifferenceBetweenEqualSettings() {
    Random random = new Random(1);
    int claims = 0;
    for (int study = 0; study < 1000; study++) {
      double[][] accuracies = new double[5][5];
      for (int repetition = 0; repetition < 5; repetition++) {
        double shared = 0.003 * random.nextGaussian();
        for (double[] setting : accuracies) {
          setting[repetition] = 0.52 + shared + 0.003 * random.nextGaussian();
        }
      }
      claims += confirmed(accuracies).comparisons().stream().anyMatch(Comparison::holds) ? 1 : 0;
    }
    // At most 5 %: three deviations of a binomial number above it are 71.
    assertThat(claims).isLessThan(71);
  }

  /** Random answers of networks, with random effects of seeds, images and both. */
  private static CorrectImages answered(Random random, double[] images, double seed, double own) {
    BitSet right = new BitSet(images.length);
    for (int i = 0; i < images.length; i++) {
      right.set(i, images[i] + seed + own * random.nextGaussian() > 0);
    }
    return new CorrectImages(images.length, right);
  }

  private static ConfirmationResult asked(CorrectImages[]... answers) {
    double[][] accuracies = new double[answers.length][answers[0].length];
    double[] searched = new double[answers.length];
    for (int s = 0; s < answers.length; s++) {
      searched[s] = 0.5;
      for (int r = 0; r < answers[s].length; r++) {
        accuracies[s][r] = (double) answers[s][r].bits().cardinality() / answers[s][r].images();
      }
    }
    return ConfirmationResult.of(
        observations(searched), accuracies, answers, Metric.accuracy(answers[0][0].images()));
  }

  /** Two settings that differ on these images by chance alone. */
  private static CorrectImages[][] ofTwo(Random random, int seeds, int images) {
    CorrectImages[][] answers = new CorrectImages[2][seeds];
    for (CorrectImages[] setting : answers) {
      double[] liked = random.doubles(images, -1, 1).toArray();
      for (int r = 0; r < seeds; r++) {
        setting[r] = answered(random, liked, 0.02 * random.nextGaussian(), 0.2);
      }
    }
    return answers;
  }

  @Test
  void aDifferenceOnTheseImagesAloneIsNotSignificant() {
    Random random = new Random(2);
    int claims = 0;
    int claimsOfSeedsAlone = 0;
    for (int study = 0; study < 400; study++) {
      ConfirmationResult confirmed = asked(ofTwo(random, 5, 300));
      List<Observation> same = observations(0.5, 0.5);
      double[][] accuracies = new double[2][];
      for (int s = 0; s < 2; s++) {
        accuracies[s] = confirmed.settings().get(s).scores().stream().mapToDouble(a -> a).toArray();
      }
      claims += confirmed.comparisons().get(0).holds() ? 1 : 0;
      claimsOfSeedsAlone +=
          ConfirmationResult.of(same, accuracies, Metric.accuracy(300)).comparisons().get(0).holds()
              ? 1
              : 0;
    }
    // At most 5 %: three deviations of a binomial number above it are 33.
    assertThat(claims).isLessThan(33);
    assertThat(claimsOfSeedsAlone).as("the test is able to tell").isGreaterThan(150);
  }

  @Test
  void comparesImageByImage() {
    // Both are right on the same images, except for 20 of 1000, on which only the first is right.
    CorrectImages[] first = new CorrectImages[3];
    CorrectImages[] second = new CorrectImages[3];
    for (int r = 0; r < 3; r++) {
      BitSet right = new BitSet();
      right.set(0, 520 + r);
      second[r] = new CorrectImages(1000, right);
      right.set(900, 920);
      first[r] = new CorrectImages(1000, right);
    }
    Comparison pair = asked(first, second).comparisons().get(0);

    assertThat(pair.images()).isEqualTo(1000);
    assertThat(pair.difference()).isCloseTo(0.020, within(1e-12));
    // Variance of the images 0.02 x 0.98 / 999, of the seeds (at least one image) 1e-6 / 3.
    assertThat(pair.halfWidth()).isBetween(0.0086, 0.0090);
    assertThat(pair.holds()).isTrue();
  }

  @Test
  void equalDifferencesOfTwoSeedsAreNotSignificant() {
    // One image of 5000 each time.
    Comparison pair =
        confirmed(new double[] {0.5002, 0.5102}, new double[] {0.5, 0.51}).comparisons().get(0);

    assertThat(pair.holds()).isFalse();
    assertThat(pair.pValue()).isGreaterThan(0.3);
    assertThat(confirmed(new double[] {0.5, 0.51}, new double[] {0.5, 0.51}).verdict())
        .containsExactly("fine/0 is not distinguishable from fine/1 (by 0.00 points, p 1.0)");
  }

  @Test
  void ignoresIncompleteTrainings() {
    ConfirmationResult confirmed =
        confirmed(
            new double[] {0.50, NONE, 0.52},
            new double[] {NONE, NONE, NONE},
            new double[] {NONE, 0.6, NONE});

    assertThat(confirmed.settings())
        .extracting(setting -> setting.found().trial())
        .containsExactly("fine/2", "fine/0", "fine/1");
    assertThat(confirmed.settings()).extracting(RepeatedSetting::seeds).containsExactly(1, 2, 0);
    assertThat(confirmed.settings().get(0).interval()).isEqualTo(" 60.00 %");
    assertThat(confirmed.comparisons()).isEmpty();
    assertThat(confirmed.verdict()).isEmpty();
  }

  private static Leaderboard leaderboard(double... valuesAndAccuracies) {
    return Leaderboard.of(Points.of("x", valuesAndAccuracies));
  }

  @Test
  void choosesTheBestDistinctSettings() {
    Leaderboard leaderboard = leaderboard(1, 0.5, 2, 0.52, 2, 0.51, 3, 0.4);

    assertThat(
            new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 5)
                .chosen(leaderboard, METRIC))
        .extracting(Observation::trial)
        .containsExactly("coarse/1", "coarse/0");
    assertThat(
            new ConfirmingStage("confirm", 9, Double.POSITIVE_INFINITY, 5)
                .chosen(leaderboard, METRIC))
        .hasSize(3);
    // One standard error is 0.71 points.
    assertThat(new ConfirmingStage("confirm", 9, 1, 5).chosen(leaderboard, METRIC))
        .extracting(Observation::trial)
        .containsExactly("coarse/1");
    assertThat(new ConfirmingStage("confirm", 9, 3, 5).chosen(leaderboard, METRIC)).hasSize(2);
    assertThat(new ConfirmingStage("confirm", 9, 0, 5).chosen(leaderboard, METRIC)).hasSize(1);
  }

  @Test
  void failsIfThereIsNothingToConfirm() {
    assertThatExceptionOfType(RefinementException.class)
        .isThrownBy(() -> new ConfirmingStage("confirm", 2, 1, 2).chosen(leaderboard(), METRIC))
        .withMessageStartingWith("confirm needs a trial of an earlier stage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfirmingStage("confirm", 0, 1, 1))
        .withMessage("confirm must have best >= 1, within >= 0 and seeds >= 2, but got 0, 1 and 1");
  }
}
