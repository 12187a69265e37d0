package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.report.StudyCharts.Of;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StudyChartsTest {
  @TempDir private Path folder;

  @Test
  void everyChartOfThePageIsAPicture() throws Exception {
    List<Picture> pictures = drawn(PageStudies.whole(folder), Of.FIRST);

    assertThat(pictures)
        .extracting(Picture::name)
        .containsExactly(
            "accuracy-over-lambda",
            "accuracy-over-n_s",
            "most-important",
            "best-over-updates",
            "best-over-time",
            "timeline",
            "parallel",
            "learning-curves",
            "importance",
            "confusion",
            "class-accuracies",
            "first-layer-weights");
    for (Picture picture : pictures) {
      Element svg = parsed(picture).getDocumentElement();
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotEmpty();
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).endsWith(".");
      for (String name : List.of("script", "img", "foreignObject")) {
        assertThat(svg.getElementsByTagName(name).getLength()).as(name).isZero();
      }
    }
    Picture lambda = pictures.get(0);
    // One mark per trial with an accuracy, and one in the legend.
    assertThat(marks(lambda, "#0072B2")).isEqualTo(PageStudies.COARSE - 2 + 1);
    assertThat(marks(lambda, "#D55E00")).isEqualTo(PageStudies.FINE + 1);
    assertThat(text(lambda)).containsOnlyOnce("<polygon");
    assertThat(text(pictures.get(9))).contains("cat &lt;/script");
    lambda
        .png()
        .ifPresent(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5000));
  }

  @Test
  void everyTrialAndTestThatCanBeChosenHasItsPicture() {
    StudyStore store = PageStudies.whole(folder);

    List<String> names = drawn(store, Of.EVERY).stream().map(Picture::name).toList();

    assertThat(names).doesNotHaveDuplicates().contains("importance", "confusion-fine-7-cycle-2");
    assertThat(names.stream().filter(name -> name.startsWith("learning-curves-")))
        .hasSize(PageStudies.COARSE - 2 + PageStudies.FINE)
        .startsWith("learning-curves-fine-7")
        .contains("learning-curves-coarse-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lr-range", "lr-range-linear"})
  void aRangeTestHasALineForEverySeedTheirMedianAndTheSpreadOfBothBounds(String name)
      throws Exception {
    Picture range = named(drawn(PageStudies.rangeTest(folder), Of.FIRST), name);

    // One line each, and one in the legend.
    assertThat(strokes(range, "#56B4E9")).isEqualTo(3 + 1);
    assertThat(strokes(range, "#0072B2")).isEqualTo(1 + 1);
    for (String bound : List.of("#009E73", "#D55E00")) {
      assertThat(strokes(range, bound)).as(bound).isEqualTo(1);
      assertThat(marks(range, bound) + polygons(range, bound)).as(bound).isEqualTo(1);
    }
    assertThat(texts(range))
        .contains("0.1", "learning rate eta")
        .anyMatch(t -> t.startsWith("eta_min"));
  }

  @Test
  void theLossOfARangeTestHasAMarkForEveryRule() throws Exception {
    Picture loss = named(drawn(PageStudies.rangeTest(folder), Of.FIRST), "lr-range-loss");

    assertThat(texts(loss))
        .contains("report", "steepest", "minimum", "valley", "slide", "validation loss (nats)");
  }

  @Test
  void comparedRangeTestsHaveOneLossEachInOnePicture() throws Exception {
    StudyStore store =
        PageStudies.rangeTest(
            folder, RangeTestRows.stage("lambda", 0), RangeTestRows.stage("lambda", 1e-4));

    List<Picture> pictures = drawn(store, Of.FIRST);

    assertThat(pictures).extracting(Picture::name).doesNotContain("lr-range", "lr-range-loss");
    assertThat(texts(named(pictures, "lr-range-compared"))).contains("lambda-0", "lambda-0.0001");
  }

  @Test
  void bothEndsOfALogarithmicAxisHaveLabelsWhateverTheDigitsOfTheData() throws Exception {
    StudyStore store = PageStudies.begin(folder);
    store.append(PageStudies.trial("coarse", 0, 0.01, 0.5));
    store.append(PageStudies.trial("coarse", 1, 0.01, 0.6));

    List<Picture> pictures = drawn(store, Of.FIRST);

    assertThat(texts(named(pictures, "accuracy-over-lambda"))).contains("1e-5", "0.01", "0.1");
    assertThat(texts(named(pictures, "parallel"))).contains("1e-5", "0.01", "0.1", "100", "400");
  }

  @Test
  void aSuggestionOfZeroIsWhereALogarithmicAxisBegins() throws Exception {
    // The accuracy rises from the first point on, which is at a learning rate of 0.
    Picture range = named(drawn(PageStudies.rangeTest(folder), Of.FIRST), "lr-range");

    assertThat(texts(range)).contains("eta_min 0", "1e-5", "0.1");
    assertThat(text(range)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aNumberThatIsNotThereIsAGapAndOneThatDwarfsTheOthersLeavesItsPanel() throws Exception {
    StudyStore store = PageStudies.begin(folder);
    EndedTrial whole = PageStudies.trial("coarse", 0, 0.01, 0.5);
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      double loss = i == 4 ? Double.NaN : i == 8 ? 1e30 : 2.0 - 0.1 * i;
      measurements.add(
          new Measurement(1, 25L * i, Measurement.VALIDATION, 100, 0.05, loss, loss, 0.5));
    }
    store.append(
        whole.with(
            new TrialResult(
                new Outcome.Diverged("the loss is not finite"),
                whole.result().cycles(),
                measurements,
                200)));

    Picture curves = named(drawn(store, Of.FIRST), "learning-curves");

    assertThat(texts(curves)).noneMatch(label -> label.contains("e30") || label.contains("NaN"));
    // Two pieces of the cost and of the loss each.
    assertThat(
            elements(curves, "path")
                .filter(path -> path.getAttribute("stroke").equals("#D55E00"))
                .filter(path -> path.getAttribute("d").lastIndexOf('M') > 0))
        .hasSize(2);
  }

  @Test
  void theSameRowsGiveTheSameBytes() {
    StudyStore store = PageStudies.rangeTest(folder);

    assertThat(drawn(store, Of.FIRST).get(0).svg()).isEqualTo(drawn(store, Of.FIRST).get(0).svg());
  }

  private static List<Picture> drawn(StudyStore store, Of of) {
    return StudyCharts.of(store, PageStudies.SMOOTHING, of);
  }

  private static Picture named(List<Picture> pictures, String name) {
    return pictures.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<Element> elements(Picture picture, String name) throws Exception {
    NodeList found = parsed(picture).getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static List<String> texts(Picture picture) throws Exception {
    return elements(picture, "text").map(Element::getTextContent).toList();
  }

  private static long strokes(Picture picture, String colour) throws Exception {
    return Stream.concat(elements(picture, "path"), elements(picture, "polyline"))
        .filter(line -> line.getAttribute("stroke").equals(colour))
        .count();
  }

  private static long polygons(Picture picture, String colour) throws Exception {
    return elements(picture, "polygon")
        .filter(area -> area.getAttribute("fill").equals(colour))
        .count();
  }

  private static String text(Picture picture) {
    return new String(picture.svg(), UTF_8);
  }

  private static long marks(Picture picture, String colour) throws Exception {
    return elements(picture, "path")
        .filter(path -> path.getAttribute("fill").equals(colour))
        .count();
  }

  private static Document parsed(Picture picture) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(picture.svg()));
  }
}
