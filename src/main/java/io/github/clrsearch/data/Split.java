package io.github.clrsearch.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Training and validation split: disjoint, ascending indices into the same {@link Images}. The
 * arrays are shared and must not be modified.
 *
 * @param training indices of the training split
 * @param validation indices of the validation split
 */
public record Split(int[] training, int[] validation) implements Serializable {

  /** The split of a data set: the one that its configuration chose, or a stratified random one. */
  public static Split of(DataSet data, int validationCount, long seed) {
    if (data.givenValidation() == 0) {
      return stratified(data.images(), validationCount, seed);
    }
    int count = data.images().count();
    int first = count - data.givenValidation();
    return new Split(range(0, first), range(first, count));
  }

  /**
   * Draws a stratified validation split. Each class gets its share of {@code validationCount},
   * rounded down; the classes with the largest remainders get one more.
   *
   * @param validationCount 1 .. images.count() - 1
   * @param seed equal seeds draw equal splits
   */
  public static Split stratified(Images images, int validationCount, long seed) {
    int count = images.count();
    if (validationCount < 1 || validationCount >= count) {
      throw new DataException(
          "data.validation must leave training images: expected 1 .. %d of %d images, but got %d"
              .formatted(count - 1, count, validationCount));
    }
    int[][] byClass = byClass(images);
    int[] shares = shares(byClass, validationCount, count);
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] chosen = new boolean[count];
    for (int c = 0; c < byClass.length; c++) {
      shuffle(byClass[c], random);
      for (int i = 0; i < shares[c]; i++) {
        chosen[byClass[c][i]] = true;
      }
    }
    int[] training = new int[count - validationCount];
    int[] validation = new int[validationCount];
    int t = 0;
    int v = 0;
    for (int i = 0; i < count; i++) {
      if (chosen[i]) {
        validation[v++] = i;
      } else {
        training[t++] = i;
      }
    }
    return new Split(training, validation);
  }

  private static int[][] byClass(Images images) {
    int[] sizes = new int[images.classes()];
    for (int i = 0; i < images.count(); i++) {
      sizes[images.label(i)]++;
    }
    int[][] byClass = new int[images.classes()][];
    Arrays.setAll(byClass, c -> new int[sizes[c]]);
    Arrays.fill(sizes, 0);
    for (int i = 0; i < images.count(); i++) {
      int label = images.label(i);
      byClass[label][sizes[label]++] = i;
    }
    return byClass;
  }

  private static int[] shares(int[][] byClass, int validationCount, int count) {
    int[] shares = new int[byClass.length];
    long[] remainders = new long[byClass.length];
    int left = validationCount;
    for (int c = 0; c < byClass.length; c++) {
      long exact = (long) byClass[c].length * validationCount;
      shares[c] = (int) (exact / count);
      remainders[c] = exact % count;
      left -= shares[c];
    }
    for (; left > 0; left--) {
      int largest = 0;
      for (int c = 1; c < remainders.length; c++) {
        if (remainders[c] > remainders[largest]) {
          largest = c;
        }
      }
      shares[largest]++;
      remainders[largest] = -1;
    }
    return shares;
  }

  /**
   * Fisher-Yates shuffle.
   *
   * @param indices modified: in random order
   */
  public static void shuffle(int[] indices, SplittableRandom random) {
    for (int i = indices.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = indices[i];
      indices[i] = indices[j];
      indices[j] = swapped;
    }
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }
}
