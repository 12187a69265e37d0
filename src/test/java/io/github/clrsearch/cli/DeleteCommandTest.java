package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StudyLease;
import io.github.clrsearch.workflow.StudyRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteCommandTest {
  private static final Study STUDY =
      new Study(
          "s",
          1,
          SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)),
          List.of(Stage.of("coarse", 2)));

  @TempDir private Path folder;
  private Path study;

  @BeforeEach
  void begin() {
    study = folder.resolve("my study");
    StudyStore store = Studies.begin(study, STUDY);
    store.append(Studies.completed("s", "coarse", 0, 0.3));
    store.append(Studies.completed("s", "coarse", 1, 0.4));
    store.stages().plan(Map.of("coarse", 2));
    store.viewed().page(new byte[] {1});
    store.viewed().picture("a.svg", new byte[] {1});
    store.viewed().eventFile("events", new byte[] {1});
    store.findings().keepNotes(List.of("a note"));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void deletesAllThatTheStudyWroteAndItsFolder() throws IOException {
    Ran ran = Ran.command("delete", study.toString(), "--yes");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .containsExactly("study s in %s: 2 completed".formatted(study), "deleted");
    assertThat(left()).containsExactly("");
  }

  @Test
  void keepsWhatOthersWrote() throws IOException {
    Files.writeString(study.resolve("thesis.tex"), "mine");
    Files.createDirectories(study.resolve("data/raw"));
    Files.writeString(study.resolve(".trial.json.partial"), "half");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("network"), "mine");
    Files.createSymbolicLink(study.resolve("networks"), elsewhere);
    Ran ran = Ran.command("delete", study.toString(), "--yes");

    assertThat(ran.out())
        .endsWith(
            "kept in the folder, because clr-search did not write it: data, thesis.tex"
                + System.lineSeparator());
    assertThat(left())
        .containsExactly(
            "",
            "elsewhere",
            "elsewhere/network",
            "my study",
            "my study/data",
            "my study/data/raw",
            "my study/thesis.tex");
  }

  @Test
  void deletesNothingUnlessAsked() throws Exception {
    List<String> before = left();
    Ran ran = Ran.command("delete", study.toString());

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: delete asks first, but there is no terminal to ask: add --yes to delete "
                + study);
    assertThat(new StudyRemoval(study.toString(), new Configuration()).run(() -> false, note -> {}))
        .isEqualTo(Optional.empty());
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void refusesAFolderWithoutAStudy() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "mine");
    Files.createDirectories(folder.resolve("trials"));
    List<String> before = left();
    Ran ran = Ran.command("delete", folder.toString(), "--yes");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: no study found in %s: it has no study.json".formatted(folder));
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void refusesAStudyThatIsSearched() throws Exception {
    List<String> before;
    try (StudyLease lease = StudyLease.take(study.toString(), new Configuration(), note -> {})) {
      lease.check();
      before = left();
      Ran ran = Ran.command("delete", study.toString(), "--yes");

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.problems()).hasSize(1);
      assertThat(ran.problems().get(0))
          .startsWith("clr-search: %s is in use by another clr-search (".formatted(study));
      assertThat(left()).isEqualTo(before);
    }
  }
}
