package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  @Test
  void givesEveryClassItsExactShareWhereTheSharesAreWhole() {
    Images images = TinyImages.learnable(300, 1);

    Split split = Split.stratified(images, 60, 1);

    assertThat(perClass(images, split.validation())).containsExactly(20, 20, 20);
    assertThat(perClass(images, split.training())).containsExactly(80, 80, 80);
  }

  /** Exact shares of classes of 5, 3 and 2 images: validation x 0.5, x 0.3 and x 0.2. */
  @ParameterizedTest
  @CsvSource({"1, 1, 0, 0", "2, 1, 1, 0", "4, 2, 1, 1", "5, 3, 1, 1", "7, 4, 2, 1", "9, 4, 3, 2"})
  void roundsSharesByTheLargestRemainders(int validation, int first, int second, int third) {
    Images images = TinyImages.labelled(3, 0, 1, 0, 2, 0, 1, 0, 2, 0, 1);

    Split split = Split.stratified(images, validation, 1);

    assertThat(perClass(images, split.validation())).containsExactly(first, second, third);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 99})
  void putsEveryImageOnExactlyOneSideInAscendingOrder(int validation) {
    Split split = Split.stratified(TinyImages.learnable(100, 1), validation, 3);

    assertThat(split.validation()).hasSize(validation).isSorted();
    assertThat(split.training()).hasSize(100 - validation).isSorted();
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 100).toArray());
  }

  @Test
  void isDrawnByTheSeedAlone() {
    Images images = TinyImages.learnable(100, 1);

    int[] drawn = Split.stratified(images, 20, 5).validation();

    assertThat(Split.stratified(images, 20, 5).validation()).containsExactly(drawn);
    assertThat(Split.stratified(images, 20, 6).validation()).isNotEqualTo(drawn);
  }

  @Test
  void drawsEveryImageOfAClassEquallyOften() {
    Images images = TinyImages.learnable(30, 1);
    int[] drawn = new int[30];
    for (int seed = 0; seed < 2000; seed++) {
      for (int image : Split.stratified(images, 6, seed).validation()) {
        drawn[image]++;
      }
    }

    // 2000 draws at probability 1/5: a deviation of 18 around 400.
    assertThat(Arrays.stream(drawn)).allSatisfy(n -> assertThat(n).isBetween(310, 490));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10, 11})
  void refusesAValidationSplitThatLeavesOneSideEmpty(int validation) {
    Images images = TinyImages.learnable(10, 1);

    assertThatThrownBy(() -> Split.stratified(images, validation, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.validation must leave training images: expected 1 .. 9 of 10 images, but got %d",
            validation);
  }

  @Test
  void takesTheGivenValidationImagesFromTheEnd() {
    Images images = TinyImages.learnable(10, 1);
    DataSet data = new DataSet("tiny", "a test", images, 3, images);

    Split split = Split.of(data, 5, 1);

    assertThat(split.training()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(split.validation()).containsExactly(7, 8, 9);
  }

  @Test
  void drawsTheValidationImagesWhereNoneAreGiven() {
    Images images = TinyImages.learnable(10, 1);
    DataSet data = new DataSet("tiny", "a test", images, 0, images);

    assertThat(Split.of(data, 5, 1).validation())
        .containsExactly(Split.stratified(images, 5, 1).validation());
  }

  @Test
  void shufflesIntoEveryOrderEquallyOften() {
    SplittableRandom random = new SplittableRandom(1);
    int[] seen = new int[27];
    for (int i = 0; i < 6000; i++) {
      int[] order = {0, 1, 2};
      Split.shuffle(order, random);
      seen[order[0] * 9 + order[1] * 3 + order[2]]++;
    }

    // 6000 draws at probability 1/6: a deviation of 29 around 1000.
    int[] orders = Arrays.stream(seen).filter(count -> count > 0).toArray();
    assertThat(orders).hasSize(6);
    assertThat(Arrays.stream(orders)).allSatisfy(n -> assertThat(n).isBetween(855, 1145));
  }

  private static int[] perClass(Images images, int[] indices) {
    int[] counts = new int[images.classes()];
    for (int index : indices) {
      counts[images.label(index)]++;
    }
    return counts;
  }
}
