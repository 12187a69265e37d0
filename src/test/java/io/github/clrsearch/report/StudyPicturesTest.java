package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPicturesTest {
  private static final String NAME = "learning-curves-train-0";
  private static final String DOCUMENT =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><text y=\"20\">a</text></svg>";

  @TempDir private Path folder;

  @Test
  void keepsAPictureInBothFormatsAndNothingElse() throws Exception {
    ChartPicture picture = new ChartPicture(NAME, DOCUMENT);
    Assumptions.assumeTrue(picture.png().isPresent(), "this Java has fonts");

    String line = picture.saveTo(store());

    Path svg = folder.resolve("pictures").resolve(NAME + ".svg");
    Path png = folder.resolve("pictures").resolve(NAME + ".png");
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(line).isEqualTo("picture %s and .png", svg);
    assertThat(Files.readAllBytes(svg)).isEqualTo(picture.svg());
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(image.getHeight()).isEqualTo(60);
    try (var files = Files.list(folder.resolve("pictures"))) {
      assertThat(files).containsExactlyInAnyOrder(svg, png);
    }
  }

  @Test
  void putsAPictureInPlaceOfTheOneBefore() throws Exception {
    StudyStore store = store();
    store.viewed().picture(NAME + ".svg", new byte[] {1, 2, 3});

    new ChartPicture(NAME, DOCUMENT).saveTo(store);

    assertThat(Files.readString(folder.resolve("pictures").resolve(NAME + ".svg")))
        .isEqualTo(DOCUMENT);
  }

  @Test
  void refusesANameThatIsNoFilesName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChartPicture("../up", DOCUMENT))
        .withMessage(
            "the name of a picture must consist of letters, digits, '.', '_' and '-', but got '../up'");
  }

  private StudyStore store() {
    Study study =
        new Study(
            "study",
            1,
            new SearchSpace(Map.of("lambda", new Constant(0.01))),
            List.of(Stage.of("train", 1)));
    return Studies.begin(folder, study);
  }
}
