package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Picture of first-layer weights: one image per hidden unit, with pixels as squares. */
record WeightsPicture(PageWeights weights) implements Picture {
  /** Size of these squares in pixels. */
  private static final int SQUARE = 4;

  @Override
  public String name() {
    return "first-layer-weights";
  }

  @Override
  public byte[] svg() {
    BufferedImage image = image();
    int width = SQUARE * image.getWidth();
    int height = SQUARE * image.getHeight();
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
    <title>First-layer weights</title>
    <desc>%3$d of %4$d hidden units, one image per unit, %5$d per row. Grey is 0.</desc>
    <image width="%1$d" height="%2$d" style="image-rendering: pixelated" href="data:image/png;base64,%6$s"/>
    </svg>
    """
        .formatted(
            width, height, weights.shown(), weights.units(), weights.columns(), weights.png())
        .getBytes(UTF_8);
  }

  /** Never empty, because the picture has no text. */
  @Override
  public Optional<byte[]> png() {
    BufferedImage image = image();
    int width = Png.SCALE * SQUARE * image.getWidth();
    int height = Png.SCALE * SQUARE * image.getHeight();
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return Optional.of(Png.of(scaled));
  }

  private BufferedImage image() {
    try {
      return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(weights.png())));
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array never fails", e);
    }
  }
}
