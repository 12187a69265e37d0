package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that cannot be printed in one line are refused, whichever format they come from. */
class ClassNamesTest {
  private static final String RULE =
      ", but class names must be printable in one line, without control characters: rename it";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000",
        "\u001b[31m",
        "a\u0085b",
        "a\u2028b",
        "\u202eb",
        "",
        " "
      })
  void refusesWhatIsNotPrintedInOneLine(String name) {
    assertThatThrownBy(() -> ClassNames.checked("HERE", List.of("a", name)))
        .isInstanceOf(DataException.class)
        .message()
        .startsWith("HERE names class 1 '")
        .endsWith("'" + RULE)
        .doesNotContain("\n", "\r", "\t", "\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "Größe", "猫", "🐈", "a,b", "\"a\"", "<b>", "می‌خواهم"})
  void takesAllOthers(String name) {
    assertThat(ClassNames.checked("HERE", List.of(name))).containsExactly(name);
  }

  @Test
  void ofFoldersBeforeAnyImageIsRead() throws IOException {
    for (String name : List.of("a\nb", "c")) {
      TinyFolders.write(folder, "train/%s/x.png".formatted(name), new byte[1]);
    }
    assertThatThrownBy(() -> ImageFolderReader.read(DataFiles.of(folder), Optional.empty(), 1))
        .hasMessage(folder + "/train names class 0 'a\\u000ab'" + RULE);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void ofIdxFiles(boolean given) throws IOException {
    TinyIdx.write(folder, 6, 3);
    Files.writeString(folder.resolve("classes.txt"), "one\ntwo\tor three\nfour\n");
    List<String> names = given ? List.of("one", "two\nor three", "four") : List.of();

    assertThatThrownBy(() -> IdxReader.read(DataFiles.of(folder), names))
        .hasMessage(
            (given
                    ? "data.class-names names class 1 'two\\u000aor three'"
                    : folder + "/classes.txt names class 1 'two\\u0009or three'")
                + RULE);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void ofCifarInAFolderAndInAnArchive(boolean archived) throws IOException {
    Map<String, byte[]> files = TinyCifar.files(TinyCifar.TEN);
    files.compute(
        "names.txt",
        (file, names) ->
            new String(names, StandardCharsets.UTF_8)
                .replace("name 1", "na\u0007me 1")
                .getBytes(StandardCharsets.UTF_8));
    Path place =
        archived
            ? Files.write(folder.resolve("tiny.tar.gz"), TinyCifar.archive("x", files))
            : TinyCifar.write(folder, files);
    String file = place + (archived ? "!x/names.txt" : "/names.txt");

    assertThatThrownBy(
            () ->
                CifarReader.read(
                    CifarSource.require(DataFiles.of(place), TinyCifar.TEN), CifarSelection.ALL))
        .hasMessage(file + " names class 1 'na\\u0007me 1'" + RULE);
  }

  @Test
  void ofAnyOtherDataSet() {
    Images images =
        new Images(new ImageShape(1, 1, 1), List.of("a", "b\n"), new byte[2], new byte[] {0, 1});
    assertThatThrownBy(() -> new DataSet("x", "HERE", images, 0, images))
        .hasMessage("HERE names class 1 'b\\u000a'" + RULE);
  }

  @Test
  void aMarkOfByteOrderIsNoPartOfTheFirstName() throws IOException {
    TinyIdx.write(folder, 6, 3);
    Files.writeString(folder.resolve("classes.txt"), "\uFEFFone\r\ntwo\r\nthree\r\n");

    assertThat(IdxReader.read(DataFiles.of(folder), List.of()).images().classNames())
        .containsExactly("one", "two", "three");
  }
}
