package io.github.clrsearch.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class EnsembleTest {

  /** Two members slightly prefer class 0, the third strongly prefers class 1. */
  @Test
  void weighsVotesEquallyAndProbabilitiesBySize() {
    float[][] members = {{0.6f, 0.4f}, {0.6f, 0.4f}, {0.1f, 0.9f}};

    assertThat(ensemble(2, new int[] {0}, members).voteAccuracy()).isEqualTo(1);
    assertThat(ensemble(2, new int[] {0}, members).meanAccuracy()).isEqualTo(0);
    assertThat(ensemble(2, new int[] {1}, members).voteAccuracy()).isEqualTo(0);
    assertThat(ensemble(2, new int[] {1}, members).meanAccuracy()).isEqualTo(1);
  }

  /** One vote each for classes 0 and 2; class 1 has the highest mean, but no vote. */
  @Test
  void breaksATieOfVotesByMeanProbability() {
    float[][] members = {{0.5f, 0.49f, 0.01f}, {0, 0.48f, 0.52f}};

    assertThat(ensemble(3, new int[] {2}, members).voteAccuracy()).isEqualTo(1);
    assertThat(ensemble(3, new int[] {1}, members).meanAccuracy()).isEqualTo(1);
  }

  @Test
  void breaksACompleteTieByTheFirstClass() {
    float[][] members = {{0.25f, 0.75f}, {0.75f, 0.25f}};

    assertThat(ensemble(2, new int[] {0}, members).voteAccuracy()).isEqualTo(1);
    assertThat(ensemble(2, new int[] {0}, members).meanAccuracy()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10})
  void agreesWithADirectCount(int size) {
    int[] labels = labels(500, 7);
    float[][] members = members(size, labels, 7);

    Ensemble ensemble = ensemble(7, labels, members);

    int mean = 0;
    int vote = 0;
    for (int i = 0; i < labels.length; i++) {
      int row = 7 * i;
      double[] sums = new double[7];
      int[] votes = new int[7];
      for (float[] member : members) {
        IntStream.range(0, 7).forEach(c -> sums[c] += member[row + c]);
        votes[first(Comparator.comparingDouble(c -> member[row + c]))]++;
      }
      Comparator<Integer> byMean = Comparator.comparingDouble(c -> sums[c]);
      Comparator<Integer> byVotes = Comparator.comparingInt(c -> votes[c]);
      mean += first(byMean) == labels[i] ? 1 : 0;
      vote += first(byVotes.thenComparing(byMean)) == labels[i] ? 1 : 0;
    }
    assertThat(ensemble.meanAccuracy()).isEqualTo(mean / 500.0);
    assertThat(ensemble.voteAccuracy()).isEqualTo(vote / 500.0);
  }

  private static int first(Comparator<Integer> order) {
    return IntStream.range(0, 7).boxed().max(order.thenComparing(Comparator.reverseOrder())).get();
  }

  @Test
  void computesTheAccuracyWithOneMoreMember() {
    int[] labels = labels(300, 4);
    float[][] members = members(3, labels, 4);
    Ensemble ensemble = ensemble(4, labels, members[0], members[1]);
    double before = ensemble.meanAccuracy();

    double foreseen = ensemble.meanAccuracyWith(members[2]);

    assertThat(ensemble.meanAccuracy()).isEqualTo(before);
    ensemble.add(members[2]);
    assertThat(foreseen).isEqualTo(ensemble.meanAccuracy());
  }

  @Test
  void rejectsProbabilitiesOfOtherImages() {
    Ensemble ensemble = new Ensemble(new int[] {0, 1}, 3);

    assertThatThrownBy(() -> ensemble.add(new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 6 probabilities (2 images, 3 classes), found 9");
  }

  /**
   * Ten images: a is correct on 0-5, b on 3-5, c on 5-8, d on none; a and c together are correct on
   * nine.
   */
  @Test
  void choosesTheBestFirstThenTheGreatestImprovement() {
    int[] labels = new int[10];
    float[] a = sure(0, 1, 2, 3, 4, 5);
    float[] b = sure(3, 4, 5);
    float[] c = sure(5, 6, 7, 8);
    float[] d = sure();

    assertThat(ForwardSelection.choose(List.of(d, c, b, a), labels, 2)).containsExactly(1, 3);
    assertThat(ForwardSelection.choose(List.of(a, b, d), labels, 2)).containsExactly(0);
    assertThat(ForwardSelection.choose(List.of(d, d), labels, 2)).containsExactly(0);
  }

  @Test
  void breaksTiesByTheFirstCandidateAndChoosesNoneTwice() {
    int[] labels = labels(300, 4);
    float[] member = members(1, labels, 4)[0];

    assertThat(ForwardSelection.choose(List.of(member, member, member), labels, 4))
        .containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stopsIfNoCandidateImproves(long seed) {
    int[] labels = labels(200, 5);
    float[][] members = members(6, labels, 5, seed);

    int[] chosen = ForwardSelection.choose(List.of(members), labels, 5);

    Ensemble ensemble =
        ensemble(5, labels, IntStream.of(chosen).mapToObj(i -> members[i]).toArray(float[][]::new));
    for (int i = 0; i < members.length; i++) {
      int member = i;
      assertThat(ensemble.meanAccuracy())
          .isGreaterThanOrEqualTo(ensemble(5, labels, members[i]).meanAccuracy());
      if (IntStream.of(chosen).noneMatch(index -> index == member)) {
        assertThat(ensemble.meanAccuracyWith(members[i]))
            .isLessThanOrEqualTo(ensemble.meanAccuracy());
      }
    }
  }

  /**
   * Predictions for ten images of class 0: confident and correct on these, slightly wrong on the
   * others.
   */
  private static float[] sure(int... images) {
    float[] probabilities = new float[20];
    for (int i = 0; i < 10; i++) {
      int image = i;
      boolean knows = Arrays.stream(images).anyMatch(known -> known == image);
      probabilities[2 * i] = knows ? 1 : 0.4f;
      probabilities[2 * i + 1] = knows ? 0 : 0.6f;
    }
    return probabilities;
  }

  private static Ensemble ensemble(int classes, int[] labels, float[]... members) {
    Ensemble ensemble = new Ensemble(labels, classes);
    Stream.of(members).forEach(ensemble::add);
    return ensemble;
  }

  private static int[] labels(int count, int classes) {
    SplittableRandom random = new SplittableRandom(9);
    return random.ints(count, 0, classes).toArray();
  }

  private static float[][] members(int size, int[] labels, int classes) {
    return members(size, labels, classes, 1);
  }

  /** Random probabilities that favour the label. */
  private static float[][] members(int size, int[] labels, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] members = new float[size][labels.length * classes];
    for (float[] member : members) {
      for (int i = 0; i < member.length; i++) {
        float lean = i % classes == labels[i / classes] ? 0.3f : 0;
        member[i] = (float) random.nextDouble() + lean;
      }
    }
    return members;
  }
}
