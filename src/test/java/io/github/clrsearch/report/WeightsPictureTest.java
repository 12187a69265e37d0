package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class WeightsPictureTest {

  private static WeightsPicture twoNodes() {
    BufferedImage sprite = new BufferedImage(6, 3, BufferedImage.TYPE_INT_RGB);
    sprite.setRGB(5, 2, 0xFF8000);
    String png = Base64.getEncoder().encodeToString(Png.of(sprite));
    return new WeightsPicture(new PageWeights("train-00000-cycle-01", png, 2, 2, 50));
  }

  @Test
  void isAnSvgThatHasItsImageInItself() throws Exception {
    String svg = new String(twoNodes().svg(), UTF_8);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)))
            .getDocumentElement();

    assertThat(root.getAttribute("width")).isEqualTo("24");
    assertThat(svg).contains("2 of 50 hidden units", "href=\"data:image/png;base64,");
  }

  @Test
  void drawsEveryPixelAsASquareInThePng() throws Exception {
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(twoNodes().png().orElseThrow()));

    assertThat(png.getWidth()).isEqualTo(48);
    assertThat(png.getRGB(40, 16) & 0xFFFFFF).isEqualTo(0xFF8000);
    assertThat(png.getRGB(47, 23) & 0xFFFFFF).isEqualTo(0xFF8000);
    assertThat(png.getRGB(39, 16) & 0xFFFFFF).isZero();
  }
}
