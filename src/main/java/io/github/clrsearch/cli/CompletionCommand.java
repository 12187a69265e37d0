package io.github.clrsearch.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints a script for shell completion. */
@Command(
    name = "completion",
    description = {
      "Prints a completion script for bash and zsh.",
      "Source it in the shell, or save it where the shell looks for completion scripts."
    },
    footer = {
      "",
      "Examples:",
      "  source <(./submit.sh completion)",
      "  ./submit.sh completion > ~/.local/share/bash-completion/completions/submit.sh"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Also completes {@code submit.sh}, because the script registers a name with this suffix. */
  private static final String SCRIPT = "submit";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    System.out.print(AutoComplete.bash(SCRIPT, spec.root().commandLine()));
    return 0;
  }
}
