package io.github.clrsearch.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesTest {
  @TempDir private Path folder;
  private final List<String> problems = new ArrayList<>();

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void filesAndFoldersArriveUnderTheirLastNames() throws IOException {
    Files.createDirectories(folder.resolve("src/lib/inner"));
    Files.writeString(folder.resolve("src/train.sh"), "#!/bin/sh\n");
    assertThat(folder.resolve("src/train.sh").toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("src/lib/inner/a.py"), "a = 1\n");
    ShippedFiles files = ShippedFiles.of(List.of(path("src/train.sh"), path("src/lib/")), problems);
    assertThat(problems).isEmpty();

    Path work = Files.createDirectory(folder.resolve("work"));
    files.writeTo(work);
    assertThat(work.resolve("train.sh")).isExecutable().hasContent("#!/bin/sh");
    assertThat(work.resolve("lib/inner/a.py")).hasContent("a = 1");
    assertThat(Files.isExecutable(work.resolve("lib/inner/a.py"))).isFalse();

    String checksum = files.checksum().orElseThrow();
    Files.writeString(folder.resolve("src/lib/inner/a.py"), "a = 2\n");
    assertThat(ShippedFiles.of(List.of(path("src/lib"), path("src/train.sh")), problems).checksum())
        .isPresent()
        .get()
        .isNotEqualTo(checksum);
    assertThat(new ShippedFiles(Map.of()).checksum()).isEmpty();
  }

  @Test
  void problemsNameTheFile() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("a/x.py"), "");
    Files.writeString(folder.resolve("b/x.py"), "");
    ShippedFiles.of(List.of(path("a/x.py"), path("b/x.py"), path("none.py")), problems);
    assertThat(problems)
        .containsExactly(
            path("b/x.py") + ": two files have the name x.py in the work folder: rename one",
            "%s: file not found; correct it (%s)".formatted(path("none.py"), path("none.py")));
  }

  @Test
  void linksAreFollowedAndLoopsAreOneLine() throws IOException {
    Files.createDirectories(folder.resolve("real/inner"));
    Files.writeString(folder.resolve("real/inner/a.py"), "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertThat(ShippedFiles.of(List.of(path("link")), problems).files())
        .containsOnlyKeys("link/inner/a.py");
    assertThat(problems).isEmpty();

    Files.createSymbolicLink(folder.resolve("real/inner/again"), folder.resolve("real"));
    ShippedFiles.of(List.of(path("real")), problems);
    assertThat(problems).singleElement().asString().startsWith(path("real") + " cannot be read: ");
  }

  @Test
  void namesInTheWorkFolderAreKept() throws IOException {
    Files.writeString(folder.resolve("trial.json"), "");
    Files.createDirectories(folder.resolve("checkpoint"));
    ShippedFiles.of(List.of(path("trial.json"), path("checkpoint")), problems);
    assertThat(problems)
        .containsExactly(
            path("trial.json")
                + ": the work folder of every trial has a trial.json of its own: rename it",
            path("checkpoint")
                + ": the work folder of every trial has a checkpoint of its own: rename it");
  }
}
