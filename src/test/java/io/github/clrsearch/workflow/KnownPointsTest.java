package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyTexts;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownPointsTest {
  private static final String SPACE =
      "space { lambda = { log-uniform = [1e-5, 1e-1] }, k = { integer = [2, 8] } }\n";

  @TempDir private Path folder;
  private StudyTexts studies;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  private String study() {
    return folder.resolve("study").toString();
  }

  /** The points of the first stage, which come from a source. */
  private String points(String source) throws IOException {
    return points(configuration(source));
  }

  private StudyConfiguration configuration(String source) throws IOException {
    return KnownPoints.read(
        studies.read(SPACE + "stages = [{ name = a, points-from = %s }]".formatted(source)),
        study(),
        notes::add);
  }

  private static String points(StudyConfiguration configuration) {
    return ((SearchingStage) configuration.study().stages().get(0)).points().toString();
  }

  private String file(String text) throws IOException {
    return '"' + studies.write("points.csv", text).toString() + '"';
  }

  @Test
  void takesTheColumnsOfSearchedHyperparametersFromAFile() throws IOException {
    String file =
        file(
            "\ufeffstage,k,\"lambda\",reason\r\na,4,1e-3,\"x, \"\"y\"\"\"\n\nb,,0.01,\nb,,0.01,\n");
    assertThat(points(file)).isEqualTo("[{lambda=0.001, k=4.0}, {lambda=0.01}]");
    assertThat(notes)
        .containsExactly(
            "stage a begins with 2 points from %s: lambda=0.001 k=4; lambda=0.01"
                .formatted(file.replace("\"", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          lamda,x;1,2         | must name hyperparameters that the stage searches (lambda, k) in its first line, but that is 'lamda,x': correct it
          lambda;many         | : 2: lambda must be a number, but is 'many': correct it
          lambda;NaN          | : 2: lambda must be a number, but is 'NaN': correct it
          lambda,k;1e-3       | : 2: a line must have 2 values, as the first one, but has 1: correct it
          ;                   | is empty: its first line must name hyperparameters, such as lambda,k
          lambda;0.001;5      | stage a: points[1]: lambda must be within the space of the stage, log-uniform [1e-5, 0.1], but is 5: correct it or widen the space
          k;2.5               | stage a: points[0]: k must be within the space of the stage, integer [2, 8], but is 2.5: correct it or widen the space
          """)
  void refusesAFileWithoutPoints(String text, String problem) throws IOException {
    String file = file(text.replace(';', '\n'));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> points(file))
        .withMessageEndingWith(problem);
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> points("none.csv"))
        .withMessage("stages.a.points-from: none.csv: file not found; correct it");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> points("{ study = none, best = 2 }"))
        .withMessageStartingWith("stages.a.points-from: no study found in none or runs/none");
  }

  @Test
  void takesTheBestSettingsOfAStudy() throws IOException {
    Path old = folder.resolve("old");
    StudyConfiguration other = studies.read(SPACE + "study.name = old, stages = [{ name = c }]");
    StudyStore store =
        StudyStore.begin(old.toString(), Studies.header(other.study()), new Configuration());
    store.append(Studies.completed("old", "c", 0, 0.3));
    store.append(Studies.completed("old", "c", 1, 0.5, 0.4));
    store.append(Studies.completed("old", "c", 2, 0.4));
    assertThat(points("{ study = \"%s\", best = 2 }".formatted(old)))
        .isEqualTo("[{lambda=0.002}, {lambda=0.003}]");
  }

  @Test
  void areThoseOfTheFolderOnceTheStudyHasBegun() throws IOException {
    String file = file("lambda\n0.001\n");
    StudyConfiguration begun = configuration(file);
    Provenance provenance = Studies.PROVENANCE;
    StudyHeader header =
        new StudyHeader(
            StudyHeader.LAYOUT,
            "study",
            1,
            begun.definition("synthetic", "ab"),
            Studies.header(begun.study()).columns(),
            Studies.header(begun.study()).metric(),
            provenance);
    StudyStore.begin(study(), header, new Configuration());
    notes.clear();

    Files.writeString(folder.resolve("points.csv"), "lambda\n0.002\n");
    assertThat(points(file)).isEqualTo("[{lambda=0.001}]");
    Files.delete(folder.resolve("points.csv"));
    assertThat(points(file)).isEqualTo("[{lambda=0.001}]");
    assertThat(notes).isEmpty();
    String other =
        file("lambda\n0.002\n")
            .replace("points.csv", "../%s/points.csv".formatted(folder.getFileName()));
    assertThat(points(other)).isEqualTo("[{lambda=0.002}]");
  }
}
