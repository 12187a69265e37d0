package io.github.clrsearch.cluster.programs;

import io.github.clrsearch.program.OutputLog;
import io.github.clrsearch.program.ProgramRun;
import io.github.clrsearch.program.ProgramRun.End;
import io.github.clrsearch.program.Resources;
import io.github.clrsearch.program.ShippedFiles;
import io.github.clrsearch.program.TrialDocument;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs a program for each trial: {@code docs/programs.md}. A cycle is a report, and counts as one
 * update.
 */
public final class ProgramObjective implements Objective {
  private static final long serialVersionUID = 1;
  private static final double MOST_CYCLES = 1_000_000;

  private final Program program;
  private final Broadcast<ShippedFiles> files;

  /** What results depend on besides the trial. */
  private final Map<String, String> definition;

  /** Null if nothing is kept. */
  private final CheckpointKeeping keeping;

  private ProgramObjective(
      Program program,
      Broadcast<ShippedFiles> files,
      Map<String, String> definition,
      CheckpointKeeping keeping) {
    this.program = program;
    this.files = files;
    this.definition = definition;
    this.keeping = keeping;
  }

  /**
   * Runs a program, and keeps nothing but its reports.
   *
   * @param files broadcast once
   * @param checksum of the files
   */
  public ProgramObjective(
      Program program, Broadcast<ShippedFiles> files, Optional<String> checksum) {
    this(program, files, new TreeMap<>(program.definition(checksum)), null);
  }

  /** The same program, whose checkpoints and logs are kept. */
  public ProgramObjective keeping(CheckpointKeeping other) {
    return new ProgramObjective(program, files, definition, other);
  }

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception {
    Path work = Files.createTempDirectory("clr-search-trial-");
    OutputLog log = new OutputLog();
    try {
      return evaluate(trial, cancellation, work, log);
    } finally {
      if (keeping != null) {
        keeping.folder().keepLog(trial, log.bytes());
      }
      FileUtil.fullyDelete(work.toFile());
    }
  }

  private TrialResult evaluate(Trial trial, Cancellation cancellation, Path work, OutputLog log)
      throws IOException, InterruptedException {
    files.value().writeTo(work);
    Path checkpoint = work.resolve(TrialDocument.CHECKPOINT);
    ReportedCycles cycles =
        new ReportedCycles(
            trial,
            program,
            cancellation,
            restored(trial, checkpoint),
            checkpoints(trial, checkpoint));
    Map<String, String> environment = resources().environment(System.getenv());
    environment.putAll(
        new TrialDocument(trial, program.metric(), program.cyclesBy(), work, checkpoint).write());
    ProgramRun run = new ProgramRun(program.command(), environment, work, log);
    try {
      return result(run.run(cycles, cancellation::requested), cycles);
    } catch (IllegalArgumentException e) {
      return cycles.result(new Outcome.Failed(e.getMessage()));
    }
  }

  private static TrialResult result(End end, ReportedCycles cycles) {
    return switch (end.kind()) {
      case COMPLETED -> cycles.result(cycles.ended());
      case FAILED -> cycles.result(new Outcome.Failed(end.reason()));
      case STOPPED -> cycles.result(cycles.stopped());
    };
  }

  /** The cycles of an earlier execution; the folder has its files then, and is empty otherwise. */
  private List<CycleResult> restored(Trial trial, Path checkpoint) throws IOException {
    Files.createDirectories(checkpoint);
    if (keeping == null) {
      return List.of();
    }
    Optional<List<CycleResult>> found = keeping.folder().restore(trial, of(trial), checkpoint);
    // A trial with fewer cycles cannot use it.
    if (found.isPresent() && found.get().stream().allMatch(c -> c.cycle() <= trial.cycles())) {
      return found.get();
    }
    FileUtil.fullyDeleteContents(checkpoint.toFile());
    return List.of();
  }

  /** Everything that the reports of a trial depend on, except the number of cycles. */
  private Map<String, String> of(Trial trial) {
    Map<String, String> of = new LinkedHashMap<>(definition);
    of.put("study", trial.study());
    of.put("seed", Long.toString(trial.seed()));
    Map<String, Object> setting = trial.setting().forms();
    setting.remove(Candidate.CYCLES);
    of.put("setting", new TreeMap<>(setting).toString());
    return of;
  }

  /** Keeps checkpoints of a trial from time to time. */
  private ReportedCycles.Checkpoints checkpoints(Trial trial, Path checkpoint) {
    AtomicLong keptAt = new AtomicLong(System.nanoTime());
    return (moment, cycles) -> {
      if (keeping != null && keeping.isDue(moment, System.nanoTime() - keptAt.get())) {
        keeping.folder().keep(trial, of(trial), cycles, checkpoint);
        keptAt.set(System.nanoTime());
      }
    };
  }

  /** What Spark has given to the task of this trial. */
  private Resources resources() {
    TaskContext task = TaskContext.get();
    if (task == null) {
      return new Resources(program.cpus(), Map.of());
    }
    Map<String, List<String>> addresses = new TreeMap<>();
    task.resourcesJMap()
        .forEach((name, resource) -> addresses.put(name, List.of(resource.addresses())));
    return new Resources(task.cpus(), addresses);
  }

  @Override
  public Optional<TrialResult> saved(Trial trial) {
    return Optional.ofNullable(keeping)
        .flatMap(from -> from.folder().cycles(trial, of(trial)))
        .filter(cycles -> !cycles.isEmpty())
        .map(
            cycles -> {
              int last = cycles.get(cycles.size() - 1).cycle();
              return new TrialResult(
                  new Outcome.Stopped("stopped after %d cycles".formatted(last)),
                  cycles,
                  List.of(),
                  last);
            });
  }

  @Override
  public boolean asksBeforeUpdates() {
    return false;
  }

  @Override
  public Objective continuable() {
    return keeping == null ? this : keeping(keeping.always());
  }

  @Override
  public long cost(Setting setting) {
    return setting.has(Candidate.CYCLES) ? (long) setting.value(Candidate.CYCLES) : 1;
  }

  @Override
  public Map<String, Range> limits() {
    return Map.of(Candidate.CYCLES, new Range(1, MOST_CYCLES));
  }
}
