package io.github.clrsearch.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;

/** A chart of some size that can be had as SVG and PNG. */
public final class Picture implements Drawing {
  /** Pixels of the PNG for each of the SVG's: sharp in print. */
  static final int SCALE = 2;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final String name;
  private final String title;
  private final String description;
  private final JFreeChart chart;
  private final int width;
  private final int height;

  /**
   * A picture.
   *
   * @param name of its files
   * @param title what it shows, in one line
   * @param description its small print, for those who cannot see it
   * @param width in pixels
   * @param height in pixels
   */
  Picture(String name, String title, String description, JFreeChart chart, int width, int height) {
    checkName(name);
    this.name = name;
    this.title = title;
    this.description = description;
    this.chart = chart;
    this.width = width;
    this.height = height;
  }

  /** Refuses what would be no plain name of a file. */
  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a picture's name must have letters, digits, '.', '_' and '-' alone, but got '%s'"
              .formatted(name));
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** It needs no font, and the same rows give the same bytes. */
  @Override
  public byte[] svg() {
    SvgGraphics graphics = new SvgGraphics(name, width, height);
    chart.draw(graphics, area());
    return graphics.document(title, description).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<byte[]> png() {
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      if (!hasFonts(graphics)) {
        return Optional.empty();
      }
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.scale(SCALE, SCALE);
      chart.draw(graphics, area());
    } finally {
      graphics.dispose();
    }
    return Optional.of(png(image));
  }

  /** An image's bytes. */
  static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes takes everything", e);
    }
  }

  private Rectangle2D area() {
    return new Rectangle2D.Double(0, 0, width, height);
  }

  /** A Java without fontconfig, FreeType or fonts says so by errors of several kinds. */
  static boolean hasFonts(Graphics2D graphics) {
    try {
      return graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 1)).getHeight() >= 0;
    } catch (RuntimeException | InternalError | LinkageError e) {
      return false;
    }
  }
}
