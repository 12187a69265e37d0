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
 * Reads PNG and JPEG files with the JDK's ImageIO, which needs no screen. Samples are taken as they
 * are in the file: no colour profile, gamma or orientation is applied, sixteen bits become the
 * upper eight, and what is transparent is laid onto white.
 */
public final class ImageDecoder {
  private static final int LONGEST_FILE = 1 << 26;
  private static final int WHITE = 255;
  private static final int CMYK = 4;

  private ImageDecoder() {}

  /**
   * Reads an image.
   *
   * @param location what a message calls it
   * @param in its file; not closed
   * @return with one channel where all its pixels are grey, else with three
   * @throws DataException where it is no PNG or JPEG, is damaged, or is larger than 4096 x 4096
   */
  public static PixelImage read(String location, InputStream in) throws IOException {
    byte[] content = in.readNBytes(LONGEST_FILE + 1);
    if (content.length > LONGEST_FILE) {
      throw refused(location, "has more than %d bytes".formatted(LONGEST_FILE), null);
    }
    String format = format(location, content);
    boolean png = format.equals("png");
    if (!png && ImageMetadata.coloursOfJpeg(content) == CMYK) {
      throw new DataException(
          "%s is in four colours (CMYK): save it in red, green and blue, or remove it"
              .formatted(location));
    }
    byte[] parts = png ? ImageMetadata.ofPng(content) : ImageMetadata.ofJpeg(content);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    String[] warning = new String[1];
    // A JPEG that breaks off is only a warning to it, and half an image.
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
      // The decoders throw whatever damaged bytes lead them to.
      throw refused(
          location, "is damaged or of an unusual kind (%s)".formatted(oneLine(e.getMessage())), e);
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
            : "begins with the bytes %08x, as no PNG or JPEG does".formatted(head),
        null);
  }

  private static void checkSize(String location, int height, int width) {
    if (height < 1 || width < 1 || height > ImageSize.MOST || width > ImageSize.MOST) {
      throw new DataException(
          "%s is %d x %d pixels, but images must be 1 x 1 .. %d x %d: scale it down, or remove it"
              .formatted(location, height, width, ImageSize.MOST, ImageSize.MOST));
    }
  }

  private static PixelImage pixels(String location, BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return indexed(image);
    }
    int type = image.getColorModel().getColorSpace().getType();
    if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
      throw refused(location, "is neither in grey nor in red, green and blue", null);
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

  /** A sample in 0 .. 255, however many bits it has. */
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
        "%s %s: give a whole PNG or JPEG in its place, or remove it".formatted(location, why),
        cause);
  }
}
