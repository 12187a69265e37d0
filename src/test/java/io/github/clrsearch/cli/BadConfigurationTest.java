package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad configuration is refused before anything is begun. */
@Timeout(60)
class BadConfigurationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvFileSource(resources = "/bad-input/configurations.txt", delimiter = '|', quoteCharacter = '^')
  void isRefusedInOneOrTwoLines(String text, String fragment) throws IOException {
    Path file = Files.writeString(folder.resolve("study.conf"), text + "\n");
    Map<Path, Integer> before = BadInput.tree(folder);
    Ran ran = Ran.command("search", file.toString(), "--out", folder.resolve("out").toString());

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    BadInput.assertBrief(ran.problems(), fragment);
    assertThat(ran.problems()).allMatch(line -> line.startsWith("clr-search: "));
    assertThat(BadInput.tree(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "train", "lr-range", "table1"})
  void aDataPathThatLeadsNowhereEndsEveryCommand(String command) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("study.conf"), "space.n_cycles = 1, data.validation = 50\n");
    Files.writeString(Files.createDirectories(folder.resolve("other")).resolve("a.txt"), "text");
    Map<Path, Integer> before = BadInput.tree(folder);
    for (String path : List.of(folder + "/none", "file:" + folder + "/none", folder + "/other")) {
      Ran ran =
          Ran.command(
              command,
              file.toString(),
              "--set",
              "data.path=" + path,
              "--out",
              folder.resolve("out").toString());

      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.problems()).hasSize(1);
      BadInput.assertBrief(ran.problems(), path);
      assertThat(BadInput.tree(folder)).isEqualTo(before);
    }
  }
}
