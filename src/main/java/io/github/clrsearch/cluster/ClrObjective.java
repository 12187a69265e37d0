package io.github.clrsearch.cluster;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Fusing;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.training.Hyperparameters;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.Trainer;
import io.github.clrsearch.training.TrainingEnd;
import io.github.clrsearch.training.TrainingGroup;
import io.github.clrsearch.training.TrainingObserver;
import io.github.clrsearch.training.TrainingSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/** The built-in objective: a two-layer network trained with a cyclical learning rate. */
public final class ClrObjective implements Objective {
  private static final long serialVersionUID = 1;

  private static final double GIBIBYTE = 1 << 30;

  /** Gathering a mini-batch and what else m has no part in, on measured steps of m = 50 to 1000. */
  private static final int NODES_BEFORE_THE_FIRST = 30;

  /** Hidden nodes side by side: eight trials of m = 50 use as much of the processor as can be. */
  private static final int MOST_NODES = 400;

  /** Hidden nodes of one of them: a wider network gains nothing from company. */
  private static final int MOST_NODES_OF_ONE = 100;

  private final Broadcast<PreparedData> data;
  private final int trainingImages;
  private final long studySeed;
  private final MeasurementPlan plan;
  private final Mode mode;

  /** Null where no state is kept. */
  private final StateKeeping keeping;

  /** What a trial is for. */
  private enum Mode {
    /** To be compared with the others: all see the same mini-batches, and only rows come back. */
    SEARCH,
    /** To be used: its number is its repetition, and its snapshots come back. */
    TRAIN,
    /** To find learning rates: its number is its repetition, and it ends at the top of a cycle. */
    RANGE_TEST
  }

  private ClrObjective(
      Broadcast<PreparedData> data,
      int trainingImages,
      long studySeed,
      MeasurementPlan plan,
      Mode mode,
      StateKeeping keeping) {
    this.data = data;
    this.trainingImages = trainingImages;
    this.studySeed = studySeed;
    this.plan = plan;
    this.mode = mode;
    this.keeping = keeping;
  }

  /**
   * Trains on broadcast data, for a search: all trials of a repetition share the order of the
   * mini-batches.
   *
   * @param data broadcast once, shared by all trials
   * @param trainingImages the size of its training split
   * @param studySeed where the order of the mini-batches comes from
   * @param plan when and on how much to measure
   */
  public ClrObjective(
      Broadcast<PreparedData> data, int trainingImages, long studySeed, MeasurementPlan plan) {
    this(data, trainingImages, studySeed, plan, Mode.SEARCH, null);
  }

  /**
   * The same training for networks to be used: a trial's number is its repetition, with an order of
   * the mini-batches of its own, and its result's model is the list of its {@link
   * io.github.clrsearch.training.Snapshot}s.
   */
  public ClrObjective forTraining() {
    return new ClrObjective(data, trainingImages, studySeed, plan, Mode.TRAIN, keeping);
  }

  /**
   * The same training for a learning rate range test: a trial's number is its repetition, and it
   * ends half way through its first cycle, where the learning rate is highest.
   */
  public ClrObjective forRangeTest() {
    return new ClrObjective(data, trainingImages, studySeed, plan, Mode.RANGE_TEST, keeping);
  }

