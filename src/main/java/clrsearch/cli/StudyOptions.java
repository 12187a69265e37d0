package clrsearch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study's file and what the command line puts over it. */
final class StudyOptions {
  @Parameters(
      paramLabel = "STUDY.conf",
      description = {
        "The study's configuration (HOCON); conf/ has several.",
        "src/main/resources/reference.conf explains every key."
      })
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Puts a value over the file's; may be repeated:",
        "  space.m=100",
        "  'space.lambda={log-uniform=[1e-4,1e-2]}'",
        "  stages.fine.trials=40   (in the stage named fine)"
      })
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The study's folder, a path or a Hadoop URI (default: runs/NAME).")
  private String out;

  /** The study's folder; null where none was given. */
  String folder() {
    return out;
  }

  /** Reads the study; throws with all its problems. */
  StudyConfiguration read() {
    return StudyReader.read(file, settings);
  }
}
