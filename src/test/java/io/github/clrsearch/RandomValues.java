package io.github.clrsearch;

import java.util.List;
import java.util.Random;

/** Random values that depend on a seed alone. Extreme values are more likely than others. */
public final class RandomValues {
  private static final int LONGEST = 255;
  private static final List<Integer> LENGTHS = List.of(0, 1, LONGEST);
  private static final List<Integer> BYTES = List.of(0, 1, 127, 128, 255);

  /** Control characters, quotes, half a surrogate pair, and the ends of Unicode's planes. */
  private static final List<Integer> CHARACTERS =
      "\0\n\r\"\\${}=#\u007f\u0085\u2028\ud800\ue000\uffff\udbff\udfff"
          .codePoints()
          .boxed()
          .toList();

  private final long seed;
  private final Random random;

  RandomValues(long seed) {
    this.seed = seed;
    random = new Random(seed * 0x9e3779b97f4a7c15L);
  }

  /** A number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** One of several values, which are equally likely. */
  public <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  /** One in ten is extreme. */
  private boolean isExtreme() {
    return below(10) == 0;
  }

  /** Any byte. */
  public byte anyByte() {
    return (byte) (isExtreme() ? oneOf(BYTES) : below(256));
  }

  /** At most 255 bytes, often few. */
  public byte[] bytes() {
    return bytes(isExtreme() ? oneOf(LENGTHS) : below(1 + below(LONGEST)));
  }

  /** The given number of bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = anyByte();
    }
    return bytes;
  }

  /** At most 255 characters of Unicode, often few; half of all texts are of ASCII alone. */
  public String text() {
    return text(isExtreme() ? oneOf(LENGTHS) : below(1 + below(LONGEST)));
  }

  /** The given number of Unicode characters. */
  public String text(int length) {
    int bound = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(isExtreme() ? oneOf(CHARACTERS) : below(bound));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
