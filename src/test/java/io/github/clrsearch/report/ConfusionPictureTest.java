package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {
  private static final int[][] COUNTS = {{6, 3, 0}, {1, 8, 1}, {0, 0, 10}};
  private static final List<String> NAMES = List.of("cat", "dog", "frog");

  @Test
  void drawsACellForEveryAnswerThatWasGiven() throws Exception {
    Svg svg = Svg.of(picture(COUNTS, NAMES));

    assertThat(svg.cells()).isEqualTo(6);
    assertThat(svg.texts()).contains("66.7", "33.3", "10.0", "80.0", "100.0");
  }

  @Test
  void tellsTheAccuracyOfEveryClassAndOfAll() throws Exception {
    Svg svg = Svg.of(picture(COUNTS, NAMES));

    assertThat(svg.texts())
        .contains(
            "Confusion matrix: final",
            "Accuracy 82.76 % on 29 images; cells: percent of the images of a class")
        .contains("cat  66.7 %", "dog  80.0 %", "frog  100.0 %")
        .contains("cat", "dog", "frog");
  }

  @Test
  void tellsThatAClassHasNoImages() throws Exception {
    Svg svg = Svg.of(picture(new int[][] {{3, 1}, {0, 0}}, List.of("cat", "dog")));

    assertThat(svg.texts()).contains("cat  75.0 %", "dog  (none)");
    assertThat(svg.cells()).isEqualTo(2);
  }

  @Test
  void leavesNumbersOutWhereThereIsNoRoomForThem() throws Exception {
    int classes = 100;
    int[][] counts = new int[classes][classes];
    IntStream.range(0, classes).forEach(i -> counts[i][i] = 1);

    Svg svg = Svg.of(picture(counts, Collections.nCopies(classes, "a name")));

    assertThat(svg.cells()).isEqualTo(classes);
    assertThat(svg.texts()).doesNotContain("100.0");
    assertThat(svg.texts().stream().filter("a name"::equals)).hasSize(classes);
  }

  @Test
  void keepsHostileClassNamesTextsOfTheirOwnAndCutsLongOnes() throws Exception {
    List<String> names =
        List.of("<script>a&b</script>", "two\nlines\u0000", "a name that does not come to an end");

    Svg svg = Svg.of(picture(COUNTS, names));

    assertThat(svg.texts())
        .contains("<script>a&b</script>", "two lines\ufffd", "a name that does no…");
    assertThat(svg.elements("script")).isEmpty();
  }

  @Test
  void givesTheSameBytesForTheSameRows() {
    assertThat(picture(COUNTS, NAMES).svg()).isEqualTo(picture(COUNTS, NAMES).svg());
  }

  @Test
  void refusesWhatIsNoMatrixOfItsClasses() {
    refuses(new int[][] {{1, 2}}, "so many rows and columns, but got rows of [2]");
    refuses(new int[][] {{1, 2}, {3}}, "so many rows and columns, but got rows of [2, 1]");
    refuses(new int[][] {{1, 2}, {-3, 4}}, "counts of at least 0, but got -3");
  }

  private static void refuses(int[][] counts, String problem) {
    assertThatThrownBy(() -> picture(counts, List.of("cat", "dog")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a confusion matrix ")
        .hasMessageEndingWith(problem);
  }

  @Test
  void refusesAMatrixOfNoImages() {
    assertThatThrownBy(() -> picture(new int[2][2], List.of("cat", "dog")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the confusion matrix of final cannot be drawn: it counts no image");
  }

  @Test
  void refusesANameThatIsNoFilesName() {
    assertThatThrownBy(() -> ConfusionPicture.of("../up", "final", COUNTS, NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a picture's name must have letters, digits, '.', '_' and '-' alone, but got '../up'");
  }

  private static Picture picture(int[][] counts, List<String> names) {
    return ConfusionPicture.of("confusion", "final", counts, names);
  }
}
