package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.ImageShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG and JPEG files with the JDK's ImageIO, which needs no display. Samples are used as
 * stored: no colour profile, gamma or orientation is applied. Of sixteen bits the upper eight are
 * kept, and transparent pixels are blended with white.
 */
public final class ImageDecoder {
  private static final int MAX_FILE_SIZE = 1 << 26;
  private static final int WHITE = 255;
  private static final int CMYK = 4;

  private ImageDecoder() {}

  /**
   * Decodes an image.
   *
   * @param location of the image, for messages
   * @param in content of the file; not closed
   * @return an image with one channel if all pixels are grey, otherwise with three
   * @throws DataException if it is not a PNG or JPEG, is damaged, or is larger than 4096 x 4096
   */
  public static PixelImage read(String location, InputStream in) throws IOException {
    byte[] content = in.readNBytes(MAX_FILE_SIZE + 1);
    if (content.length > MAX_FILE_SIZE) {
      throw refused(location, "is larger than %d bytes".formatted(MAX_FILE_SIZE), null);
    }
    String format = format(location, content);
    boolean png = format.equals("png");
    if (!png && ImageMetadata.jpegComponents(content) == CMYK) {
      throw new DataException(
          "%s has four colour components (CMYK): save it as RGB, or remove it".formatted(location));
    }
    byte[] parts =
        png ? ImageMetadata.removeFromPng(content) : ImageMetadata.removeFromJpeg(content);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    String[] warning = new String[1];
    // ImageIO only warns about a truncated JPEG, and returns half an image.
    reader.addIIOReadWarningListener((source, text) -> warning[0] = text);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(parts))) {
      reader.setInput(stream, true, true);
      checkSize(location, reader.getHeight(0), reader.getWidth(0));
      BufferedImage image = reader.read(0);
      if (warning[0] != null) {
        throw refused(location, "is damaged (%s)".formatted(oneLine(warning[0])), null);
      }
      return pixels(location, image).simplest();
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Damaged bytes can cause any exception in the decoders.
      throw refused(
          location,
          "is damaged or of an unsupported kind (%s)".formatted(oneLine(e.getMessage())),
          e);
    } finally {
      reader.dispose();
    }
  }

  private static String format(String location, byte[] content) {
    int head = 0;
    for (int i = 0; i < 4; i++) {
      head = head << 8 | (i < content.length ? content[i] & 0xFF : 0);
    }
    if (head == 0x89504E47) {
      return "png";
    }
    if (head >>> 8 == 0xFFD8FF) {
      return "jpeg";
    }
    throw refused(
        location,
        content.length == 0
            ? "is empty"
            : "is not a PNG or JPEG (it starts with the bytes %08x)".formatted(head),
        null);
  }

  private static void checkSize(String location, int height, int width) {
    if (height < 1 || width < 1 || height > ImageSize.MAX || width > ImageSize.MAX) {
      throw new DataException(
          "%s has %d x %d pixels, but images must have 1 x 1 .. %d x %d: scale it down, or remove it"
              .formatted(location, height, width, ImageSize.MAX, ImageSize.MAX));
    }
  }

  private static PixelImage pixels(String location, BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return indexed(image);
    }
    int type = image.getColorModel().getColorSpace().getType();
    if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
      throw refused(location, "is neither grey nor RGB", null);
    }
    Raster raster = image.getRaster();
    int channels = type == ColorSpace.TYPE_GRAY ? 1 : 3;
    int alpha = image.getColorModel().hasAlpha() ? channels : -1;
    ImageShape shape = new ImageShape(channels, image.getHeight(), image.getWidth());
    byte[] pixels = new byte[shape.size()];
    int i = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          int light = sample(raster, x, y, c);
          pixels[i++] = (byte) (alpha < 0 ? light : onWhite(light, sample(raster, x, y, alpha)));
        }
      }
    }
    return new PixelImage(shape, pixels);
  }

  private static PixelImage indexed(BufferedImage image) {
    ImageShape shape = new ImageShape(3, image.getHeight(), image.getWidth());
    byte[] pixels = new byte[shape.size()];
    int plane = shape.height() * shape.width();
    for (int i = 0; i < plane; i++) {
      int colour = image.getRGB(i % shape.width(), i / shape.width());
      for (int c = 0; c < 3; c++) {
        int light = colour >>> 8 * (2 - c) & 0xFF;
        pixels[c * plane + i] = (byte) onWhite(light, colour >>> 24);
      }
    }
    return new PixelImage(shape, pixels);
  }

  /** A sample scaled to 0 .. 255. */
  private static int sample(Raster raster, int x, int y, int band) {
    int bits = raster.getSampleModel().getSampleSize(band);
    int value = raster.getSample(x, y, band);
    return bits >= 8 ? value >>> bits - 8 : value * 255 / ((1 << bits) - 1);
  }

  private static int onWhite(int light, int alpha) {
    return (light * alpha + WHITE * (255 - alpha) + 127) / 255;
  }

  private static String oneLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
  }

  private static DataException refused(String location, String why, Exception cause) {
    return new DataException(
        "%s %s: replace it with an intact PNG or JPEG, or remove it".formatted(location, why),
        cause);
  }
}
