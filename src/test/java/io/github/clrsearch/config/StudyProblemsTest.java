package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.ScheduleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each problem is one line with its position and the way out, without follow-up problems. */
class StudyProblemsTest {
  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          studdy.seed = 1                   | unknown key studdy: did you mean 'study'?
          study.sead = 1                    | unknown key study.sead: did you mean 'study.seed'?
          data.validaton = 1                | unknown key data.validaton: did you mean 'data.validation'?
          data.synthetic.clases = 1         | unknown key data.synthetic.clases: did you mean 'data.synthetic.classes'?
          space.lamda = 1                   | unknown key space.lamda: did you mean 'space.lambda'?
          space.LAMBDA = 1                  | unknown key space.LAMBDA: did you mean 'space.lambda'?
          space.eta-min = 1                 | unknown key space.eta-min: did you mean 'space.eta_min'?
          lambda = 1                        | unknown key lambda: did you mean 'space.lambda'?
          trials = 1                        | unknown key trials: did you mean 'stage.trials'?
          stage.trails = 1                  | unknown key stage.trails: did you mean 'stage.trials'?
          stage.space.mm = 1                | unknown key stage.space.mm: did you mean 'stage.space.m'?
          stages = [{name=a, trails=3}]     | unknown key stages.a.trails: did you mean 'stages.a.trials'?
          stages = [{name=a, lambda=3}]     | unknown key stages.a.lambda: did you mean 'stages.a.space.lambda'?
          stages = [{name=a, space{mm=3}}]  | unknown key stages.a.space.mm: did you mean 'stages.a.space.m'?
          search.x = 1                      | unknown key search.x: the keys here are budget, deadline, fuse, keep-state-after, keep-states, leaderboard, max-consecutive-failures, objective, retry-writes-for, slots, until
          """)
  void suggestsTheKeyThatWasMeant(String text, String problem) throws IOException {
    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          space.n_s = 1                        | unknown key space.n_s: did you mean 'space.k' (half a cycle in epochs: n_s = k floor(n / batch_size))?
          n_s = 1                              | unknown key n_s: did you mean 'space.k' (half a cycle in epochs: n_s = k floor(n / batch_size))?
          stages = [{name=a, space{n_s=1}}]    | unknown key stages.a.space.n_s: did you mean 'stages.a.space.k' (half a cycle in epochs: n_s = k floor(n / batch_size))?
          stages = [{name=a, n_s=1}]           | unknown key stages.a.n_s: did you mean 'stages.a.space.k' (half a cycle in epochs: n_s = k floor(n / batch_size))?
          stage.space.lr = 1                   | unknown key stage.space.lr: did you mean 'stage.space.eta_max' (the learning rate goes from eta_min to eta_max and back)?
          space.learning_rate = 1              | unknown key space.learning_rate: did you mean 'space.eta_max' (the learning rate goes from eta_min to eta_max and back)?
          space.learningRate = 1               | unknown key space.learningRate: did you mean 'space.eta_max' (the learning rate goes from eta_min to eta_max and back)?
          space.dropout = 0.2                  | unknown key space.dropout: did you mean 'space.p_h' (the probability to KEEP a hidden unit: dropout 0.2 is p_h = 0.8)?
          space.weight-decay = 1               | unknown key space.weight-decay: did you mean 'space.lambda' (the cost has lambda times the sum of squared weights: PyTorch's weight_decay is 2 lambda)?
          space.l2 = 1                         | unknown key space.l2: did you mean 'space.lambda' (the cost has lambda times the sum of squared weights)?
          space.hidden_size = 1                | unknown key space.hidden_size: did you mean 'space.m' (units of the one hidden layer)?
          space.units = 1                      | unknown key space.units: did you mean 'space.m' (units of the one hidden layer)?
          space.epochs = 1                     | unknown key space.epochs: did you mean 'space.k' (a training has 2 k n_cycles epochs)?
          epochs = 1                           | unknown key epochs: did you mean 'space.k' (a training has 2 k n_cycles epochs)?
          space.batch = 1                      | unknown key space.batch: did you mean 'space.batch_size'?
          data.batch_size = 1                  | unknown key data.batch_size: did you mean 'space.batch_size'?
          space.optimizer = adam               | unknown key space.optimizer: not supported; training is mini-batch gradient descent with a cyclical learning rate
          space.nesterov = true                | unknown key space.nesterov: did you mean 'space.momentum' (with training.momentum = nesterov)?
          space.base_momentum = 0.85           | unknown key space.base_momentum: did you mean 'space.momentum_min' (at the highest learning rate)?
          space.schedule = cosine              | unknown key space.schedule: did you mean 'training.schedule'?
          scheduler = cosine                   | unknown key scheduler: did you mean 'training.schedule' (triangular, triangular2, exp-range, cosine or one-cycle)?
          space.pct_start = 0.3                | unknown key space.pct_start: did you mean 'space.warm_up'?
          space.final_div_factor = 1           | unknown key space.final_div_factor: did you mean 'space.final_div' (eta_max divided by the last learning rate)?
          space.T_mult = 2                     | unknown key space.T_mult: did you mean 'space.cycle_mult'?
          space.T_0 = 10                       | unknown key space.T_0: did you mean 'space.k' (the first cycle has 2 k epochs)?
          space.layers = 3                     | unknown key space.layers: not supported; the network has one hidden layer of m ReLU units
          n_trials = 1                         | unknown key n_trials: did you mean 'stage.trials'?
          search.trials = 1                    | unknown key search.trials: did you mean 'stage.trials'?
          stages = [{name=a, n_trials=1}]      | unknown key stages.a.n_trials: did you mean 'stages.a.trials'?
          timeout = 1 h                        | unknown key timeout: did you mean 'search.deadline' (per trial, not for the whole search)?
          search.timeout = 1 h                 | unknown key search.timeout: did you mean 'search.deadline' (per trial, not for the whole search)?
          seed = 1                             | unknown key seed: did you mean 'study.seed'?
          random_state = 1                     | unknown key random_state: did you mean 'study.seed'?
          search.sampler = gp                  | unknown key search.sampler: did you mean 'stage.sampler'?
          data.dir = x                         | unknown key data.dir: did you mean 'data.path'?
          data.val_split = 0.1                 | unknown key data.val_split: did you mean 'data.validation' (a number of images, not a fraction)?
          train.val_size = 1                   | unknown key train.val_size: did you mean 'train.validation' (a number of images, not a fraction)?
          lr-range.max_lr = 1                  | unknown key lr-range.max_lr: did you mean 'lr-range.eta-max'?
          stages = [{name=a}, {name=b, refine=[lr]}] | stages.b.refine: unknown hyperparameter 'lr': did you mean 'eta_max' (the learning rate goes from eta_min to eta_max and back)?
          search.n_jobs = 4                    | unknown key search.n_jobs: not supported; trials run on Spark's cores, such as ./submit.sh --master 'local[4]' search ...
          """,
      quoteCharacter = '^')
  void knowsWhatOtherLibrariesCallAKey(String text, String problem) throws IOException {
    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          30     | 30
          "30"   | 30
          " 30 " | 30
          0      | 0
          1.5    | 1.5
          .5     | .5
          1e3    | 1000
          "1e3"  | 1e3
          -5     | -5
          """)
  void aDurationNeedsAUnit(String value, String told) throws IOException {
    for (String key : List.of("search.deadline", "search.keep-state-after", "report.every")) {
      String problem = "%s must have a unit (ms, s, m, h or d), but got %s: write %s s for seconds";
      assertThat(studies.problems("%s = %s".formatted(key, value)))
          .containsExactly("study.conf: 1: " + problem.formatted(key, told, told));
    }
  }

  @Test
  void aDurationFromTheCommandLineNeedsAUnitToo() throws IOException {
    assertThat(studies.problems("", "search.deadline=30", "report.every=NaN s", "space.lr=1"))
        .containsExactly(
            "--set report.every: report.every must be a duration of 0 or more, such as 10 s, but got NaN s",
            "--set search.deadline: search.deadline must have a unit (ms, s, m, h or d), but got 30: write 30 s for seconds",
            "--set space.lr: unknown key space.lr: did you mean 'space.eta_max' (the learning rate goes from eta_min to eta_max and back)?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          study = 3                         | study must be a section { ... }, but got 3
          space = [1]                       | space must be a section { ... }, but got [1]
          space = null                      | space must be a section { ... }, but got null
          data.synthetic = 3                | data.synthetic must be a section { ... }, but got 3
          stages = 3                        | stages must be a list, such as [{ name = coarse, trials = 10 }], but got 3
          stages = [3]                      | stages[0] must be a section { ... }, but got 3
          stages = [{name=a, space=3}]      | stages.a.space must be a section { ... }, but got 3
          study.seed = null                 | study.seed must have a value, but got null: remove the key to use its default
          data.validation = null            | data.validation must have a value, but got null: remove the key to use its default
          stages = [{name=a, trials=null}]  | stages.a.trials must have a value, but got null: remove the key to use its default
          study.seed = many                 | study.seed has type STRING rather than NUMBER
          study.seed = 1.5                  | study.seed must be an integer, but got 1.5
          study.name = [a]                  | study.name has type LIST rather than STRING
          data.training = a.bin             | data.training has type STRING rather than LIST
          data.validation = true            | data.validation has type BOOLEAN rather than NUMBER
          measure.subset = 1.5              | measure.subset must be an integer, but got 1.5
          stages = [{name=a, trials=many}]  | stages.a.trials has type STRING rather than NUMBER
          stages = [{name=a, refine=m}]     | stages.a.refine has type STRING rather than LIST
          stages = [{name=a, learn-from=m}] | stages.a.learn-from has type STRING rather than LIST
          """)
  void refusesAValueOfTheWrongType(String text, String problem) throws IOException {
    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lambda = { log-uniform = [0, 1] } | space.lambda: log-uniform must have 0 < min < max, both finite, but got [0, 1]: correct the bounds, or write a single value as a constant
          lambda = { uniform = [2, 1] }     | space.lambda: uniform must have min < max, both finite, but got [2, 1]: correct the bounds, or write a single value as a constant
          lambda = { uniform = [1, 1] }     | space.lambda: uniform must have min < max, both finite, but got [1, 1]: correct the bounds, or write a single value as a constant
          lambda = { uniform = [] }         | space.lambda: uniform must be [min, max], but got []
          lambda = { uniform = [a, b] }     | space.lambda: uniform must be a list of numbers, but got [a, b]
          k = { integer = [3, 1] }          | space.k: integer must have min <= max, both within -2^53 .. 2^53, but got [3, 1]: swap or correct the bounds
          k = { integer = [1, 2.5] }        | space.k: integer must be [min, max] of integers, but got [1, 2.5]
          m = { choice = [] }               | space.m: choice must have at least one value, but got none: list the values to try
          m = { choice = [5, 5] }           | space.m: choice must have distinct values, but got [5, 5]: list each once
          lambda = { normal = [0, 1] }      | space.lambda must be a number or one of [choice, integer, log-integer, log-uniform, quantized, uniform] with its numbers, such as { log-uniform = [1e-5, 1e-1] }, but got {normal=[0, 1]}
          lambda = null                     | space.lambda must have a value, but got null: remove the key to use its default
          lambda = -1                       | space.lambda must be within [0, infinity], but is constant -1: correct it
          k = 1.5                           | space.k must have integer values, but is constant 1.5: use { integer = [min, max] } or { choice = [...] }
          k = { uniform = [1, 3] }          | space.k must have integer values, but is uniform [1, 3]: use { integer = [min, max] } or { choice = [...] }
          n_cycles = -1                     | space.n_cycles must be within [0, infinity], but is constant -1: correct it
          m = 0                             | space.m must be within [1, infinity], but is constant 0: correct it
          m = 5000000000                    | space.m must be at most 2147483647, but is constant 5000000000: correct it
          p_x = 1.2                         | space.p_x must be within [0.001, 1], but is constant 1.2: correct it
          p_h = { uniform = [0, 1] }        | space.p_h must be within [0.001, 1], but is uniform [0, 1]: correct it
          batch_size = 0                    | space.batch_size must be within [1, infinity], but is constant 0: correct it
          mirror = { uniform = [0, 2] }     | space.mirror must be within [0, 1], but is uniform [0, 2]: correct it
          shift = 0.5                       | space.shift must have integer values, but is constant 0.5: use { integer = [min, max] } or { choice = [...] }
          eta_min = 0.2                     | space.eta_min must not be above eta_max, but they are constant 0.2 and constant 0.1: correct one
          eta_max = 1e-6                    | space.eta_min must not be above eta_max, but they are constant 1e-5 and constant 1e-6: correct one
          """)
  void refusesADistributionThatCannotBeDrawnFrom(String text, String problem) throws IOException {
    assertThat(studies.problems("space {\n" + text + "\n}"))
        .containsExactly("study.conf: 2: " + problem);
    assertThat(studies.problems("stages = [{ name = a, space {\n" + text + "\n} }]"))
        .containsExactly("study.conf: 2: " + problem.replace("space.", "stages.a.space."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          study.name = a/b                     | the name of a study must begin with a letter or digit and continue with letters, digits, '.', '_' or '-', but got 'a/b': rename it
          stages = []                          | a study must have at least one stage, but has none: add one to stages
          stages = [{trials = 3}]              | stages[0] must have a name, such as name = coarse
          stages = [{name = null}]             | stages[0] must have a name, such as name = coarse
          stages = [{name = a/b}]              | the name of a stage must begin with a letter or digit and continue with letters, digits, '.', '_' or '-', but got 'a/b': rename it
          stages = [{name=a},{name=a}]         | stage names must be unique, but 'a' is used twice: rename one
          stages = [{name=a, trials=0}]        | stages.a.trials must be at least 1, but got 0
          stages = [{name=a, trials=-3}]       | stages.a.trials must be at least 1, but got -3
          stages = [{name=a, refine=[m]}]      | stage a: the first stage has nothing to refine, but refine is [m]: remove it, or name an earlier study in learn-from
          stages = [{name=a},{name=b, refine=[m]}]  | stage b: a constant cannot be refined, but m is constant 50: give it a distribution in an earlier stage or remove it from refine
          stages = [{name=a},{name=b, refine=[mm]}] | stage b: refine must name dimensions of the space HYPERPARAMETERS, but got 'mm': correct it
          stages = [{name=a, refine=[m, m]}]   | stage a: refine must name each dimension once, but got [m, m]: remove the repetition
          stages = [{name=a, cycles=any}]      | stages.a.cycles must be one of drawn, free, but got 'any'
          stage.stopping = early               | stages.search.stopping must be one of auto, never, extrapolation, halving, median, but got 'early'
          stages = [{name=a, halving.factor=1}]     | stages.a.halving.factor must be at least 2, but got 1
          stages = [{name=a, halving.factor=2.5}]   | stages.a.halving.factor must be an integer, but got 2.5
          stages = [{name=a, halving { from-updates = -1 }}] | stages.a.halving.from-updates must be at least 0, but got -1
          stages = [{name=a, median.every-updates=-1}] | stages.a.median.every-updates must be at least 0, but got -1
          stages = [{name=a, halving=3}]       | stages.a.halving must be a section { ... }, but got 3
          stages = [{name=a, halving.eta=3}]   | unknown key stages.a.halving.eta: the keys here are factor, from-updates
          stages = [{name=a, halving.x=3}]     | unknown key stages.a.halving.x: the keys here are factor, from-updates
          stages = [{name=a, cycles=null}]     | stages.a.cycles must have a value, but got null: remove the key to use its default
          search.keep-states = some            | search.keep-states has type STRING rather than BOOLEAN
          stages = [{name=a, sampler=sobl}]    | stages.a.sampler must be one of random, sobol, gp, but got 'sobl'
          stage.sampler = halton               | stages.search.sampler must be one of random, sobol, gp, but got 'halton'
          stages = [{name=a, sampler=gp}]      | stage a: the first stage has nothing to learn from, but sampler is gp: use random or sobol, or name an earlier study in learn-from
          stages = [{name=a, learn-from=[x]}]  | stages.a.learn-from has no effect without sampler = gp and without refine: remove it, or use one of them
          stages = [{name=a, sampler=gp, learn-from=[x, x]}] | stages.a.learn-from must name each study once, such as [runs/last-week], but got [x, x]
          stages = [{name=a, sampler=gp, learn-from=[""]}] | stages.a.learn-from must name each study once, such as [runs/last-week], but got []
          stages = [{name=a, trials=2}, {name=b, learn-from=[x], continue.best=1}] | stages.b.learn-from has no effect together with continue, which continues trials of earlier stages: remove one of them
          stages = [{name=a},{name=b, sampler=gp, lag=0}] | stages.b.lag must be at least 1, but got 0
          stages = [{name=a},{name=b, sampler=gp, batch=x}] | stages.b.batch has type STRING rather than NUMBER
          stages = [{name=a},{name=b, sampler=gp, lag=2, batch=2}] | stages.b.batch and stages.b.lag exclude each other: remove one of them
          stages = [{name=a, lag=2}]           | stages.a.lag has no effect together with sampler = random, which does not learn: remove it, or use sampler = gp
          stages = [{name=a, sampler=sobol, batch=2}] | stages.a.batch has no effect together with sampler = sobol, which does not learn: remove it, or use sampler = gp
          stages = [{name=a},{name=b, lag=2, confirm.best=2}] | stages.b.lag has no effect together with confirm, which retrains settings of earlier stages: remove one of them
          search.slots = 0                     | search.slots must be at least 1, but got 0
          stages = [{name=a, continue.best=2}]  | stage a: the first stage has nothing to continue: put a stage that searches before it
          stages = [{name=a},{name=b, continue.best=-1}]  | stages.b.continue.best must be at least 0, but got -1
          stages = [{name=a},{name=b, continue.best=1, trials=3}]  | stages.b.trials has no effect together with continue, which continues trials of earlier stages: remove one of them
          stages = [{name=a},{name=b, continue.best=1, space.m=60}]  | stage b: continued trials keep their settings except n_cycles, but its space has [m]: remove the others
          stages = [{name=a, confirm.best=2}]  | stage a: the first stage has nothing to confirm: put a stage that searches before it
          stages = [{name=a},{name=b, confirm.best=-1}]   | stages.b.confirm.best must be at least 0, but got -1
          stages = [{name=a},{name=b, confirm{best=1,seeds=1}}]   | stages.b.confirm.seeds must be at least 2, but got 1
          stages = [{name=a},{name=b, confirm{best=1,within=-1}}] | stages.b.confirm.within must be at least 0 standard errors, but got -1.0
          stages = [{name=a},{name=b, trials=3, confirm.best=2}]  | stages.b.trials has no effect together with confirm, which retrains settings of earlier stages: remove one of them
          stages = [{name=a},{name=b, sampler=gp, confirm.best=2}] | stages.b.sampler has no effect together with confirm, which retrains settings of earlier stages: remove one of them
          stages = [{name=a},{name=b, confirm=2}]  | stages.b.confirm must be a section { ... }, but got 2
          stages = [{name=a},{name=b, confirm.seed=2}] | unknown key stages.b.confirm.seed: did you mean 'stages.b.confirm.seeds'?
          data.validation = 0                  | data.validation must be at least 1, but got 0
          data.whitening = -1                  | data.whitening must be at least 0, but got -1
          data.validation = []                 | data.validation must be a number of images or a list of files, but got []
          data.format = png                    | data.format must be auto, cifar-10, cifar-100, idx, folders or synthetic, but got 'png'
          data.synthetic.classes = 1           | data.synthetic.classes must be at least 2, but got 1
          measure.per-cycle = 0                | measure.per-cycle must be at least 1, but got 0
          measure.subset = 3000000000          | measure.subset must be at most 2147483647, but got 3000000000
          search.objective = accuracy          | search.objective must be one of [validation_accuracy, validation_loss], but got 'accuracy'
          search.objective = validation_loss, stop.accuracy = 0.5 | stop.accuracy has no effect together with search.objective = validation_loss: remove one of them
          search.objective = ""                | search.objective must be one of [validation_accuracy, validation_loss], but got ''
          search.metric = loss                 | unknown key search.metric: did you mean 'search.objective' (validation_accuracy, to maximize, or validation_loss, to minimize)?
          search.leaderboard = -1              | search.leaderboard must be at least 0, but got -1
          lr-range.eta-min = 20                | lr-range.eta-min must be below lr-range.eta-max, but they are 20.0 and 10.0
          lr-range.eta-min = -1                | lr-range.eta-min must be at least 0, but got -1.0
          lr-range.smoothing = 4               | lr-range.smoothing must be odd, because its window is centered, but got 4
          lr-range.points = 2                  | lr-range.points must be at least 3, but got 2
          """)
  void refusesAStudyThatCannotBeRun(String text, String problem) throws IOException {
    String expected =
        problem.replace(
            "HYPERPARAMETERS",
            Stream.of(Hyperparameter.values())
                .filter(each -> ScheduleKind.TRIANGULAR.uses(each) && !each.isOptional())
                .map(Hyperparameter::key)
                .toList()
                .toString());

    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + expected);
  }

  @Test
  void tellsAllProblemsTogetherInTheOrderOfTheFile() throws IOException {
    assertThat(
            studies.problems(
                """
                study { name = a/b, sead = 1 }
                data.validation = 0
                space {
                  lambda = { log-uniform = [0, 1] }
                  m = 0
                }
                stages = [
                  { name = coarse, trials = 0 }
                  { name = fine, trails = 10, refine = [lambda, k] }
                ]
                """,
                "space.k=1.5"))
        .containsExactly(
            "--set space.k: space.k must have integer values, but is constant 1.5: use { integer = [min, max] } or { choice = [...] }",
            "study.conf: 1: unknown key study.sead: did you mean 'study.seed'?",
            "study.conf: 1: the name of a study must begin with a letter or digit and continue with letters, digits, '.', '_' or '-', but got 'a/b': rename it",
            "study.conf: 2: data.validation must be at least 1, but got 0",
            "study.conf: 4: space.lambda: log-uniform must have 0 < min < max, both finite, but got [0, 1]: correct the bounds, or write a single value as a constant",
            "study.conf: 5: space.m must be within [1, infinity], but is constant 0: correct it",
            "study.conf: 8: stages.coarse.trials must be at least 1, but got 0",
            "study.conf: 9: unknown key stages.fine.trails: did you mean 'stages.fine.trials'?",
            "study.conf: 9: stage fine: a constant cannot be refined, but k is constant 1.5: give it a distribution in an earlier stage or remove it from refine");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:5000", "ftp://host", "http://user:word@host:5000", "'http://a b'", "''"})
  void theAddressOfAnMlflowServerIsAnHttpAddressWithoutCredentials(String address)
      throws IOException {
    assertThat(studies.problems("tracking.mlflow = \"%s\"".formatted(address)))
        .containsExactly(
            "study.conf: 1: tracking.mlflow must be the URL of a server without credentials, such as http://127.0.0.1:5000, but got '%s'"
                .formatted(address.replace("user:word", "...")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          notify.webhook = "ftp://host/s3cret"          | notify.webhook must be an http or https URL
          notify.webhook = "https://host/s3 s3cret"     | notify.webhook must be an http or https URL
          notify.webhook = "https:s3cret"               | notify.webhook must be an http or https URL
          notify.webhook = [s3cret]                     | notify.webhook
          notify = "https://host/s3cret"                | notify
          notify.hook = "https://host/s3cret"           | unknown key notify.hook
          tracking.mlflow = "https://s3cret@host/s3cret" | tracking.mlflow must be the URL
          """)
  void secretsInUrlsAreNotShown(String text, String fragment) throws IOException {
    assertThat(studies.problems(text))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(fragment)
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          search.budget = 10                     | search.budget must have a unit (ms, s, m, h or d), but got 10: write 10 s for seconds
          search.budget = 0 s                    | search.budget must be greater than 0, such as 8 h, but got 0 s
          search.budget = -1 h                   | search.budget must be a duration of 0 or more, such as 10 s, but got -1 h
          search.until = "25:00"                 | search.until must be a local time such as "07:00", but got '25:00'
          search.until = 7                       | search.until must be a local time such as "07:00", but got '7'
          search { budget = 1 h, until = "7:00" } | search.budget and search.until exclude each other: remove one of them
          stop.accuracy = 53                     | stop.accuracy must be greater than 0 and at most 1, but got 53: divide percent by 100
          stop.no-improvement = 0                | stop.no-improvement must be at least 1, but got 0
          stages = [{name=a, budget=60}]         | stages.a.budget must be a part of the search's time, greater than 0 % and at most 100 %, such as 60 %, but got 60
          stages = [{name=a, budget=120 %}]      | stages.a.budget must be a part of the search's time, greater than 0 % and at most 100 %, such as 60 %, but got 120 %
          stages = [{name=a, budget=0 %}]        | stages.a.budget must be a part of the search's time, greater than 0 % and at most 100 %, such as 60 %, but got 0 %
          stages = [{name=a, trials=3, budget=60 %}] | stages.a.budget and stages.a.trials exclude each other: remove one of them
          stages = [{name=a, budget=60 %}, {name=b, budget=60 %}] | the budgets of the stages must be at most 100 % together, but are 120 %: lower one
          notify.command = [""]                  | notify.command must begin with a program, such as [mail, -s, search, me@example.org]
          """)
  void namesProblemsWithTheEndOfASearch(String text, String problem) throws IOException {
    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + problem);
  }
}
