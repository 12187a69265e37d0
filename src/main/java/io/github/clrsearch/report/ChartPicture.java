package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chart of a study's report as SVG and PNG.
 *
 * @param name of its files without extension: letters, digits, '.', '_' and '-'
 * @param document the SVG document
 */
public record ChartPicture(String name, String document) implements Picture {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  public ChartPicture {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a picture must consist of letters, digits, '.', '_' and '-', but got '%s'"
              .formatted(name));
    }
  }

  @Override
  public byte[] svg() {
    return document.getBytes(UTF_8);
  }

  @Override
  public Optional<byte[]> png() {
    SVGDocument drawn =
        new SVGLoader().load(new ByteArrayInputStream(svg()), null, LoaderContext.createDefault());
    if (drawn == null) {
      throw new IllegalStateException("the chart %s is not valid SVG".formatted(name));
    }
    FloatSize size = drawn.size();
    BufferedImage image =
        new BufferedImage(
            Png.SCALE * Math.round(size.width),
            Png.SCALE * Math.round(size.height),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      if (!hasFonts(graphics)) {
        return Optional.empty();
      }
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(Png.SCALE, Png.SCALE);
      drawn.render((Component) null, graphics, new ViewBox(size));
    } finally {
      graphics.dispose();
    }
    return Optional.of(Png.of(image));
  }

  /** Java without fontconfig, FreeType or fonts throws errors of several kinds. */
  private static boolean hasFonts(Graphics2D graphics) {
    try {
      return graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 1)).getHeight() >= 0;
    } catch (RuntimeException | InternalError | LinkageError e) {
      return false;
    }
  }
}
