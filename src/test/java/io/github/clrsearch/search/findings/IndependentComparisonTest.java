package io.github.clrsearch.search.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.findings.IndependentComparison.Images;
import io.github.clrsearch.search.findings.IndependentComparison.Sample;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Metric;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndependentComparisonTest {
  private static final int IMAGES = 1000;
  private static final Metric METRIC = Metric.accuracy(IMAGES);

  private static IndependentComparison compare(Sample first, Sample second, Images images) {
    return IndependentComparison.of(first, second, images).orElseThrow();
  }

  /** Trainings that classify each image correctly with its own probability, plus an advantage. */
  private static Sample trained(long seed, int seeds, double advantage) {
    Random ease = new Random(7);
    double[] easy = IntStream.range(0, IMAGES).mapToDouble(i -> ease.nextDouble()).toArray();
    Random random = new Random(seed);
    List<Double> accuracies = new ArrayList<>();
    List<CorrectImages> correct = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      BitSet bits = new BitSet();
      for (int image = 0; image < IMAGES; image++) {
        bits.set(image, random.nextDouble() < easy[image] + advantage);
      }
      accuracies.add(bits.cardinality() / (double) IMAGES);
      correct.add(new CorrectImages(IMAGES, bits));
    }
    return new Sample(accuracies, correct, METRIC);
  }

  private static Sample single(double accuracy) {
    return new Sample(List.of(accuracy), List.of(), METRIC);
  }

  @Test
  void singleTrainingsAreTwoFractions() {
    IndependentComparison found = compare(single(0.55), single(0.5), Images.SAME);
    double error = Math.sqrt(0.55 * 0.45 / 1000 + 0.25 / 1000);
    assertThat(found.difference()).isEqualTo(0.55 - 0.5);
    assertThat(found.halfWidth()).isCloseTo(1.961 * error, within(1e-4));
    assertThat(found.isSignificant()).isTrue();
    assertThat(found.amongst(10).isSignificant()).isFalse();
    assertThat(compare(single(0.52), single(0.5), Images.SAME).isSignificant()).isFalse();
  }

  @Test
  void theSameImagesTellMore() {
    Sample first = trained(1, 5, 0.02);
    Sample second = trained(2, 5, 0);
    double same = compare(first, second, Images.SAME).halfWidth();
    double other = compare(first, second, Images.OTHER).halfWidth();
    assertThat(same).isLessThan(other);
    assertThat(compare(trained(3, 5, 0.1), second, Images.SAME).isSignificant()).isTrue();
  }

  @Test
  void seldomDistinguishesWhatIsEqual() {
    long wrong =
        IntStream.range(0, 200)
            .filter(
                i ->
                    compare(trained(2 * i + 10, 3, 0), trained(2 * i + 11, 4, 0), Images.SAME)
                        .isSignificant())
            .count();
    assertThat(wrong).isLessThanOrEqualTo(18);
  }

  @Test
  void equalTrainingsAreNotDistinguishable() {
    Sample one = trained(1, 2, 0);
    IndependentComparison found = compare(one, one, Images.SAME);
    assertThat(found.difference()).isZero();
    assertThat(found.pValue()).isEqualTo(1);
    assertThat(compare(single(1), single(1), Images.OTHER).pValue()).isEqualTo(1);
  }

  @Test
  void aMetricOfUnknownNoiseNeedsSeeds() {
    Metric loss = Metric.minimized("rmse");
    Sample one = new Sample(List.of(-0.5), List.of(), loss);
    Sample two = new Sample(List.of(-0.6, -0.61), List.of(), loss);
    assertThat(IndependentComparison.of(one, one, Images.SAME)).isEmpty();
    assertThat(compare(one, two, Images.SAME).difference()).isCloseTo(0.105, within(1e-12));
    Sample declared = new Sample(List.of(-0.6), List.of(), loss.withStandardError(0.01));
    assertThat(compare(one, declared, Images.OTHER).isSignificant()).isTrue();
  }
}
