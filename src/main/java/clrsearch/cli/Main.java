package clrsearch.cli;

import clrsearch.cluster.SearchException;
import clrsearch.data.DataException;
import clrsearch.search.RefinementException;
import clrsearch.store.StoreException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "clr-search",
    description =
        "Searches hyperparameters of networks with cyclical learning rates, on Apache Spark.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
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
      DataCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "  0:done",
      "  1:failed: one line on standard error says why",
      "  2:wrong usage or configuration: a line for each problem",
      "130:interrupted: what had ended is kept"
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
  static final int INTERRUPTED = 130;

  private static final int HELP_WIDTH = 100;

  /** Failures that are told in one line: whoever threw them wrote it for the user. */
  private static final Set<Class<? extends Exception>> TOLD =
      Set.of(
          DataException.class,
          StoreException.class,
          SearchException.class,
          RefinementException.class,
          CommandException.class);

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /** Runs one command and exits with its status. */
  public static void main(String[] args) {
    // Numbers are printed alike everywhere.
    Locale.setDefault(Locale.ROOT);
    // Pictures are drawn where there is no screen, too.
    System.setProperty("java.awt.headless", "true");
    System.exit(run(args));
  }

  /** Runs one command; its exit status. */
  static int run(String... args) {
    Main main = new Main();
    return new CommandLine(main)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setExecutionExceptionHandler(
            (error, command, result) -> main.report(error, command.getErr()))
        .setParameterExceptionHandler(Main::reportUsage)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int reportUsage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("clr-search: " + problem(error));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
    return WRONG;
  }

  /** A misspelt command's own arguments are no mistakes, and would hide it. */
  private static String problem(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && error.getCommandLine().getParent() == null
        && !unmatched.getUnmatched().get(0).startsWith("-")) {
      return "there is no command '%s'".formatted(Printable.line(unmatched.getUnmatched().get(0)));
    }
    return Printable.line(error.getMessage());
  }

  private int report(Exception error, PrintWriter err) {
    if (error instanceof InterruptedException) {
      return INTERRUPTED;
    }
    if (error instanceof ConfigurationException || TOLD.contains(error.getClass())) {
      Printable.lines(error.getMessage())
          .lines()
          .forEach(line -> err.println("clr-search: " + line));
    } else {
      err.printf(
          "clr-search: unexpected %s: %s%s%n",
          error.getClass().getSimpleName(),
          Printable.line(String.valueOf(error.getMessage()).lines().findFirst().orElse("")),
          verbose ? "" : " (--verbose shows where)");
    }
    if (verbose) {
      error.printStackTrace(err);
    }
    err.flush();
    return error instanceof ConfigurationException ? WRONG : FAILED;
  }
}
