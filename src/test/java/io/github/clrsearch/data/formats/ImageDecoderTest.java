package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private static PixelImage read(byte[] file) throws IOException {
    return ImageDecoder.read("a.png", new ByteArrayInputStream(file));
  }

  private static PixelImage png(BufferedImage image) throws IOException {
    return read(TinyFolders.encoded(image, "png"));
  }

  private static BufferedImage coloured(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, 0xFF0A141E);
    image.setRGB(1, 0, 0xFF28323C);
    return image;
  }

  @Test
  void takesGreysAsTheyAreInTheFile() throws IOException {
    PixelImage image = read(TinyFolders.png(2, 3, 0, 1, 64, 128, 200, 255));

    assertThat(image.shape()).isEqualTo(new ImageShape(1, 2, 3));
    assertThat(image.pixels()).containsExactly(0, 1, 64, 128, 200, 255);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB
      })
  void takesColoursPlaneByPlane(int type) throws IOException {
    PixelImage image = png(coloured(type));

    assertThat(image.shape()).isEqualTo(new ImageShape(3, 1, 2));
    assertThat(image.pixels()).containsExactly(10, 40, 20, 50, 30, 60);
  }

  @Test
  void isGreyWhereAllColoursAre() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x070707);
    image.setRGB(1, 0, 0xC8C8C8);

    assertThat(png(image).pixels()).containsExactly(7, 200);
  }

  @Test
  void laysWhatIsTransparentOntoWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xFF000000);

    assertThat(png(image).pixels()).containsExactly(255, 127, 0);
  }

  @Test
  void readsSixteenBitsAndPalettes() throws IOException {
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 0x12FF);
    deep.getRaster().setSample(1, 0, 0, 0xFFFF);
    assertThat(png(deep).pixels()).containsExactly(0x12, 255);

    BufferedImage two = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    two.setRGB(1, 0, 0xFFFFFFFF);
    assertThat(png(two).pixels()).containsExactly(0, 255);

    BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xFFFF0000);
    assertThat(png(palette).pixels()).containsExactly(255, 0, 0);
  }

  @Test
  void readsJpegInGreyAndInColour() throws IOException {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSamples(0, 0, 8, 8, 0, filled(64, 90));
    PixelImage read = read(TinyFolders.encoded(grey, "jpeg"));
    assertThat(read.shape()).isEqualTo(new ImageShape(1, 8, 8));
    assertThat(read.pixels()[9] & 0xFF).isCloseTo(90, within(2));

    BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 8, 8, filled(64, 0xC81E1E), 0, 8);
    PixelImage colour = read(TinyFolders.encoded(red, "jpeg"));
    assertThat(colour.shape()).isEqualTo(new ImageShape(3, 8, 8));
    assertThat(colour.pixels()[9] & 0xFF).isCloseTo(200, within(6));
    assertThat(colour.pixels()[64 + 9] & 0xFF).isCloseTo(30, within(6));
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessage("a.png " + message);
  }

  @Test
  void refusesWhatIsNoImage() {
    assertRefused(new byte[0], "is empty: replace it with an intact PNG or JPEG, or remove it");
    assertRefused(
        "GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        "is not a PNG or JPEG (it starts with the bytes 47494638): replace it with an intact PNG or JPEG, or remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void anImageThatBreaksOffIsRefusedInOneLineUnlessAllOfItIsThere(String format)
      throws IOException {
    BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    image.setRGB(0, 0, 24, 24, random.ints(576, 0, 1 << 24).toArray(), 0, 24);
    byte[] whole = TinyFolders.encoded(image, format);
    int refused = 0;
    for (int length = 4; length < whole.length; length++) {
      try {
        // Bytes after the last pixel may be missing.
        assertThat(read(Arrays.copyOf(whole, length)).pixels())
            .as("the pixels of %d of %d bytes", length, whole.length)
            .isEqualTo(read(whole).pixels());
      } catch (DataException e) {
        assertThat(e)
            .message()
            .matches("a\\.png .*: replace it with an intact PNG or JPEG, or remove it");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(whole.length - 30);
  }

  @Test
  void anImageThatClaimsManyPixelsIsRefusedBeforeItTakesRoom() throws IOException {
    byte[] file = TinyFolders.png(1, 1, 7);
    ByteBuffer header = ByteBuffer.wrap(file);
    header.putInt(16, 60_000).putInt(20, 50_000);
    CRC32 checksum = new CRC32();
    checksum.update(file, 12, 17);
    header.putInt(29, (int) checksum.getValue());

    assertRefused(
        file,
        "has 50000 x 60000 pixels, but images must have 1 x 1 .. 4096 x 4096: scale it down, or remove it");
  }

  @Test
  void colourBecomesGreyByItsLumaAndGreyThreePlanes() throws IOException {
    PixelImage colour = png(coloured(BufferedImage.TYPE_INT_RGB));

    // (299 * 10 + 587 * 20 + 114 * 30 + 500) / 1000
    assertThat(colour.withChannels(1).pixels()).containsExactly(18, 48);
    assertThat(colour.withChannels(1).withChannels(3).pixels())
        .containsExactly(18, 48, 18, 48, 18, 48);
  }
}
