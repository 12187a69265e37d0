package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StudyChartsTest {
  @TempDir private Path folder;

  @Test
  void everyChartOfThePageIsAPicture() throws Exception {
    List<Drawing> pictures = StudyCharts.of(PageStudies.whole(folder), PageStudies.SMOOTHING);

    assertThat(pictures)
        .extracting(Drawing::name)
        .containsExactly(
            "accuracy-over-lambda",
            "accuracy-over-n_s",
            "accuracy-over-n_cycles",
            "best-over-updates",
            "best-over-time",
            "parallel",
            "learning-curves",
            "importance",
            "confusion",
            "class-accuracies",
            "first-layer-weights");
    for (Drawing picture : pictures) {
      Element svg = parsed(picture).getDocumentElement();
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotEmpty();
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).endsWith(".");
      for (String name : List.of("script", "img", "foreignObject")) {
        assertThat(svg.getElementsByTagName(name).getLength()).as(name).isZero();
      }
    }
    Drawing lambda = pictures.get(0);
    // A mark a trial that has an accuracy, and one in the legend.
    assertThat(marks(lambda, "#0072B2")).isEqualTo(PageStudies.COARSE - 2 + 1);
    assertThat(marks(lambda, "#D55E00")).isEqualTo(PageStudies.FINE + 1);
    assertThat(text(lambda)).containsOnlyOnce("<polygon");
    assertThat(text(pictures.get(8))).contains("cat &lt;/script");
    lambda
        .png()
        .ifPresent(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5000));
  }

  private static String text(Drawing picture) {
    return new String(picture.svg(), UTF_8);
  }

  private static int marks(Drawing picture, String colour) throws Exception {
    NodeList paths = parsed(picture).getElementsByTagName("path");
    int marks = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      marks += ((Element) paths.item(i)).getAttribute("fill").equals(colour) ? 1 : 0;
    }
    return marks;
  }

  private static Document parsed(Drawing picture) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(picture.svg()));
  }
}
