package clrsearch.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many final networks a command trains. */
final class SeedsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "So many networks of different seeds (default: train.seeds of the file).")
  private Integer seeds;

  /** The configuration with what the command line says. */
  StudyConfiguration over(StudyConfiguration configuration) {
    if (seeds == null) {
      return configuration;
    }
    if (seeds < 1) {
      throw new ParameterException(
          command.commandLine(), "--seeds must be at least 1, but got " + seeds);
    }
    return configuration.withTrainSeeds(seeds);
  }
}
