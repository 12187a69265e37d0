package io.github.clrsearch.cli;

import io.github.clrsearch.ReportedException;
import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.workflow.Ending;
import io.github.clrsearch.workflow.FailedCommand;
import io.github.clrsearch.workflow.HadoopUser;
import io.github.clrsearch.workflow.Interruption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "clr-search",
    description =
        "Searches hyperparameters of networks with cyclical learning rates, on Apache Spark.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      SearchCommand.class,
      TrainCommand.class,
      LrRangeCommand.class,
      Table1Command.class,
      ListCommand.class,
      ShowCommand.class,
      SqlCommand.class,
      ReportCommand.class,
      PicturesCommand.class,
      ExportCommand.class,
      PredictCommand.class,
      DeleteCommand.class,
      DataCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "  0:done",
      "  1:failed: the reason is on standard error, in one line",
      "  2:wrong usage or configuration: one line per problem",
      "130:interrupted: results so far are kept"
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh search conf/quickstart.conf",
      "  ./submit.sh --master spark://host:7077 search conf/coarse-to-fine.conf",
      "  ./submit.sh help search"
    })
public final class Main implements Runnable {
  static final int FAILED = 1;
  static final int WRONG = 2;

  private static final int HELP_WIDTH = 100;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  /** The error message of a failed command. */
  private String failure = "clr-search: failed: see standard error";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /**
   * Runs one command and exits with its status. A driver in a cluster returns or throws instead,
   * because the cluster derives success or failure from that.
   */
  public static void main(String[] args) {
    // Print numbers in the same format everywhere.
    Locale.setDefault(Locale.ROOT);
    // Images are read and written without a screen.
    System.setProperty("java.awt.headless", "true");
    HadoopUser.name();
    Main main = new Main();
    int status = main.commands().execute(args);
    switch (Ending.of(status, System::getProperty)) {
      case EXIT -> System.exit(status);
      case RETURN -> {}
      case THROW -> throw new FailedCommand(main.failure);
    }
  }

  /** The version of this jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"clr-search " + Provenance.currentVersion()};
    }
  }

  /** Runs one command and returns its exit status. */
  static int run(String... args) {
    return commandLine().execute(args);
  }

  /** All commands. */
  static CommandLine commandLine() {
    return new Main().commands();
  }

  private CommandLine commands() {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, LocalPath::of)
        .setUsageHelpWidth(HELP_WIDTH)
        .setExecutionExceptionHandler((error, command, result) -> report(error, command.getErr()))
        .setParameterExceptionHandler(this::reportUsage)
        .setExecutionStrategy(this::runCommand);
  }

  private int runCommand(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      // Not an exception to picocli, for example too little memory.
      return report(e, parsed.commandSpec().commandLine().getErr());
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private int reportUsage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    failure = "clr-search: " + problem(error);
    err.println(failure);
    UnmatchedArgumentException.printSuggestions(error, err);
    err.printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
    return WRONG;
  }

  /** For a misspelled command, reports the command only and not its arguments. */
  private static String problem(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && error.getCommandLine().getParent() == null
        && !unmatched.getUnmatched().get(0).startsWith("-")) {
      return "unknown command '%s'".formatted(Printable.line(unmatched.getUnmatched().get(0)));
    }
    // picocli prefixes the messages about argument groups only.
    return Printable.line(error.getMessage().replaceFirst("^Error: ", ""));
  }

  private int report(Throwable error, PrintWriter err) {
    boolean ending = ShutdownHookManager.get().isShutdownInProgress();
    // What fails because a signal ends the process is no error of its own.
    if (error instanceof InterruptedException || ending && !(error instanceof ReportedException)) {
      failure = "clr-search: interrupted";
      return Interruption.EXIT_STATUS;
    }
    List<String> lines = errorLines(error);
    lines.forEach(err::println);
    failure = String.join("; ", lines);
    if (verbose) {
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof ConfigurationException ? WRONG : FAILED;
  }

  private List<String> errorLines(Throwable error) {
    if (error instanceof ReportedException) {
      return Printable.lines(error.getMessage())
          .lines()
          .map(line -> "clr-search: " + line)
          .toList();
    }
    String message = Printable.line(ErrorMessages.firstLine(String.valueOf(error.getMessage())));
    if (error instanceof OutOfMemoryError) {
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      return List.of(
          "clr-search: the driver has too little memory: %s (heap of %d MiB). Results so far are kept: run the same command with more memory, such as ./submit.sh --driver-memory 4g COMMAND"
              .formatted(message, heap));
    }
    if (error instanceof StackOverflowError) {
      return List.of(
          "clr-search: the configuration or query is nested too deeply: use fewer levels of brackets");
    }
    return List.of(
        "clr-search: unexpected %s: %s%s"
            .formatted(
                error.getClass().getSimpleName(),
                message,
                verbose ? "" : " (use --verbose for the stack trace)"));
  }
}
