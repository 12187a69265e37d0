package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovedImagesTest {

  /** Rows from top to bottom; zeros fill the border. */
  @ParameterizedTest(name = "mirrored {0}, down {1}, right {2}: {3}")
  @CsvSource({
    "false,  0,  0, 123 456",
    "false,  0,  1, 012 045",
    "false,  0, -1, 230 560",
    "false,  0,  2, 001 004",
    "false,  1,  0, 000 123",
    "false, -1,  0, 456 000",
    "false,  1, -1, 000 230",
    "false, -1,  2, 004 000",
    "true,   0,  0, 321 654",
    "true,   0,  1, 032 065",
    "true,   0, -2, 100 400",
    "true,   1, -1, 000 210",
    "true,   2,  0, 000 000",
    "true,   0,  3, 000 000"
  })
  void movesATinyImage(boolean mirrored, int down, int right, String expected) {
    Images images = images(new ImageShape(1, 2, 3), 1, 2, 3, 4, 5, 6);

    float[] moved = gather(images, untouched(6), jitter(mirrored, down, right, 3), 1);

    String digits =
        IntStream.range(0, 6)
            .mapToObj(d -> (d == 3 ? " " : "") + (int) moved[d])
            .reduce("", String::concat);
    assertThat(digits).isEqualTo(expected);
  }

  @Test
  void isTheIdentityWhenMirroredTwice() {
    Images images = TinyImages.noise(new ImageShape(3, 5, 7), 2, 20, 1);
    Standardizer untouched = untouched(3 * 5 * 7);
    float[] once = gather(images, untouched, new Jitter(1, 1, 0), 20);
    byte[] pixels = new byte[once.length];
    IntStream.range(0, once.length).forEach(d -> pixels[d] = (byte) (int) once[d]);
    Images mirrored = new Images(images.shape(), images.classNames(), pixels, images.labels());

    float[] twice = gather(mirrored, untouched, new Jitter(1, 1, 0), 20);

    assertThat(pixels).isNotEqualTo(images.pixels());
    for (int d = 0; d < twice.length; d++) {
      assertThat((byte) (int) twice[d]).isEqualTo(images.pixels()[d]);
    }
  }

  /** Pixel by pixel, on a shape without any symmetry, beyond its height and its width. */
  @Test
  void standardizesAMovedPixelAsTheDimensionItComesTo() {
    ImageShape shape = new ImageShape(2, 3, 5);
    Images images = TinyImages.noise(shape, 2, 300, 1);
    Standardizer standardizer = Standardizer.of(images, IntStream.range(0, 300).toArray());
    Jitter jitter = new Jitter(1, 0.5, 6);

    float[] moved = gather(images, standardizer, jitter, 300);

    for (int i = 0; i < 300; i++) {
      jitter.draw(i);
      for (int d = 0; d < shape.size(); d++) {
        int y = d / 5 % 3 - jitter.down();
        int shifted = d % 5 - jitter.right();
        int x = jitter.mirrored() ? 4 - shifted : shifted;
        boolean inside = y >= 0 && y < 3 && x >= 0 && x < 5;
        int pixel = i * shape.size() + d / 15 * 15 + y * 5 + x;
        assertThat(moved[i * shape.size() + d])
            .isEqualTo(
                inside
                    ? (images.pixels()[pixel] & 0xFF) * standardizer.scale()[d]
                        + standardizer.shift()[d]
                    : 0);
      }
    }
  }

  /** An update whose first move is the given one. */
  private static Jitter jitter(boolean mirrored, int down, int right, int shift) {
    Jitter jitter = new Jitter(1, 0.5, shift);
    for (long update = 0; update < 100_000; update++) {
      jitter.startUpdate(update);
      jitter.draw(0);
      if (jitter.mirrored() == mirrored && jitter.down() == down && jitter.right() == right) {
        return jitter;
      }
    }
    throw new AssertionError("the move was never drawn");
  }

  private static float[] gather(
      Images images, Standardizer standardizer, Jitter jitter, int count) {
    int size = images.shape().size();
    byte[] pixels = new byte[count * size];
    byte[] inside = new byte[count * size];
    Arrays.fill(inside, (byte) (jitter.shifts() ? 7 : -1));
    float[] inputs = new float[count * size];
    for (int i = 0; i < count; i++) {
      jitter.move(i, images, i, pixels, inside, i * size);
      standardizer.standardize(pixels, i * size, inputs, i * size, 0, size);
    }
    for (int d = 0; d < inputs.length; d++) {
      assertThat(inside[d]).isIn((byte) 0, (byte) -1);
      inputs[d] = inside[d] == 0 ? 0 : inputs[d];
    }
    return inputs;
  }

  /** A standardizer that does not change the bytes. */
  private static Standardizer untouched(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return Standardizer.of(ones, new float[size]);
  }

  private static Images images(ImageShape shape, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    IntStream.range(0, pixels.length).forEach(i -> bytes[i] = (byte) pixels[i]);
    return new Images(shape, List.of("only"), bytes, new byte[pixels.length / shape.size()]);
  }
}
