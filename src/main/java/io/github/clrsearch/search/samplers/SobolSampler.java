package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The points of a scrambled Sobol sequence: in every dimension each of the first 2^k falls into
 * another 2^-k of the range, and dimensions together are filled evenly too, where random points
 * leave gaps and clusters. The sequence has no end, so that a longer stage begins with the points
 * of a shorter one.
 *
 * <p>The scrambling is Owen's nested uniform one ("Scrambling Sobol' and Niederreiter-Xing points",
 * Journal of Complexity 14, 1998): a binary digit is flipped or not by a coin of its own for every
 * sequence of digits before it. It keeps the even spread, makes every single point uniform, and
 * gives each seed other points. The coins are derived from the study's seed, the stage, the attempt
 * and the dimension's name. The sequence itself is Commons Math's, with the direction numbers of
 * Joe and Kuo ("Constructing Sobol sequences with better two-dimensional projections", SIAM Journal
 * on Scientific Computing 30, 2008).
 *
 * <p>A point that was tried already is redrawn from another scrambling of the same sequence. Beyond
 * {@value #DIMENSIONS} dimensions, and where nothing is searched, a point is random.
 */
public final class SobolSampler implements Sampler {
  private static final long serialVersionUID = 1;

  /** As many as there are direction numbers. */
  private static final int DIMENSIONS = 1000;

  /** Binary digits of a coordinate in Commons Math. */
  private static final int DIGITS = 52;

  /** Its place in the sequence is set anew for every point; to make one takes a millisecond. */
  private transient SobolSequenceGenerator sequence;

  private transient int width;

  @Override
  public Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt) {
    List<String> searched = space.dimensions();
    List<String> dimensions = searched.subList(0, Math.min(DIMENSIONS, searched.size()));
    Map<String, Double> coordinates = new LinkedHashMap<>();
    if (!dimensions.isEmpty()) {
      double[] point = unscrambled(dimensions.size(), number);
      for (int i = 0; i < point.length; i++) {
        String name = dimensions.get(i);
        long digits = (long) (point[i] * (1L << DIGITS));
        long coins = Seeds.scrambling(studySeed, stage, attempt, name);
        coordinates.put(name, scrambled(digits, coins) / (double) (1L << DIGITS));
      }
    }
    return space.at(
        name ->
            coordinates.containsKey(name)
                ? coordinates.get(name)
                : Seeds.point(studySeed, stage, number, attempt, name));
  }

  private double[] unscrambled(int dimensions, int number) {
    if (width != dimensions) {
      sequence = new SobolSequenceGenerator(dimensions);
      width = dimensions;
    }
    return sequence.skipTo(number);
  }

  /**
   * Flips each digit by the coin of its place and of the digits before it.
   *
   * @param digits the first one the highest, {@value #DIGITS} in all
   */
  private static long scrambled(long digits, long coins) {
    long flips = 0;
    for (int place = 0; place < DIGITS; place++) {
      int shift = DIGITS - place;
      // The digits before it with a 1 in front, lest 0 and 00 be the same.
      long before = (digits >>> shift) | (1L << place);
      flips |= Seeds.coin(coins, before) << (shift - 1);
    }
    return digits ^ flips;
  }
}
