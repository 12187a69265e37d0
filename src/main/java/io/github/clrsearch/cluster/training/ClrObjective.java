package io.github.clrsearch.cluster.training;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.training.Hyperparameters;
import io.github.clrsearch.training.LossLimit;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.Trainer;
import io.github.clrsearch.training.TrainingEnd;
import io.github.clrsearch.training.TrainingGroup;
import io.github.clrsearch.training.TrainingMethod;
import io.github.clrsearch.training.TrainingObserver;
import io.github.clrsearch.training.TrainingSeeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/** The built-in objective: a two-layer network trained with a cyclical learning rate. */
public final class ClrObjective implements Objective {
  private static final long serialVersionUID = 1;

  private final Broadcast<PreparedData> data;
  private final int trainingImages;
  private final long studySeed;
  private final MeasurementPlan plan;
  private final TrainingMethod method;
  private final Mode mode;

  /** Null if no states are saved. */
  private final StateKeeping keeping;

  /** Purpose of a trial. */
  private enum Mode {
    /** Trials are compared: all have the same mini-batches, and only rows are returned. */
    SEARCH,
    /** Networks are used: the trial's number is its repetition, and its snapshots are returned. */
    TRAIN,
    /**
     * Learning rates are tested: the trial's number is its repetition, and it ends at the highest
     * learning rate, or where its loss explodes.
     */
    RANGE_TEST
  }

  private ClrObjective(
      Broadcast<PreparedData> data,
      int trainingImages,
      long studySeed,
      MeasurementPlan plan,
      TrainingMethod method,
      Mode mode,
      StateKeeping keeping) {
    this.data = data;
    this.trainingImages = trainingImages;
    this.studySeed = studySeed;
    this.plan = plan;
    this.method = method;
    this.mode = mode;
    this.keeping = keeping;
  }

  /**
   * Training for a search. All trials of a repetition share the order of the mini-batches.
   *
   * @param data broadcast once, shared by all trials
   * @param trainingImages size of its training split
   * @param studySeed seed of the order of the mini-batches
   * @param plan when to measure, and on how many images
   */
  public ClrObjective(
      Broadcast<PreparedData> data, int trainingImages, long studySeed, MeasurementPlan plan) {
    this(data, trainingImages, studySeed, plan, TrainingMethod.DEFAULT, Mode.SEARCH, null);
  }

  /**
   * The same training for final networks. A trial's number is its repetition, which has its own
   * order of the mini-batches, and the model in its result is the list of its {@link
   * io.github.clrsearch.training.Snapshot}s.
   */
  public ClrObjective forTraining() {
    return new ClrObjective(data, trainingImages, studySeed, plan, method, Mode.TRAIN, keeping);
  }

  /**
   * The same training for a learning rate range test. A trial's number is its repetition, and it
   * ends in the middle of its first cycle, where the learning rate is highest, or where its loss
   * explodes ({@link LossLimit}).
   */
  public ClrObjective forRangeTest() {
    return new ClrObjective(
        data, trainingImages, studySeed, plan, method, Mode.RANGE_TEST, keeping);
  }

  /** The same training with another method. */
  public ClrObjective with(TrainingMethod other) {
    return new ClrObjective(data, trainingImages, studySeed, plan, other, mode, keeping);
  }

