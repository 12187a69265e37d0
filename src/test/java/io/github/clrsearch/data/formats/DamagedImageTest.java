package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.RandomCases;
import io.github.clrsearch.RandomValues;
import io.github.clrsearch.data.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;

/** Image files with changed bytes are read or refused in one line. */
class DamagedImageTest {
  private static List<byte[]> files;

  @BeforeAll
  static void encode() throws IOException {
    BufferedImage colours = new BufferedImage(9, 7, BufferedImage.TYPE_INT_ARGB);
    colours.setRGB(0, 0, 9, 7, new Random(1).ints(63).toArray(), 0, 9);
    BufferedImage opaque = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
    opaque.setRGB(0, 0, 9, 7, new Random(2).ints(63, 0, 1 << 24).toArray(), 0, 9);
    BufferedImage palette = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 9, 7, new Random(3).ints(63).toArray(), 0, 9);
    files =
        List.of(
            TinyFolders.encoded(colours, "png"),
            TinyFolders.encoded(palette, "png"),
            TinyFolders.encoded(opaque, "jpeg"),
            TinyFolders.png(7, 9, new int[63]));
  }

  @RandomCases(500)
  void otherBytesAnywhereAreReadOrRefused(RandomValues random) throws IOException {
    byte[] file = random.oneOf(files).clone();
    for (int changes = 1 + random.below(3); changes > 0; changes--) {
      file[random.below(file.length)] = random.anyByte();
    }
    try {
      PixelImage image = ImageDecoder.read("a.png", new ByteArrayInputStream(file));
      assertThat(image.pixels()).hasSize(image.shape().size());
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e).message().startsWith("a.png ");
    }
  }
}
