package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Metadata that is never applied does not make an image unreadable; metadata that the pixels depend
 * on does.
 */
class ImageMetadataTest {
  private static final String WAY_OUT = ": replace it with an intact PNG or JPEG, or remove it";

  private static PixelImage read(byte[] file) throws IOException {
    return ImageDecoder.read("a", new ByteArrayInputStream(file));
  }

  private static byte[] encoded(int type, String format) throws IOException {
    BufferedImage image = new BufferedImage(24, 16, type);
    Random random = new Random(1);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        image.setRGB(x, y, 0xFF000000 | 10 * x << 16 | 15 * y << 8 | random.nextInt(256));
      }
    }
    return TinyFolders.encoded(image, format);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] segment(int marker, byte[]... content) {
    byte[] all = joined(content);
    return joined(
        ByteBuffer.allocate(4)
            .put((byte) 0xFF)
            .put((byte) marker)
            .putShort((short) (all.length + 2))
            .array(),
        all);
  }

  /** After the first segment of a JPEG, or in its place. */
  private static byte[] with(byte[] jpeg, byte[] segment, boolean instead) {
    int first = 4 + ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF);
    return joined(
        Arrays.copyOf(jpeg, instead ? 2 : first),
        segment,
        Arrays.copyOfRange(jpeg, first, jpeg.length));
  }

  private static byte[] harmless(String what) {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] icc = bytes("ICC_PROFILE\0");
    return switch (what) {
      case "a profile of nonsense" -> segment(0xE2, icc, new byte[] {1, 1}, bytes("nonsense"));
      case "an empty profile" -> segment(0xE2, icc);
      case "half a profile" -> segment(0xE2, icc, new byte[] {1, 2}, Arrays.copyOf(profile, 300));
      case "a profile's second part twice" ->
          joined(
              segment(0xE2, icc, new byte[] {2, 2}, profile),
              segment(0xE2, icc, new byte[] {2, 2}, profile));
      case "a profile's part 0" -> segment(0xE2, icc, new byte[] {0, 1}, profile);
      case "a profile of greys" ->
          segment(
              0xE2, icc, new byte[] {1, 1}, ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData());
      case "damaged EXIF" -> segment(0xE1, bytes("Exif\0\0MM\0*\377\377\377\377"));
      case "damaged XMP" -> segment(0xE1, bytes("http://ns.adobe.com/xap/1.0/\0<x"));
      case "bytes between segments" -> new byte[] {1, 2, (byte) 0xFF, 0, (byte) 0xFF, (byte) 0xFF};
      case "a comment" -> segment(0xFE, new byte[] {0, (byte) 0xFF, 1});
      case "Photoshop's" -> segment(0xED, bytes("Photoshop 3.0\0"), new byte[40]);
      case "a damaged thumbnail" ->
          segment(0xE0, bytes("JFXX\0\20"), new byte[] {(byte) 0xFF, (byte) 0xD8, 1});
      default -> throw new IllegalArgumentException(what);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a profile of nonsense",
        "an empty profile",
        "half a profile",
        "a profile's second part twice",
        "a profile's part 0",
        "a profile of greys",
        "damaged EXIF",
        "damaged XMP",
        "bytes between segments",
        "a comment",
        "Photoshop's",
        "a damaged thumbnail"
      })
  void aJpegHasTheSamePixelsWith(String what) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      byte[] plain = encoded(type, "jpeg");
      byte[] pixels = read(plain).pixels();

      assertThat(read(with(plain, harmless(what), false)).pixels()).isEqualTo(pixels);
    }
  }

  @Test
  void aJpegHasTheSamePixelsWithAnotherJfifOrWithExifInItsPlace() throws IOException {
    byte[] plain = encoded(BufferedImage.TYPE_INT_RGB, "jpeg");
    byte[] pixels = read(plain).pixels();
    byte[] old = plain.clone();
    old[11] = 0;
    old[12] = 0;

    assertThat(read(old).pixels()).as("JFIF 0.0").isEqualTo(pixels);
    assertThat(
            read(with(plain, segment(0xE0, bytes("JFIF\0\1\2\0\0\1\0\1\377\377")), true)).pixels())
        .as("a thumbnail that is not there")
        .isEqualTo(pixels);
    assertThat(read(with(plain, harmless("damaged EXIF"), true)).pixels())
        .as("EXIF alone")
        .isEqualTo(pixels);
  }

  @Test
  void aJpegWithAProfileThatBreaksOffIsDamagedAllTheSame() throws IOException {
    byte[] whole =
        with(encoded(BufferedImage.TYPE_INT_RGB, "jpeg"), harmless("a profile of nonsense"), false);

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 60)))
        .isInstanceOf(DataException.class)
        .message()
        .startsWith("a is damaged (")
        .endsWith(WAY_OUT);
  }

  @Test
  void adobesMarkerTellsThatThreeColoursAreNotTransformed() throws IOException {
    byte[] plain = encoded(BufferedImage.TYPE_INT_RGB, "jpeg");
    byte[] adobe = segment(0xEE, bytes("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 0});
    byte[] transformed = segment(0xEE, bytes("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 1});

    assertThat(read(with(plain, transformed, true)).pixels()).isEqualTo(read(plain).pixels());
    assertThat(read(with(plain, adobe, true)).pixels()).isNotEqualTo(read(plain).pixels());
  }

  @Test
  void aJpegInFourColoursIsRefusedWithTheWayOut() {
    byte[] frame = segment(0xC0, new byte[] {8, 0, 8, 0, 8, 4}, new byte[12]);

    assertThatThrownBy(
            () -> read(joined(new byte[] {(byte) 0xFF, (byte) 0xD8}, frame, new byte[9])))
        .isInstanceOf(DataException.class)
        .hasMessage("a has four colour components (CMYK): save it as RGB, or remove it");
  }

  private static byte[] chunk(String type, String content, boolean whole) {
    byte[] body = bytes(type + content);
    CRC32 checksum = new CRC32();
    checksum.update(body);
    return joined(
        ByteBuffer.allocate(4).putInt(body.length - 4).array(),
        body,
        ByteBuffer.allocate(4).putInt((int) checksum.getValue() + (whole ? 0 : 1)).array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iCCP", "tEXt", "zTXt", "iTXt", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "tIME", "bKGD",
        "hIST", "eXIf", "sPLT"
      })
  void aPngHasTheSamePixelsWithADamagedChunk(String type) throws IOException {
    for (int image :
        new int[] {
          BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED
        }) {
      byte[] plain = encoded(image, "png");
      int header = 8 + 25;
      for (String content : new String[] {"", "\0", "name\0\0damaged", "\377".repeat(9)}) {
        for (boolean whole : new boolean[] {true, false}) {
          byte[] file =
              joined(
                  Arrays.copyOf(plain, header),
                  chunk(type, content, whole),
                  Arrays.copyOfRange(plain, header, plain.length));
          assertThat(read(file).pixels()).as("'%s'", content).isEqualTo(read(plain).pixels());
        }
      }
    }
  }

  @Test
  void aPngOfAPaletteKeepsItsTransparentColours() throws IOException {
    byte[] plain = encoded(BufferedImage.TYPE_BYTE_INDEXED, "png");
    int palette = new String(plain, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
    byte[] file =
        joined(
            Arrays.copyOf(plain, palette),
            chunk("tRNS", "\0".repeat(256), true),
            Arrays.copyOfRange(plain, palette, plain.length));

    assertThat(read(file).pixels()).containsOnly(255);
  }
}