  /** The same training, whose trials save their states and resume from them. */
  public ClrObjective keeping(StateKeeping states) {
    return new ClrObjective(data, trainingImages, studySeed, plan, method, mode, states);
  }

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) {
    return evaluate(List.of(trial), cancellation).get(0);
  }

  @Override
  public List<TrialResult> evaluate(List<Trial> trials, Cancellation cancellation) {
    // On an executor this runs while the first task fetches the data.
    Arithmetic.prepare();
    TrainingGroup group = new TrainingGroup();
    Evaluation evaluation = new Evaluation(data.value());
    List<Training> trainings = trials.stream().map(trial -> add(trial, evaluation, group)).toList();
    List<TrainingEnd> ends =
        group.train(
            // Only trainings of a range test have a limit, and these are never fused.
            () -> trainings.get(0).limit().isExceeded() || cancellation.requested(),
            cancellation::requestedBefore);
    return IntStream.range(0, trials.size())
        .mapToObj(i -> result(trials.get(i), trainings.get(i), ends.get(i)))
        .toList();
  }

  /**
   * A trainer, what it records, the states that it saves, if it does, and the limit of its loss.
   */
  private record Training(
      Trainer trainer, TrialRecorder rows, Optional<StateRecorder> states, LossLimit limit) {}

  private TrialResult result(Trial trial, Training training, TrainingEnd end) {
    if (end.kind() == TrainingEnd.Kind.CANCELLED) {
      training.states().ifPresent(StateRecorder::endedEarly);
    }
    Outcome outcome = outcome(end, training.limit());
    TrialResult result = training.rows().result(outcome, end.updates());
    return isConfirmed(trial, result) ? result.with(correctImages(training.trainer())) : result;
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
   * Adds the training of a trial to a group, resumed from its state if there is one.
   *
   * @param group modified
   */
  private Training add(Trial trial, Evaluation evaluation, TrainingGroup group) {
    TrialRecorder rows =
        new TrialRecorder(
            mode == Mode.TRAIN ? TrialRecorder.Keep.SNAPSHOTS : TrialRecorder.Keep.ROWS);
    Hyperparameters hyperparameters = hyperparameters(trial.setting());
    TrainingCost.checkMemory(hyperparameters, data.value().images());
    long order = order(trial);
    TrainingSeeds seeds = new TrainingSeeds(trial.seed(), order);
    Trainer trainer = new Trainer(data.value(), hyperparameters, seeds, plan, evaluation);
    long updates = updates(trial.setting());
    Optional<StateRecorder> states =
        Optional.ofNullable(keeping)
            .map(
                to ->
                    new StateRecorder(
                        to,
                        trial,
                        to.of(mode.name(), trial, order, plan, method),
                        updates,
                        trainer,
                        rows));
    states.ifPresent(StateRecorder::resume);
    TrainingObserver observer = states.<TrainingObserver>map(each -> each).orElse(rows);
    LossLimit limit =
        mode == Mode.RANGE_TEST ? LossLimit.of(observer) : LossLimit.unlimited(observer);
    group.add(trainer, updates, limit);
    return new Training(trainer, rows, states, limit);
  }

  private long order(Trial trial) {
    return Seeds.order(studySeed, mode == Mode.SEARCH ? trial.repetition() : trial.number());
  }

  @Override
  public Optional<TrialResult> saved(Trial trial) {
    return Optional.ofNullable(keeping)
        .flatMap(
            from ->
                from.folder().read(trial, from.of(mode.name(), trial, order(trial), plan, method)))
        .map(
            state -> {
              TrialRecorder rows = new TrialRecorder(TrialRecorder.Keep.ROWS);
              rows.startFrom(state);
              long updates = state.training().updates();
              return rows.result(
                  new Outcome.Stopped("stopped after %d updates".formatted(updates)), updates);
            });
  }

  /**
   * Trials of a search can be fused if their mini-batches have the same size and their images are
   * not augmented.
   */
  @Override
  public Optional<FusibleTraining> fusible(Setting setting) {
    Hyperparameters hyperparameters = hyperparameters(setting);
    return mode == Mode.SEARCH && hyperparameters.sharesInputs()
        ? TrainingCost.fusible(hyperparameters)
        : Optional.empty();
  }

  @Override
  public String kind(Setting setting) {
    return TrainingCost.kind(hyperparameters(setting));
  }

  @Override
  public long cost(Setting setting) {
    return TrainingCost.time(hyperparameters(setting), updates(setting));
  }

  private Hyperparameters hyperparameters(Setting setting) {
    return ClrHyperparameters.of(setting, method);
  }

  /** Estimated memory of a training, in bytes, besides the data. */
  public double bytes(Setting setting) {
    Images images = data.value().images();
    return hyperparameters(setting).bytes(images.shape().size(), images.classes());
  }

  private long updates(Setting setting) {
    Hyperparameters hyperparameters = hyperparameters(setting);
    return mode == Mode.RANGE_TEST
        ? hyperparameters.schedule(trainingImages).cycles().nS()
        : hyperparameters.updates(trainingImages);
  }

  @Override
  public long updatesPerCycle(Setting setting) {
    return updates(setting, 1);
  }

  @Override
  public long updates(Setting setting, int cycles) {
    return hyperparameters(setting).updates(cycles, trainingImages);
  }

  @Override
  public ClrObjective continuable() {
    return keeping == null ? this : keeping(keeping.always());
  }

  @Override
  public Map<String, Double> derived(Setting setting) {
    return Map.of(
        ClrHyperparameters.N_S,
        (double) hyperparameters(setting).schedule(trainingImages).cycles().nS());
  }

  @Override
  public Map<String, Range> limits() {
    return ClrHyperparameters.limits();
  }

  private static Outcome outcome(TrainingEnd end, LossLimit limit) {
    return switch (end.kind()) {
      case COMPLETED -> new Outcome.Completed();
      case DIVERGED -> new Outcome.Diverged(end.reason());
      case CANCELLED -> new Outcome.Stopped(limit.isExceeded() ? limit.reason() : end.reason());
    };
  }
}
