package io.github.clrsearch.workflow;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cli.TrainCommand;
import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Final trainings on a few hundred synthetic images, on the shared local Spark. */
public record FinalStudies(Path folder) {
  public static final String DATA =
      """
      study { name = tiny, seed = 3 }
      data { format = synthetic, synthetic { classes = 4, training = 240, test = 120 } }
      space { k = 1, n_cycles = 3, m = 6, batch_size = 20, eta_max = 0.02 }
      measure { per-cycle = 1, subset = 40 }
      train.validation = 40
      """;

  /** The output, and the files of the study. */
  public record Printed(OpenStudy open, String out) {}

  /** {@code train}, on the text above. */
  public Printed train(int seeds, String... settings) throws Exception {
    StudyConfiguration read =
        new StudyTexts(folder).read(DATA + "train.seeds = " + seeds + "\n", settings);
    StudyConfiguration configuration = TrainCommand.variant(read, read.study().space());
    OpenStudy open = open(configuration);
    return printed(
        open,
        () -> {
          TrainCommand.train(
              open,
              configuration.study().space().onlySetting(),
              new Console(System.out),
              new TrainingConsole(System.out));
          return 0;
        });
  }

  public OpenStudy open(StudyConfiguration configuration) {
    return OpenStudy.on(
        LocalSpark.freshSession(), configuration, folder.resolve("study").toString());
  }

  public static Printed printed(OpenStudy open, Callable<?> command) throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      command.call();
    } finally {
      System.setOut(out);
    }
    return new Printed(open, bytes.toString(StandardCharsets.UTF_8));
  }

  public Path file(String name) throws IOException {
    return folder.resolve("study").resolve(name);
  }
}
