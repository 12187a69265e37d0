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
 * What PyTorch, Keras, scikit-learn, fastai and Optuna, or the literature, call what a study's key
 * calls otherwise, and what they have that a study has not.
 */
final class OtherNames {
  private static final String NOTHING = "-";
  private static final String ONE_OPTIMIZER =
      "training is plain mini-batch gradient descent with a cyclical learning rate";
  private static final String ONE_NETWORK = "the network has one hidden layer of m ReLU nodes";
  private static final String SPARK =
      "trials run on Spark's cores, such as ./submit.sh --master 'local[4]' search ...";

  /**
   * A key, other names for it, and what to know before one is replaced by the other. A name may
   * begin with the section that it is meant in. Capitals, '-' and '_' do not count.
   */
  private static final List<List<String>> TABLE =
      List.of(
          List.of(
              "space.k",
              "n_s step_size step_size_up half_cycle cycle_length cycle_len",
              "half a cycle in epochs: n_s = k floor(n / batch_size)"),
          List.of(
              "space.k",
              "epochs n_epochs num_epochs max_epochs nb_epochs epoch max_iter iterations steps",
              "a training has 2 k n_cycles epochs"),
          List.of("space.n_cycles", "num_cycles nb_cycles n_cycle max_cycles", ""),
          List.of(
              "space.eta_max",
              "lr learning_rate eta max_lr lr_max learning_rate_init init_lr initial_lr "
                  + "initial_learning_rate max_learning_rate learning_rate_max",
              "the learning rate goes from eta_min to eta_max and back"),
          List.of(
              "space.eta_min",
              "base_lr min_lr lr_min start_lr min_learning_rate learning_rate_min",
              "the learning rate goes from eta_min to eta_max and back"),
          List.of(
              "space.p_h",
              "dropout dropout_rate drop drop_rate drop_prob p_drop p_dropout hidden_dropout ps p",
              "the probability to KEEP a hidden node: dropout 0.2 is p_h = 0.8"),
          List.of(
              "space.p_h",
              "keep keep_prob keep_probability p_keep retain_prob",
              "the probability to keep a hidden node"),
          List.of(
              "space.p_x",
              "input_dropout dropout_input input_dropout_rate visible_dropout",
              "the probability to KEEP an input: dropout 0.2 is p_x = 0.8"),
          List.of(
              "space.lambda",
              "weight_decay wd decay",
              "the cost has lambda times the sum of squared weights: "
                  + "PyTorch's weight_decay is 2 lambda"),
          List.of(
              "space.lambda",
              "l2 l2_penalty l2_reg l2_regularization reg reg_lambda regularization regularizer "
                  + "kernel_regularizer penalty alpha lam lambd lmbda ridge",
              "the cost has lambda times the sum of squared weights"),
          List.of(
              "space.m",
              "hidden hidden_size hidden_units hidden_nodes hidden_dim n_hidden num_hidden nh "
                  + "hidden_layer_sizes hidden_layer_size units n_units num_units nodes n_nodes "
                  + "neurons n_neurons width layer_size",
              "nodes of the one hidden layer"),
          List.of(
              "space.batch_size",
              "batch bs b batch_sz mini_batch mini_batch_size train_batch_size",
              ""),
          List.of("space.label_smoothing", "smoothing ls label_smooth smooth", ""),
          List.of(
              "space.mirror",
              "flip hflip flip_lr horizontal_flip random_flip random_horizontal_flip mirroring",
              "the probability that an image is mirrored"),
          List.of(
              "space.shift",
              "crop random_crop pad padding translate translation shifts max_shift",
              "the most pixels that an image is moved by"),
          List.of(
              "space.mirror",
              "augment augmentation data_augmentation",
              "mirror and shift move the images that are trained on"),
          List.of("space", "hyperparameters hparams params parameters search_space model", ""),
          List.of("study", "experiment", ""),
          List.of("stages", "phases rounds", ""),
          List.of("data", "dataset datasets", ""),
          List.of("study.name", "study_name experiment_name run_name project_name", ""),
          List.of("study.seed", "data.seed random_seed random_state rng rng_seed manual_seed", ""),
          List.of(
              "stage.trials",
              "search.trials study.trials n_trials num_trials max_trials num_samples n_samples "
                  + "max_evals n_iter n_calls budget",
              ""),
          List.of(
              "stage.sampler",
              "search.sampler algorithm algo search_alg tuner strategy method",
              ""),
          List.of(
              "stage.stopping",
              "search.stopping pruner pruning prune early_stopping early_stop early_stopper",
              "one of " + String.join(", ", StoppingRules.names())),
          List.of("stage.halving.factor", "halving.eta reduction_factor", ""),
          List.of(
              "search.deadline",
              "timeout time_limit time_budget max_time max_runtime trial_timeout",
              "for each trial, not for the search"),
          List.of(
              "search.max-consecutive-failures", "max_failures max_failed_trials max_errors", ""),
          List.of("report.every", "report.interval report_every report_interval refresh", ""),
          List.of(
              "data.path",
              "data.dir data.root data.folder data.file data.location data.url data.source "
                  + "data.dataset data.uri data_dir data_path data_root dataset_path",
              ""),
          List.of("data.format", "data.type data.kind data_format", ""),
          List.of(
              "data.validation",
              "val valid val_size val_split validation_split validation_size validation_fraction "
                  + "valid_pct valid_size n_val n_validation num_validation dev",
              "a number of images, not a fraction"),
          List.of(
              "data.test",
              "test_size test_split test_fraction n_test",
              "a number of images, not a fraction"),
          List.of("data.size", "image_size img_size resize input_size image_shape", ""),
          List.of("data.class-names", "data.classes data.labels data.names label_names", ""),
          List.of("train.seeds", "n_seeds num_seeds repeats n_repeats ensemble_size", ""),
          List.of(
              "lr-range.eta-min",
              "lr-range.min_lr lr-range.lr_min lr-range.start_lr lr-range.base_lr",
              ""),
          List.of(
              "lr-range.eta-max",
              "lr-range.max_lr lr-range.lr_max lr-range.end_lr lr-range.lr",
              ""),
          List.of("lr-range.epochs", "lr-range.n_epochs lr-range.num_epochs", ""),
          List.of(
              NOTHING,
              "momentum nesterov beta beta1 beta2 betas optimizer optim adam sgd rmsprop epsilon "
                  + "eps scheduler lr_scheduler schedule lr_schedule warmup warmup_steps",
              ONE_OPTIMIZER),
          List.of(
              NOTHING,
              "clip clipnorm clipvalue grad_clip gradient_clip gradient_clipping max_grad_norm "
                  + "max_norm loss loss_fn criterion",
              ONE_OPTIMIZER),
          List.of(
              NOTHING,
              "layers n_layers num_layers depth hidden_layers n_hidden_layers activation "
                  + "batch_norm layer_norm",
              ONE_NETWORK),
          List.of(
              NOTHING, "l1 l1_penalty l1_reg l1_ratio elastic_net", "the penalty is L2's, lambda"),
          List.of(
              NOTHING,
              "patience",
              "stage.stopping says what stops trials early, at their cycles' ends"),
          List.of(
              NOTHING,
              "n_jobs jobs workers num_workers n_workers parallelism parallel max_concurrent "
                  + "concurrency threads cores cpus",
              SPARK),
          List.of(NOTHING, "gpu gpus cuda device devices", "training runs on processors alone"),
          List.of(
              NOTHING,
              "direction metric objective monitor goal",
              "the highest validation accuracy is searched"),
          List.of(
              NOTHING,
              "out output output_dir out_dir log_dir save_dir storage results_dir study.folder "
                  + "study.dir study.path",
              "the option --out names the study's folder"));

  /** By their names without capitals, '-' and '_'. */
  static final Map<String, Hint> HINTS =
      TABLE.stream()
          .flatMap(row -> Arrays.stream(row.get(1).split(" ")).map(name -> entry(name, row)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private OtherNames() {}

  /**
   * What to say of another name.
   *
   * @param key of the reference; empty where a study has none
   * @param remark what to know before one is replaced by the other; may be empty
   */
  record Hint(Optional<String> key, String remark) {
    /**
     * The hint as a text.
     *
     * @param place how a key of the reference is written where the other name is
     */
    String text(UnaryOperator<String> place) {
      return key.map(
              name ->
                  "did you mean '%s'%s?"
                      .formatted(place.apply(name), remark.isEmpty() ? "" : " (" + remark + ")"))
          .orElse("there is none like it, for " + remark);
    }
  }

  /**
   * The hint for a key that is none.
   *
   * @param path of the section that it is in; empty at the top
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
    Optional<String> key = Optional.of(row.get(0)).filter(found -> !found.equals(NOTHING));
    return Map.entry(plain(name), new Hint(key, row.get(2)));
  }
}
