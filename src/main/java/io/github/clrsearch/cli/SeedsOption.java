package io.github.clrsearch.cli;

import com.typesafe.config.ConfigValueFactory;
import io.github.clrsearch.config.Assignment;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The number of final networks that a command trains. */
final class SeedsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = {
        "Number of networks, each with its own seed (default: train.seeds of the file).",
        "--set train.seeds overrides it."
      })
  private Integer seeds;

  /** The override of the file; empty if the option is not given. */
  List<Assignment> values() {
    if (seeds == null) {
      return List.of();
    }
    if (seeds < 1) {
      throw new ParameterException(
          command.commandLine(), "--seeds must be at least 1, but got " + seeds);
    }
    String option = "--seeds";
    return List.of(
        new Assignment(option, "train.seeds", ConfigValueFactory.fromAnyRef(seeds, option)));
  }
}
