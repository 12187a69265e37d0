package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.ExecutorFolder;
import io.github.clrsearch.store.files.Retries;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import io.github.clrsearch.store.json.JsonFiles;
import io.github.clrsearch.store.programs.ProgramFolder;
import io.github.clrsearch.store.sql.SparkPaths;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * A study's folder: {@code study.json}, {@code views.sql}, and subfolders for stages, trials and
 * results. Only the driver writes, except for the states of running trials in {@code states/}.
 */
public final class StudyStore {
  private static final Logger LOG = System.getLogger(StudyStore.class.getName());

  private final AtomicFolder folder;
  private final JsonFiles files;
  private final StudyHeader header;
  private final TrialFiles trials;
  private final ReportedMetrics reported;
  private final Runnable check;

  private StudyStore(AtomicFolder folder, StudyHeader header, Runnable check) {
    this.folder = folder;
    this.files = new JsonFiles(folder);
    this.header = header;
    this.trials = new TrialFiles(files, header);
    this.reported = new ReportedMetrics(files, header);
    this.check = check;
  }

  /**
   * The same store, which writes only while its lease is held. If the folder fails temporarily,
   * because a server restarts or the disk is full, the store waits until it is available again.
   *
   * @param patience how long it waits at most; zero for not at all
   * @param notices receives one line when the folder fails and one when it is available again, on
   *     any thread
   */
  public StudyStore under(StudyLease lease, Duration patience, Consumer<String> notices) {
    Retries retries = new Retries(patience, lease::isStillOurs, notices);
    return new StudyStore(folder.with(retries), header, lease::check);
  }

  /**
   * Begins a study in an empty folder, or resumes the study in the folder.
   *
   * @param location a local folder or a URI that Hadoop supports
   * @throws StoreException if the folder contains another study; the message names every difference
   */
  public static StudyStore begin(String location, StudyHeader header, Configuration configuration) {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    new HeaderFile(folder).write(location, header);
    StudyStore store = new StudyStore(folder, header, () -> {});
    store.viewScript().update();
    return store;
  }

  /**
   * Checks as {@link #begin} does, and writes nothing.
   *
   * @throws StoreException if the folder contains another study; the message names every difference
   */
  public static void check(String location, StudyHeader header, Configuration configuration) {
    new HeaderFile(new AtomicFolder(location, configuration)).check(location, header);
  }

  /** Whether a folder exists, with a study or without. */
  public static boolean isThere(String location, Configuration configuration) {
    return new AtomicFolder(location, configuration).exists();
  }

  /**
   * Opens an existing study. If its folder was moved or copied, {@code views.sql} is rewritten when
   * the folder is writable.
   *
   * @throws StoreException if there is no study in the folder
   */
  public static StudyStore open(String location, Configuration configuration) {
    AtomicFolder folder = new AtomicFolder(location, configuration);
    StudyHeader header =
        new HeaderFile(folder)
            .read()
            .orElseThrow(
                () ->
                    new StoreException(
                        "no study found in %s: it has no %s".formatted(location, HeaderFile.NAME)));
    StudyStore store = new StudyStore(folder, header, () -> {});
    store.viewScript().renew();
    return store;
  }

  /** The content of {@code study.json}. */
  public StudyHeader header() {
    return header;
  }

  /** The folder's path if it is local, else its URI. */
  public String location() {
    URI uri = folder.root().toUri();
    return "file".equals(uri.getScheme()) ? uri.getPath() : uri.toString();
  }

  /**
   * Saves an ended trial. A trial that was saved before is not changed.
   *
   * @throws StoreException if it cannot be written, or another driver has taken over the study
   */
  public void append(EndedTrial ended) {
    checkFolder();
    addColumns(List.of(ended));
    trials.append(ended);
  }

  /**
   * Saves a trial that was continued, or whose outcome changed, in place of its previous row.
   *
   * @throws StoreException if it cannot be written, or another driver has taken over the study
   */
  public void replace(EndedTrial ended) {
    checkFolder();
    addColumns(List.of(ended));
    trials.replace(ended);
  }

