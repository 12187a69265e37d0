package io.github.clrsearch.cluster.training;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.training.Hyperparameters;
import java.util.Locale;
import java.util.Optional;

/** Time and memory that a training needs. */
final class TrainingCost {
  private static final double GIBIBYTE = 1 << 30;

  /** Cost of an update that does not depend on m, in hidden units; measured for m = 50 to 1000. */
  private static final int FIXED_COST = 30;

  /** Hidden units per fused training: eight trials of m = 50 use the processor fully. */
  private static final int MAX_FUSED_UNITS = 400;

  /** Hidden units up to which a trial is fused: wider networks do not become faster. */
  private static final int MAX_UNITS_TO_FUSE = 100;

  private TrainingCost() {}

  /**
   * Time in hidden units times updates. The time of an update is proportional to the hidden units
   * plus {@value #FIXED_COST}.
   */
  static long time(Hyperparameters hyperparameters, long updates) {
    return updates * (hyperparameters.m() + FIXED_COST);
  }

  /**
   * How trainings on the same inputs are fused; empty with more than {@value #MAX_UNITS_TO_FUSE}
   * hidden units, because nothing is gained.
   */
  static Optional<FusibleTraining> fusible(Hyperparameters hyperparameters) {
    return hyperparameters.m() > MAX_UNITS_TO_FUSE
        ? Optional.empty()
        : Optional.of(
            new FusibleTraining(
                "batches of %d%s"
                    .formatted(
                        hyperparameters.batchSize(),
                        hyperparameters.momentum() > 0 ? " with momentum" : ""),
                (double) hyperparameters.m() / MAX_FUSED_UNITS));
  }

  /**
   * Rejects networks that could crash the executor, or in local mode the driver.
   *
   * @throws IllegalArgumentException if a training needs more than half of the heap
   */
  static void checkMemory(Hyperparameters hyperparameters, Images images) {
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
   * Trainings of one kind take the same time per unit of {@link #time}: their widths have the same
   * next power of two, and the same features are used.
   */
  static String kind(Hyperparameters hyperparameters) {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(hyperparameters.m() - 1);
    return "2^%d units%s%s%s"
        .formatted(
            width,
            hyperparameters.sharesInputs() ? "" : ", own inputs",
            hyperparameters.pH() < 1 ? ", dropout" : "",
            hyperparameters.momentum() > 0 ? ", momentum" : "");
  }
}