  /** The same training, whose trials keep their state on the way and go on from it. */
  public ClrObjective keeping(StateKeeping states) {
    return new ClrObjective(data, trainingImages, studySeed, plan, mode, states);
  }

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) {
    return evaluate(List.of(trial), cancellation).get(0);
  }

  @Override
  public List<TrialResult> evaluate(List<Trial> trials, Cancellation cancellation) {
    TrainingGroup group = new TrainingGroup();
    Evaluation evaluation = new Evaluation(data.value());
    List<TrialRecorder> rows = new ArrayList<>();
    List<Trainer> trainers = new ArrayList<>();
    for (Trial trial : trials) {
      TrialRecorder recorder =
          new TrialRecorder(
              mode == Mode.TRAIN ? TrialRecorder.Keep.SNAPSHOTS : TrialRecorder.Keep.ROWS);
      trainers.add(add(trial, recorder, evaluation, group));
      rows.add(recorder);
    }
    List<TrainingEnd> ends = group.train(cancellation::requested);
    return IntStream.range(0, trials.size())
        .mapToObj(
            i -> {
              TrialResult result = rows.get(i).result(outcome(ends.get(i)), ends.get(i).updates());
              return isConfirmed(trials.get(i), result)
                  ? result.with(correctImages(trainers.get(i)))
                  : result;
            })
        .toList();
  }

  /** Retrained settings are also compared image by image. */
  private boolean isConfirmed(Trial trial, TrialResult result) {
    return mode == Mode.SEARCH
        && trial.repetition() > 0
        && result.outcome() instanceof Outcome.Completed
        && !result.cycles().isEmpty();
  }

  private CorrectImages correctImages(Trainer trainer) {
    return new CorrectImages(data.value().split().validation().length, trainer.rightAnswers());
  }

  /**
   * Adds a trial's training to a group, from where an earlier execution had left it.
   *
   * @param group modified
   */
  private Trainer add(Trial trial, TrialRecorder rows, Evaluation evaluation, TrainingGroup group) {
    Hyperparameters hyperparameters = ClrHyperparameters.of(trial.setting());
    checkMemory(hyperparameters);
    long order = Seeds.order(studySeed, mode == Mode.SEARCH ? trial.repetition() : trial.number());
    TrainingSeeds seeds = new TrainingSeeds(trial.seed(), order);
    Trainer trainer = new Trainer(data.value(), hyperparameters, seeds, plan, evaluation);
    long updates = updates(trial.setting());
    TrainingObserver observer = rows;
    if (keeping != null) {
      Map<String, String> of = keeping.of(mode.name(), trial, order, plan);
      StateRecorder states = new StateRecorder(keeping, trial, of, updates, trainer, rows);
      states.goOn();
      observer = states;
    }
    group.add(trainer, updates, observer);
    return trainer;
  }

  /**
   * Trials of a search side by side: their mini-batches are the same where they are as large and
   * the images are left as they are. Beyond {@value #MOST_NODES_OF_ONE} hidden nodes nothing is
   * gained.
   */
  @Override
  public Optional<Fusing> fusing(Setting setting) {
    Hyperparameters hyperparameters = ClrHyperparameters.of(setting);
    boolean alone =
        mode != Mode.SEARCH
            || !hyperparameters.sharesInputs()
            || hyperparameters.m() > MOST_NODES_OF_ONE;
    return alone
        ? Optional.empty()
        : Optional.of(
            new Fusing(
                "batches of " + hyperparameters.batchSize(),
                (double) hyperparameters.m() / MOST_NODES));
  }

  /** Refuses what would take other trials, or in local mode the driver, down with it. */
  private void checkMemory(Hyperparameters hyperparameters) {
    Images images = data.value().images();
    double needed = hyperparameters.bytes(images.shape().size(), images.classes());
    double heap = Runtime.getRuntime().maxMemory();
    if (needed > heap / 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "m = %d needs %.1f GiB, more than half of the heap of %.1f GiB here: lower it, or raise --driver-memory or --executor-memory",
              hyperparameters.m(),
              needed / GIBIBYTE,
              heap / GIBIBYTE));
    }
  }

  /**
   * In hidden nodes times updates: an update takes as long as its hidden nodes are many, after a
   * part that takes as long as {@value #NODES_BEFORE_THE_FIRST} of them.
   */
  @Override
  public long cost(Setting setting) {
    return updates(setting) * (ClrHyperparameters.of(setting).m() + NODES_BEFORE_THE_FIRST);
  }

  private long updates(Setting setting) {
    Hyperparameters hyperparameters = ClrHyperparameters.of(setting);
    return mode == Mode.RANGE_TEST
        ? hyperparameters.schedule(trainingImages).nS()
        : hyperparameters.updates(trainingImages);
  }

  @Override
  public long updatesPerCycle(Setting setting) {
    return 2 * ClrHyperparameters.of(setting).schedule(trainingImages).nS();
  }

  @Override
  public ClrObjective continuable() {
    return keeping == null ? this : keeping(keeping.always());
  }

  @Override
  public Map<String, Double> derived(Setting setting) {
    return Map.of(
        ClrHyperparameters.N_S,
        (double) ClrHyperparameters.of(setting).schedule(trainingImages).nS());
  }

  @Override
  public Map<String, Range> limits() {
    return ClrHyperparameters.limits();
  }

  private static Outcome outcome(TrainingEnd end) {
    return switch (end.kind()) {
      case COMPLETED -> new Outcome.Completed();
      case DIVERGED -> new Outcome.Diverged(end.reason());
      case CANCELLED -> new Outcome.Stopped(end.reason());
    };
  }
}
