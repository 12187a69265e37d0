package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.report.ShellWord;
import io.github.clrsearch.search.trial.Names;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.NewProgramStudy;
import io.github.clrsearch.workflow.NewStudy;
import io.github.clrsearch.workflow.SparkSessions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a commented study file for the data that it finds. */
@Command(
    name = "init",
    description = {
      "Writes a commented study file, NAME.conf, for the data that it finds or for a program.",
      "An existing file is not replaced."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh init",
      "  ./submit.sh init clothes --data /usr/share/datasets/fashion-mnist",
      "  ./submit.sh init mine --command python3 train.py"
    })
final class InitCommand implements Callable<Integer> {
  private static final String SUFFIX = ".conf";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "study",
      description = "The study's name, or the path of its file (default: ${DEFAULT-VALUE}).")
  private Path named;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder or archive with images, a path or a Hadoop URI (default: data/, or else generated images).")
  private String data;

  @Option(
      names = "--command",
      paramLabel = "PROGRAM",
      arity = "1..*",
      description =
          "A program and its arguments, to search its hyperparameters (docs/programs.md).")
  private List<String> command = List.of();

  @Override
  public Integer call() {
    String last = String.valueOf(named.getFileName());
    String name = last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    Path file = named.resolveSibling(name + SUFFIX);
    check(name);
    if (!command.isEmpty()) {
      return program(name, file);
    }
    NewStudy study = NewStudy.of(Optional.ofNullable(data), SparkSessions.hadoop());
    String shown = ShellWord.of(file.toString());
    write(file, study.text(name, shown));
    System.out.printf("%s: a study of %s%n", file, Printable.line(study.data()));
    study
        .problem()
        .ifPresent(
            why -> System.out.printf("the data cannot be read yet: %s%n", Printable.line(why)));
    System.out.printf(
        "check it and estimate its time: ./submit.sh search %s --plan%nrun it: ./submit.sh search %s%n",
        shown, shown);
    return 0;
  }

  private int program(String name, Path file) {
    if (data != null) {
      throw new ConfigurationException(
          List.of("--data is for the built-in training and --command for a program: remove one"));
    }
    String shown = ShellWord.of(file.toString());
    write(file, new NewProgramStudy(command).text(name, shown));
    System.out.printf(
        "%s: a study of %s%nset objective.metric, cycles-by and the space in it; docs/programs.md describes what a program reads and prints%nrun it: ./submit.sh search %s%n",
        file, Printable.line(String.join(" ", command)), shown);
    return 0;
  }

  private static void check(String name) {
    try {
      Names.checked("study", name);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(e.getMessage()), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandException(
          "%s already exists: choose another name, or remove it".formatted(file), e);
    } catch (IOException e) {
      throw new CommandException(
          "%s cannot be written (%s): name a file in an existing folder"
              .formatted(file, ErrorMessages.reason(e)),
          e);
    }
  }
}
