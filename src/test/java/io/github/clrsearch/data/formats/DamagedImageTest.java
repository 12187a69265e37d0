package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Image files with other bytes: read, or refused in one line. */
class DamagedImageTest {

  @Provide
  static Arbitrary<byte[]> files() throws IOException {
    BufferedImage colours = new BufferedImage(9, 7, BufferedImage.TYPE_INT_ARGB);
    colours.setRGB(0, 0, 9, 7, new Random(1).ints(63).toArray(), 0, 9);
    BufferedImage opaque = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
    opaque.setRGB(0, 0, 9, 7, new Random(2).ints(63, 0, 1 << 24).toArray(), 0, 9);
    BufferedImage palette = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 9, 7, new Random(3).ints(63).toArray(), 0, 9);
    return Arbitraries.of(
        TinyFolders.encoded(colours, "png"),
        TinyFolders.encoded(palette, "png"),
        TinyFolders.encoded(opaque, "jpeg"),
        TinyFolders.png(7, 9, new int[63]));
  }

  @Property(tries = 500)
  void otherBytesAnywhereAreReadOrRefused(
      @ForAll("files") byte[] whole,
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 4000) Integer> positions,
      @ForAll byte value)
      throws IOException {
    byte[] file = whole.clone();
    positions.forEach(position -> file[position % file.length] = value);
    try {
      PixelImage image = ImageDecoder.read("a.png", new ByteArrayInputStream(file));
      assertThat(image.pixels()).hasSize(image.shape().size());
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e).message().startsWith("a.png ");
    }
  }
}
