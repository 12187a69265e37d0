package io.github.clrsearch.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The shell's completion of commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which bash and zsh complete commands and options.",
      "Source it in the shell, or put it where the shell looks for such scripts."
    },
    footer = {
      "",
      "Examples:",
      "  source <(./submit.sh completion)",
      "  ./submit.sh completion > ~/.local/share/bash-completion/completions/submit.sh"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Completes {@code submit.sh}, too: the script registers itself with that ending. */
  private static final String SCRIPT = "submit";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    System.out.print(AutoComplete.bash(SCRIPT, spec.root().commandLine()));
    return 0;
  }
}
