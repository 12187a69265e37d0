package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.config.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs in docs/programs.md, word for word, where their languages are installed. */
@Timeout(300)
class DocumentedProgramsTest {
  private static final String LOSS = "train-one-epoch";

  @TempDir private Path folder;

  private static boolean isInstalled(String interpreter) throws InterruptedException {
    try {
      Process tried =
          new ProcessBuilder(interpreter, "--version").redirectErrorStream(true).start();
      tried.getInputStream().readAllBytes();
      return tried.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String documented(String language) throws IOException {
    return Pattern.compile("```%s\n(.*?)```".formatted(language), Pattern.DOTALL)
        .matcher(Files.readString(Path.of("docs/programs.md")))
        .results()
        .map(block -> block.group(1))
        .filter(program -> program.contains("clr-search?"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sh     | bash    |
          python | python3 | train_one_epoch = lambda lr, seed: 2 * lr
          r      | Rscript | train_one_epoch <- function(lr) 2 * lr
          """)
  void aDocumentedProgramIsSearched(String language, String interpreter, String before)
      throws IOException, InterruptedException {
    assumeThat(isInstalled(interpreter)).as("%s, to run %s", interpreter, language).isTrue();
    Path train =
        Files.writeString(
            folder.resolve("train"), (before == null ? "" : before + "\n") + documented(language));
    Path loss =
        Files.writeString(
            folder.resolve(LOSS), "#!/bin/sh\nawk -v lr=\"$1\" 'BEGIN { print 2 * lr }'\n");
    assertThat(loss.toFile().setExecutable(true)).isTrue();
    Path study =
        Files.writeString(
            folder.resolve("study.conf"),
            """
            study.name = documented
            objective {
              command = [%s, train], files = ["%s", "%s"]
              metric { name = val_loss, direction = minimize }
              cycles-by = n_epochs
            }
            space { lr = { log-uniform = [1e-3, 1e-1] }, n_epochs = 4 }
            stages = [
              { name = all, trials = 3, cycles = free, stopping = halving, halving { factor = 2 } }
            ]
            """
                .formatted(interpreter, train, loss));
    SearchedStudy searched =
        OpenStudy.on(
                LocalSpark.freshSession(),
                StudyReader.read(study, List.of()),
                folder.resolve("run").toString())
            .search(SearchListener.SILENT);

    assertThat(searched.store().trials("all").values())
        .hasSize(3)
        .allSatisfy(
            end -> {
              assertThat(end.result().outcome().text()).matches("completed|stopped: .*");
              assertThat(end.result().cycles())
                  .allSatisfy(
                      cycle ->
                          assertThat(cycle.value("val_loss"))
                              .isCloseTo(2 * end.trial().setting().value("lr"), within(1e-6)));
            })
        .extracting(end -> end.result().lastCycle())
        .contains(1, 4);
  }
}