  /** Adds columns to the views for metrics that no trial has reported before. */
  public void addColumns(Collection<EndedTrial> ended) {
    if (reported.add(ended)) {
      viewScript().update();
    }
  }

  private ViewScript viewScript() {
    return new ViewScript(folder, header, reported);
  }

  /** The columns of the study's views that other studies do not have. */
  StudyColumns columns() {
    return StudyColumns.of(header, reported);
  }

  private void checkFolder() {
    check.run();
    if (!folder.exists(HeaderFile.NAME)) {
      // A write would create a folder that looks like a study.
      throw new StoreException(
          "%s has no %s now: the folder was moved or removed during the search. Restore it and run the same command again"
              .formatted(location(), HeaderFile.NAME));
    }
  }

  /** Removes the state of a trial whose row is saved. */
  public void removeState(Trial trial) {
    folder.delete(
        header.definition().containsKey(ProgramFolder.DEFINED_BY)
            ? ProgramFolder.checkpoint(trial)
            : StateFolder.fileName(trial));
  }

  /** Removes the folder of the states if it is empty. No trial may be running. */
  public void removeEmptyStates() {
    try {
      folder.deletePartial(StateFolder.FOLDER);
      if (folder.isEmpty(StateFolder.FOLDER)) {
        folder.delete(StateFolder.FOLDER);
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "{0} was not removed: {1}", StateFolder.FOLDER, e.getMessage());
    }
  }

  public List<EndedTrial> trials() {
    return trials.all();
  }

  public Map<Integer, EndedTrial> trials(String stage) {
    return trials.of(stage);
  }

  TrialFiles trialFiles() {
    return trials;
  }

  /**
   * Moves the rows of a stage that has ended into one file, if there are many of them. Everything
   * that reads rows finds them at any moment. Without success the rows stay where they are, and the
   * log tells why.
   */
  public void compact(String stage) {
    AtomicFolder once = folder.withoutRetries();
    try {
      TrialFiles own = new TrialFiles(new JsonFiles(once), header);
      int moved = new Compaction(own, stage, check).run();
      if (moved > 0) {
        LOG.log(Level.INFO, "the rows of {0} trials of stage {1} are in one file", moved, stage);
      }
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING, "the rows of stage {0} stay in single files: {1}", stage, e.getMessage());
      once.deletePartial(TrialFiles.FOLDER);
    }
  }

  /**
   * The states of running trials.
   *
   * @param hadoop Hadoop's configuration on executors
   */
  public StateFolder states(ExecutorFolder.Hadoop hadoop) {
    return new StateFolder(
        ExecutorFolder.of(folder, hadoop),
        !folder.list(StateFolder.FOLDER, StateFolder.NAMES).isEmpty());
  }

  /**
   * What programs leave in the study's folder.
   *
   * @param hadoop Hadoop's configuration on executors
   */
  public ProgramFolder programs(ExecutorFolder.Hadoop hadoop) {
    return new ProgramFolder(ExecutorFolder.of(folder, hadoop));
  }

  /** The stages that have begun, and the planned numbers of trials. */
  public StageFiles stages() {
    return new StageFiles(files, this::checkFolder);
  }

  /** The time that searches with a budget have taken. */
  public BudgetFile budget() {
    return new BudgetFile(files, this::checkFolder);
  }

  /** Where Spark SQL finds the rows. */
  SparkPaths sparkPaths() {
    return new SparkPaths(folder);
  }

  public FinalResults results() {
    return new FinalResults(files, location(), header.stageNames());
  }

  public Findings findings() {
    return new Findings(files);
  }

  /** Files for people and other programs: the page, pictures, and TensorBoard's event files. */
  public ViewedFiles viewed() {
    return new ViewedFiles(folder, location(), this::checkFolder);
  }

  /**
   * The driver that works on the study, for messages; empty if there is none. It is not known
   * whether a driver on another machine is still alive.
   */
  public Optional<String> worker() {
    return StudyLease.worker(folder);
  }
}
