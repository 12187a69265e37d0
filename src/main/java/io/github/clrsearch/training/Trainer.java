package io.github.clrsearch.training;

import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Dropout;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Learner;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import io.github.clrsearch.network.TrainingStep;
import io.github.clrsearch.training.TrainingObserver.Part;
import io.github.clrsearch.training.schedule.CycleEnds;
import io.github.clrsearch.training.schedule.Schedule;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Trains one network. Data, hyperparameters and seeds determine every bit of the result, on every
 * processor. The first cycles of a longer training have the same bits as a shorter one.
 */
public final class Trainer {
  private final Hyperparameters hyperparameters;
  private final Schedule schedule;
  private final CycleEnds cycles;
  private final MeasurementPlan plan;
  private final MiniBatches batches;
  private final Network network;
  private final Learner learner;
  private final SplitMeasurements measurements;
  private final SnapshotEnsembles ensembles;
  private long done;

  /**
   * Creates a training with an evaluation of its own.
   *
   * @param data may be shared with other trainings; not modified
   * @throws IllegalArgumentException if the training split is smaller than one mini-batch
   */
  public Trainer(
      PreparedData data,
      Hyperparameters hyperparameters,
      TrainingSeeds seeds,
      MeasurementPlan plan) {
    this(data, hyperparameters, seeds, plan, new Evaluation(data));
  }

  /**
   * Creates a training that shares the buffers of an evaluation with other trainings of the same
   * thread.
   *
   * @param evaluation evaluation of the same data
   */
  public Trainer(
      PreparedData data,
      Hyperparameters hyperparameters,
      TrainingSeeds seeds,
      MeasurementPlan plan,
      Evaluation evaluation) {
    int n = data.split().training().length;
    int inputs = data.images().shape().size();
    this.hyperparameters = hyperparameters;
    this.schedule = hyperparameters.schedule(n);
    this.cycles = schedule.cycles();
    this.plan = plan;
    this.batches = new MiniBatches(data, hyperparameters, seeds);
    this.network =
        Network.random(inputs, hyperparameters.m(), data.images().classes(), seeds.trial());
    this.learner =
        new Learner(
            network,
            new Dropout(seeds.trial()),
            hyperparameters.pX(),
            hyperparameters.pH(),
            hyperparameters.labelSmoothing(),
            hyperparameters.lambda(),
            hyperparameters.momentum() > 0 ? hyperparameters.method().momentum() : null);
    this.measurements =
        new SplitMeasurements(
            evaluation, data, network, hyperparameters.lambda(), plan.subset(), seeds.order());
    this.ensembles = measurements.ensembles();
  }

  /** The network: random before {@link #train}, trained after it. Live. */
  public Network network() {
    return network;
  }

  /**
   * Resumes from a state. The training then gives the same bits as one that never stopped.
   *
   * @param state state of a training with the same data, seeds, measurements and hyperparameters;
   *     only the number of cycles may differ; not modified
   * @throws IllegalArgumentException if the state does not fit; this training is then unchanged
   */
  public void startFrom(TrainingState state) {
    if (state.updates() != cycles.end(state.cycle())) {
      throw new IllegalArgumentException(
          "expected %d updates at the end of cycle %d, found %d"
              .formatted(cycles.end(state.cycle()), state.cycle(), state.updates()));
    }
    ensembles.check(state.probabilities());
    if (learner.hasMomentum() != (state.velocity() != null)) {
      throw new IllegalArgumentException(
          "a state must have a velocity if the training has momentum, and none otherwise");
    }
    if (state.average() == null && state.cycle() > 1) {
      throw new IllegalArgumentException(
          "a state after %d cycles must have an average of their networks, but has none"
              .formatted(state.cycle()));
    }
    network.set(state.network());
    if (learner.hasMomentum()) {
      learner.velocity().set(state.velocity());
    }
    ensembles.startAfter(state.probabilities());
    measurements
        .average()
        .startFrom(state.cycle() > 1 ? state.average() : state.network(), state.cycle());
    done = state.updates();
  }

  /**
   * Returns a copy of the state at the end of the last cycle.
   *
   * @throws IllegalStateException unless the last update ended a cycle, as in {@link
   *     TrainingObserver#cycleEnded}
   */
  public TrainingState state() {
    int cycle = ensembles.probabilities().size();
    if (cycle == 0 || done != cycles.end(cycle)) {
      throw new IllegalStateException(
          "a state exists only at the end of a cycle, but %d updates have been done"
              .formatted(done));
    }
    return new TrainingState(
        cycle,
        done,
        network.copy(),
        learner.hasMomentum() ? learner.velocity().copy() : null,
        cycle > 1 ? measurements.average().network().copy() : null,
        ensembles.probabilities());
  }

