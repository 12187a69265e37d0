package io.github.clrsearch.cluster;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Consecutive searches in one study's folder, with a fake objective on the local Spark. */
final class Searches {
  private static final SearchSpace CONTINUOUS =
      SearchSpace.empty().with("x", new Uniform(0, 1)).with("n_cycles", new Constant(3));

  private final Path folder;
  private final SearchSpace space;
  private SearchSpace extended;
  private Behaviour behaviour = FakeObjective.pure().behaviour();
  private int maxConsecutiveFailures = 3;
  private int interruptAfter;
  private boolean retriesFailed;
  private int inFlight = 4;

  Searches(Path folder) {
    this(folder, CONTINUOUS);
  }

  Searches(Path folder, SearchSpace space) {
    this.folder = folder;
    this.space = space;
    this.extended = space;
  }

  Searches with(Behaviour other) {
    behaviour = other;
    return this;
  }

  /** The next searches train this many cycles; they are free, so the study is the same. */
  Searches withCycles(int cycles) {
    extended = space.with("n_cycles", new Constant(cycles));
    return this;
  }

  Searches allowing(int failuresInARow) {
    maxConsecutiveFailures = failuresInARow;
    return this;
  }

  /** The next search trains failed trials once more. */
  Searches retryingFailed() {
    retriesFailed = true;
    return this;
  }

  /** Number of jobs that Spark is given at a time. */
  Searches inFlight(int jobs) {
    inFlight = jobs;
    return this;
  }

  /** Number of ended trials after which the user presses Ctrl-C; 0 for never. */
  void interruptAfter(int trials) {
    interruptAfter = trials;
  }

  /** Begins or resumes the search. */
  Told run(Stage... stages) throws InterruptedException {
    StudyStore store = Studies.begin(folder, new Study("s", 1, space, List.of(stages)));
    Study study = new Study("s", 1, extended, List.of(stages));
    Told told = new Told(interruptAfter);
    FakeObjective objective = new FakeObjective(behaviour);
    StudySearch search =
        new StudySearch(
            study,
            store,
            new TrialScheduler(
                Slots.ofExecutors(LocalSpark.context()),
                objective,
                Studies.PROVENANCE,
                Duration.ZERO,
                Grouping.ALONE,
                () -> inFlight),
            Metric.accuracy(1000),
            maxConsecutiveFailures,
            told);
    told.leaderboard = (retriesFailed ? search.retryingFailed() : search).run();
    retriesFailed = false;
    return told;
  }

  StudyStore store() {
    return Studies.open(folder);
  }

  Map<Integer, EndedTrial> kept(String stage) {
    return store().trials(stage);
  }

  /** What a search reported to its listener, and what it returned. */
  static final class Told implements SearchListener {
    final List<String> stages = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<Trial> ended = new ArrayList<>();
    final List<String> rungs = new ArrayList<>();

    /** Each trial with its last cycle. */
    final List<String> legs = new ArrayList<>();

    Leaderboard leaderboard;
    private final int interruptAfter;

    Told(int interruptAfter) {
      this.interruptAfter = interruptAfter;
    }

    @Override
    public void stageStarted(
        Stage stage,
        SearchSpace space,
        List<String> lines,
        int trials,
        Collection<EndedTrial> kept) {
      stages.add("%s of %d, %d kept".formatted(stage.name(), trials, kept.size()));
      this.lines.addAll(lines);
    }

    @Override
    public void trialEnded(EndedTrial end) {
      ended.add(end.trial());
      legs.add(end.trial() + " to cycle " + end.result().lastCycle());
      if (ended.size() == interruptAfter) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void note(String line) {
      lines.add(line);
    }

    @Override
    public void rungDecided(Stage stage, Rung rung) {
      rungs.add(rung.toString());
    }

    @Override
    public void stageEnded(Stage stage) {}
  }
}
