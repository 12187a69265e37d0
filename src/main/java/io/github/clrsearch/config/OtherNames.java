package io.github.clrsearch.config;

import io.github.clrsearch.search.stopping.StoppingRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Names that PyTorch, Keras, fastai and Optuna use for a study's keys, or for features that it does
 * not have.
 */
final class OtherNames {
  private static final String NOT_SUPPORTED = "-";

  /**
   * A key, other names for it, and a remark. A name may start with the section in which it is
   * meant. Case, '-' and '_' are ignored.
   */
  private static final List<List<String>> TABLE =
      List.of(
          row(
              "space.k",
              "n_s step_size_up",
              "half a cycle in epochs: n_s = k floor(n / batch_size)"),
          row("space.k", "epochs n_epochs", "a training has 2 k n_cycles epochs"),
          row("space.k", "T_0 cycle_len", "the first cycle has 2 k epochs"),
          row("space.cycle_mult", "T_mult", ""),
          row("space.warm_up", "pct_start", ""),
          row("space.div", "div_factor", "eta_max divided by the first learning rate"),
          row(
              "space.final_div",
              "div_final final_div_factor",
              "eta_max divided by the last learning rate"),
          row(
              "training.schedule",
              "scheduler lr_scheduler",
              "triangular, triangular2, exp-range, cosine or one-cycle"),
          row("space.momentum", "nesterov", "with training.momentum = nesterov"),
          row("space.momentum", "max_momentum moms", "at the lowest learning rate"),
          row("space.momentum_min", "base_momentum", "at the highest learning rate"),
          row("training.anneal", "anneal_strategy", "cosine or linear"),
          row(
              "space.eta_max",
              "lr learning_rate max_lr",
              "the learning rate goes from eta_min to eta_max and back"),
          row(
              "space.eta_min",
              "base_lr min_lr",
              "the learning rate goes from eta_min to eta_max and back"),
          row(
              "space.p_h",
              "dropout dropout_rate ps",
              "the probability to KEEP a hidden unit: dropout 0.2 is p_h = 0.8"),
          row("space.p_h", "keep_prob", "the probability to keep a hidden unit"),
          row(
              "space.lambda",
              "weight_decay wd",
              "the cost has lambda times the sum of squared weights: "
                  + "PyTorch's weight_decay is 2 lambda"),
          row("space.lambda", "l2", "the cost has lambda times the sum of squared weights"),
          row(
              "space.m",
              "hidden_size hidden_units n_hidden units",
              "units of the one hidden layer"),
          row("space.batch_size", "batch bs", ""),
          row("space.mirror", "horizontal_flip", "the probability that an image is mirrored"),
          row("space.shift", "random_crop", "the maximum shift of an image, in pixels"),
          row("space", "params", ""),
          row("study.name", "study_name", ""),
          row("study.seed", "data.seed random_state random_seed", ""),
          row("stage.trials", "study.trials search.trials n_trials max_trials", ""),
          row("stage.sampler", "search.sampler tuner", ""),
          row(
              "stage.stopping",
              "search.stopping pruner early_stopping",
              "one of " + String.join(", ", StoppingRules.names())),
          row("stage.halving.factor", "reduction_factor", ""),
          row("search.deadline", "timeout", "per trial, not for the whole search"),
          row("data.path", "data.root data.dir", ""),
          row(
              "data.validation",
              "validation_split val_split val_size valid_pct",
              "a number of images, not a fraction"),
          row("data.size", "image_size", ""),
          row("train.seeds", "n_seeds", ""),
          row("lr-range.eta-min", "lr-range.min_lr", ""),
          row("lr-range.eta-max", "lr-range.max_lr", ""),
          row(
              NOT_SUPPORTED,
              "optimizer loss",
              "training is mini-batch gradient descent with a cyclical learning rate"),
          row(
              NOT_SUPPORTED,
              "layers n_layers depth activation batch_norm",
              "the network has one hidden layer of m ReLU units"),
          row(NOT_SUPPORTED, "patience", "stage.stopping sets how trials are stopped early"),
          row(
              NOT_SUPPORTED,
              "n_jobs num_workers",
              "trials run on Spark's cores, such as ./submit.sh --master 'local[4]' search ..."),
          row(NOT_SUPPORTED, "device gpus", "training runs on CPUs only"),
          row(
              "search.objective",
              "metric direction monitor",
              "validation_accuracy, to maximize, or validation_loss, to minimize"),
          row(
              NOT_SUPPORTED,
              "output_dir log_dir storage",
              "the option --out sets the study's folder"));

  /** By name, without case, '-' and '_'. */
  static final Map<String, Hint> HINTS =
      TABLE.stream()
          .flatMap(row -> Arrays.stream(row.get(1).split(" ")).map(name -> entry(name, row)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private OtherNames() {}

  private static List<String> row(String key, String names, String remark) {
    return List.of(key, names, remark);
  }

  /**
   * A hint for another name.
   *
   * @param key of {@code reference.conf}; empty if a study has no such key
   * @param remark the difference between the two, or why there is no such key; may be empty
   */
  record Hint(Optional<String> key, String remark) {
    /**
     * The hint as text.
     *
     * @param place turns a key of the reference into a path where the other name was found
     */
    String text(UnaryOperator<String> place) {
      return key.map(
              name ->
                  "did you mean '%s'%s?"
                      .formatted(place.apply(name), remark.isEmpty() ? "" : " (" + remark + ")"))
          .orElse("not supported; " + remark);
    }
  }

  /**
   * The hint for an unknown key.
   *
   * @param path of its section; empty at the top
   */
  static Optional<Hint> hint(String path, String key) {
    String section = path.substring(path.lastIndexOf('.') + 1);
    return Optional.ofNullable(HINTS.get(plain(section + "." + key)))
        .or(() -> Optional.ofNullable(HINTS.get(plain(key))));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  private static Map.Entry<String, Hint> entry(String name, List<String> row) {
    Optional<String> key = Optional.of(row.get(0)).filter(found -> !found.equals(NOT_SUPPORTED));
    return Map.entry(plain(name), new Hint(key, row.get(2)));
  }
}
