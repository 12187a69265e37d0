package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.cli.console.Progress;
import io.github.clrsearch.cli.console.Terminal;
import io.github.clrsearch.cli.console.TerminalOutput;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.formats.ArchiveDownload;
import io.github.clrsearch.data.formats.ArchiveDownload.Fetched;
import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.data.formats.DataFormat;
import io.github.clrsearch.data.formats.DataFormats;
import io.github.clrsearch.data.formats.OfficialArchive;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.DataSets;
import io.github.clrsearch.workflow.SparkSessions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads CIFAR data sets, and checks data sets. */
@Command(
    name = "data",
    description = "Downloads CIFAR-10 or CIFAR-100, and checks data sets.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  ./submit.sh data fetch", "  ./submit.sh data check data"})
final class DataCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  /** Without a subcommand, prints the usage. */
  @Override
  public Integer call() {
    spec.commandLine().getErr().println("clr-search: data needs a command: fetch or check");
    spec.commandLine().usage(spec.commandLine().getErr());
    return Main.WRONG;
  }

  @Command(
      name = "fetch",
      description = {
        "Downloads the official archive, verifies its checksum and unpacks it.",
        "Resumes an interrupted download. A complete data set is not downloaded again."
      },
      footer = {
        "",
        "Examples:",
        "  ./submit.sh data fetch",
        "  ./submit.sh data fetch cifar-100 --to /data --url https://mirror/cifar-100-binary.tar.gz"
      })
  int fetch(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              defaultValue = "cifar-10",
              description = "cifar-10 or cifar-100 (default: ${DEFAULT-VALUE}).")
          String name,
      @Option(
              names = "--to",
              paramLabel = "DIR",
              defaultValue = "data",
              description = "Folder to unpack into (default: ${DEFAULT-VALUE}).")
          Path target,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description = "A mirror of the archive (default: its authors' address).")
          URI url) {
    OfficialArchive archive = archive(name);
    ArchiveDownload download =
        url == null ? new ArchiveDownload(archive) : new ArchiveDownload(archive, url);
    Fetched fetched = withProgress(download, target);
    System.out.printf(
        "%s %s%n", fetched.folder(), fetched.alreadyThere() ? "already exists" : "is ready");
    return 0;
  }

  @Command(
      name = "check",
      description = {
        "Reads and describes all images in a folder or archive: CIFAR, IDX files such as MNIST, or",
        "folders of images. For CIFAR, verifies that the files are the official ones."
      },
      footer = {
        "",
        "Examples:",
        "  ./submit.sh data check",
        "  ./submit.sh data check /usr/share/datasets/fashion-mnist",
        "  ./submit.sh data check hdfs:///data/cifar-10-binary.tar.gz"
      })
  int check(
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              defaultValue = "data",
              description =
                  "A folder, an archive, or a URI that Hadoop supports (default: ${DEFAULT-VALUE}).")
          String location) {
    DataFiles files = DataSets.files(location, SparkSessions.hadoop());
    DataFormat format =
        DataFormats.recognized(files).orElseThrow(() -> DataFormats.unrecognized(files));
    try {
      System.out.print(Printable.lines(format.check(files)));
      return 0;
    } catch (DataException e) {
      throw e.withAllProblems();
    }
  }

  private static OfficialArchive archive(String name) {
    return switch (name) {
      case "cifar-10" -> OfficialArchive.CIFAR_10;
      case "cifar-100" -> OfficialArchive.CIFAR_100;
      default ->
          throw new CommandException(
              "data fetch downloads cifar-10 or cifar-100, but got '%s'".formatted(name));
    };
  }

  private static Fetched withLines(ArchiveDownload download, Path target) {
    AtomicLong first = new AtomicLong(-1);
    AtomicLong done = new AtomicLong();
    AtomicLong all = new AtomicLong();
    try (Progress progress =
        new Progress(
            System.out,
            began ->
                Progress.line(
                    done.get(),
                    all.get(),
                    done.get() - Math.max(0, first.get()),
                    "MiB",
                    began,
                    Instant.now()))) {
      return download.fetch(
          target,
          (bytes, total) -> {
            first.compareAndSet(-1, bytes / MEBIBYTE);
            done.set(bytes / MEBIBYTE);
            all.set(total / MEBIBYTE);
          });
    }
  }

  private static Fetched withProgress(ArchiveDownload download, Path target) {
    if (!Terminal.isThere()) {
      return withLines(download, target);
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(download.archive().layout().name())
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" MiB", MEBIBYTE)
            .showSpeed()
            .setConsumer(new TerminalOutput(System.err))
            .build()) {
      return download.fetch(
          target,
          (bytes, total) -> {
            bar.maxHint(total);
            bar.stepTo(bytes);
          });
    }
  }
}