  /**
   * Trains through all cycles.
   *
   * @param observer receives every measurement and the end of every cycle
   * @param cancelled called before every update; true stops the training
   */
  public TrainingEnd train(TrainingObserver observer, BooleanSupplier cancelled) {
    return train(cycles.end(hyperparameters.nCycles()), observer, cancelled);
  }

  /**
   * Trains up to a total number of updates, which need not be the end of a cycle.
   *
   * @param last total number of updates; does nothing if as many have been done already
   * @param observer receives every measurement and the end of every cycle
   * @param cancelled called before every update; true stops the training
   */
  public TrainingEnd train(long last, TrainingObserver observer, BooleanSupplier cancelled) {
    TrainingGroup alone = new TrainingGroup();
    alone.add(this, last, observer);
    return alone.train(cancelled).get(0);
  }

  /** Measures the initial network. Does nothing after the first update. */
  void begin(TrainingObserver observer) {
    if (done == 0) {
      measurements.load();
      report(0, observer, Part.TRAINING, measurements.sample(Part.TRAINING));
      report(0, observer, Part.VALIDATION, measurements.sample(Part.VALIDATION));
    }
  }

  /** Updates of the cycle of the next update. */
  long cycleLength() {
    return cycles.length(cycles.cycle(done));
  }

  /** Whether the last update ended a cycle, so that there is a {@link #state}. */
  public boolean isAtCycleEnd() {
    return done > 0 && cycles.position(done) == 0;
  }

  /** Updates done so far. */
  long done() {
    return done;
  }

  /** The network with the parameters of its updates. */
  Learner learner() {
    return learner;
  }

  /** Whether updates of the same number can be done in one step. */
  boolean canBeFusedWith(Trainer other) {
    return batches.equalThoseOf(other.batches)
        && learner.hasMomentum() == other.learner.hasMomentum();
  }

  /** The mini-batches of the updates. */
  MiniBatches batches() {
    return batches;
  }

  /** Sets the learning rate and the momentum of the next update. */
  void aim() {
    learner.setEta(schedule.eta(done));
    learner.setMomentum(
        schedule.momentum(done, hyperparameters.momentum(), hyperparameters.momentumMin()));
  }

  /** Whether the next update is followed by measurements. */
  private boolean isDue() {
    return plan.isDue(cycles.position(done) + 1, cycleLength());
  }

  /**
   * Counts an update, and measures if a measurement is due.
   *
   * @param step the step that updated the network
   * @return whether outputs, cost and loss are finite; if not, the training has diverged
   */
  boolean updated(TrainingStep step, TrainingObserver observer) {
    boolean due = isDue();
    done++;
    return learner.isFinite() && (!due || measureAndReport(step, observer));
  }

  /** Measures both splits. Returns whether cost and loss are finite. */
  private boolean measureAndReport(TrainingStep step, TrainingObserver observer) {
    measurements.load(step, learner);
    int cycle = cycles.cycle(done - 1);
    boolean ends = done == cycles.end(cycle);
    Scores training = report(cycle, observer, Part.TRAINING, measurements.sample(Part.TRAINING));
    Scores validated = ends ? measurements.wholeValidation() : measurements.sample(Part.VALIDATION);
    report(cycle, observer, Part.VALIDATION, validated);
    boolean finite = training.isFinite() && validated.isFinite();
    if (ends && finite) {
      observer.cycleEnded(
          new Snapshot(cycle, done, network), training, validated, measurements.together());
    }
    return finite;
  }

  private Scores report(int cycle, TrainingObserver observer, Part part, Scores scores) {
    observer.measured(cycle, done, schedule.eta(done), part, scores);
    return scores;
  }

  /**
   * The validation images that the last snapshot classifies correctly, by position in the measured
   * order of the split; empty before the end of the first cycle.
   */
  public BitSet rightAnswers() {
    return ensembles.correctAtLast();
  }

  /** The end of a training that diverged. */
  TrainingEnd diverged() {
    return new TrainingEnd(
        TrainingEnd.Kind.DIVERGED,
        done,
        String.format(
            Locale.ROOT,
            "the loss is not finite after update %d (eta = %.3g)",
            done,
            schedule.eta(done - 1)));
  }
}
