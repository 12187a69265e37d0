package io.github.clrsearch.workflow;

import io.github.clrsearch.network.ensemble.TestTimeAugmentation;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.NetworkFile.Kept;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * Trains final networks as parallel Spark tasks. When a training ends, its snapshots are sent to
 * the driver and written to the study's folder at once, to limit the driver's memory.
 */
public final class FinalNetworks {
  private static final double MIBIBYTE = 1 << 20;
  private static final String MOST = "spark.driver.maxResultSize";

  private final OpenStudy open;

  public FinalNetworks(OpenStudy open) {
    this.open = open;
  }

  /**
   * Runs the trainings that are not in the study's folder yet, and saves their networks.
   *
   * @return all trainings, without their models
   * @throws CommandException if Spark would refuse to hand a training's snapshots to the driver
   * @throws InterruptedException when interrupted; what had ended is kept
   */
  public List<EndedTrial> train(List<Trial> trials, TrainingListener listener)
      throws InterruptedException {
    trials.forEach(trial -> checkSize(trial.setting()));
    return open.complete(open.objective().forTraining(), trials, this::keep, listener);
  }

  /** Checks the size of the snapshots before a long training. */
  private void checkSize(Setting setting) {
    SparkConf conf = open.session().sparkContext().getConf();
    double most = conf.getSizeAsBytes(MOST, "1g");
    int inputs = open.data().images().shape().size();
    double parameters =
        setting.value(Hyperparameter.M.key()) * (inputs + 1.0 + open.data().images().classes())
            + open.data().images().classes();
    double snapshots = setting.value(Candidate.CYCLES) * parameters * Float.BYTES;
    if (most > 0 && snapshots > most) {
      throw new CommandException(
          String.format(
              Locale.ROOT,
              "%s snapshots of m = %s are %.0f MiB, but %s is %.0f MiB: lower one of them, or raise it and the memory with ./submit.sh --conf %s=%dm --driver-memory 8g ...",
              (long) setting.value(Candidate.CYCLES),
              (long) setting.value(Hyperparameter.M.key()),
              snapshots / MIBIBYTE,
              MOST,
              most / MIBIBYTE,
              MOST,
              (long) Math.ceil(2 * snapshots / MIBIBYTE)));
    }
  }

  @SuppressWarnings("unchecked")
  private void keep(EndedTrial ended) {
    if (ended.result().model() == null) {
      return;
    }
    for (Snapshot snapshot : (List<Snapshot>) ended.result().model()) {
      open.store()
          .results()
          .keep(
              name(ended.trial(), snapshot.cycle()),
              new Kept(
                  open.found(snapshot.network()),
                  open.prepared().standardizer(),
                  metadata(ended.trial(), snapshot)));
    }
  }

  /** Whether a training completed a cycle. */
  public static boolean hasCycle(EndedTrial ended, int cycle) {
    return ended.result().cycles().stream().anyMatch(end -> end.cycle() == cycle);
  }

  /** A kept snapshot of a training. */
  Kept kept(Trial trial, int cycle) {
    return open.store().results().network(name(trial, cycle));
  }

  private static String name(Trial trial, int cycle) {
    return name(trial.stage(), trial.number(), cycle);
  }

  /** The name of a kept snapshot. */
  static String name(String stage, int number, int cycle) {
    return "%s-%05d-cycle-%02d".formatted(stage, number, cycle);
  }

  private Map<String, String> metadata(Trial trial, Snapshot snapshot) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("study", trial.study());
    metadata.put("stage", trial.stage());
    metadata.put("number", Integer.toString(trial.number()));
    metadata.put("cycle", Integer.toString(snapshot.cycle()));
    metadata.put("updates", Long.toString(snapshot.updates()));
    metadata.put("setting", trial.setting().values().toString());
    metadata.put(FinalModel.SHAPE, open.data().images().shape().toString());
    metadata.put(FinalModel.MOVES, moves(trial.setting()).toString());
    metadata.put(FinalModel.CLASSES, String.join("\n", open.data().images().classNames()));
    metadata.put("data", open.provenance().data());
    metadata.put("data_checksum", open.provenance().dataChecksum());
    metadata.put("clr_search", open.provenance().version());
    return metadata;
  }

  private static TestTimeAugmentation moves(Setting setting) {
    return new TestTimeAugmentation(
        setting.value(Hyperparameter.MIRROR.key()) > 0,
        setting.value(Hyperparameter.SHIFT.key()) > 0);
  }
}
