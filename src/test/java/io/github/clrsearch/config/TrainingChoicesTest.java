package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.network.Momentum;
import io.github.clrsearch.network.Momentum.Decay;
import io.github.clrsearch.network.Momentum.Rule;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.training.ScheduleKind;
import io.github.clrsearch.training.TrainingMethod;
import io.github.clrsearch.training.schedule.Anneal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code training}, and which hyperparameters go with its schedule. */
class TrainingChoicesTest {
  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  @Test
  void theDefaultIsTheReportsTrainingAndIsNotPartOfTheDefinition() throws IOException {
    StudyConfiguration given = studies.read("");

    assertThat(given.method()).isEqualTo(TrainingMethod.DEFAULT);
    assertThat(given.definition("data", "checksum").keySet())
        .noneMatch(key -> key.startsWith("training."));
  }

  @Test
  void aChoiceIsPartOfTheDefinitionAndIsReadFromIt() throws IOException {
    StudyConfiguration given =
        studies.read("training { schedule = one-cycle, anneal = linear }", "space.k = 5");
    TrainingMethod method =
        new TrainingMethod(
            ScheduleKind.ONE_CYCLE, Anneal.LINEAR, TrainingMethod.DEFAULT.momentum());

    assertThat(given.method()).isEqualTo(method);
    assertThat(given.definition("data", "checksum"))
        .containsEntry("training.schedule", "one-cycle")
        .containsEntry("training.anneal", "linear");
    assertThat(TrainingMethod.of(given.definition("data", "checksum"))).isEqualTo(method);
  }

  @ParameterizedTest
  @CsvSource({
    "triangular, eta_min, gamma cycle_mult warm_up div final_div",
    "triangular2, eta_min, gamma cycle_mult warm_up div final_div",
    "exp-range, eta_min gamma, cycle_mult warm_up div final_div",
    "cosine, eta_min cycle_mult, gamma warm_up div final_div",
    "one-cycle, warm_up div final_div, eta_min gamma cycle_mult"
  })
  void theSpaceHasTheHyperparametersOfTheScheduleOnly(String schedule, String in, String out)
      throws IOException {
    SearchSpace space = studies.read("training.schedule = " + schedule).study().space();

    assertThat(space.distributions().keySet())
        .contains(in.split(" "))
        .contains("eta_max", "k", "n_cycles")
        .doesNotContain(out.split(" "));
  }

  @Test
  void aScheduleThatDoesNotRepeatHasOneCycle() throws IOException {
    SearchSpace space = studies.read("training.schedule = one-cycle").study().space();

    assertThat(space.distribution("n_cycles")).isEqualTo(new Constant(1));
  }

  @Test
  void optionalHyperparametersBelongToTheSpaceIfTheStudyGivesThem() throws IOException {
    assertThat(studies.read("").study().space().has("momentum")).isFalse();
    assertThat(studies.read("space.momentum = 0.9").study().space().has("momentum_min")).isFalse();
    StudyConfiguration given =
        studies.read(
            "training.momentum = nesterov, stages = [{ name = a, space.momentum = 0.8 }]",
            "space.momentum_min=0.7");
    assertThat(given.study().space().distribution("momentum")).isEqualTo(new Constant(0));
    assertThat(given.study().space().distribution("momentum_min")).isEqualTo(new Constant(0.7));
    assertThat(given.study().firstSpace().distribution("momentum")).isEqualTo(new Constant(0.8));
    assertThat(given.method().momentum()).isEqualTo(new Momentum(Rule.NESTEROV, Decay.L2));
  }

  @Test
  void valuesOfAnotherOptionThatHaveNoEffectAreLeftOut() throws IOException {
    StudyConfiguration given =
        StudyReader.read(
            studies.write("study.conf", "training.schedule = one-cycle"),
            List.of(Assignment.ofHyperparameter("--best-of runs/x", "eta_min", 0.01)),
            List.of());

    assertThat(given.study().space().has("eta_min")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.schedule = cos                       | training.schedule must be one of triangular, triangular2, exp-range, cosine, one-cycle, but got 'cos'
          training.anneal = smooth                      | training.anneal must be one of cosine, linear, but got 'smooth'
          training.momentum = sgd                       | training.momentum must be one of heavy-ball, nesterov, but got 'sgd'
          training.decay = adamw                        | training.decay must be one of l2, decoupled, but got 'adamw'
          training.decay = decoupled                    | training.decay has no effect without momentum: add space.momentum, such as 0.9
          training.momentum = nesterov                  | training.momentum has no effect without momentum: add space.momentum, such as 0.9
          space.momentum_min = 0.8                      | space.momentum_min has no effect without momentum: add space.momentum, such as 0.9
          space.momentum = 1                            | space.momentum must be within [0, 0.9999], but is constant 1: correct it
          training.schedule = exponential-rise          | training.schedule must be one of triangular, triangular2, exp-range, cosine, one-cycle, but got 'exponential-rise'
          training.schedule = [cosine]                  | training.schedule has type LIST rather than STRING
          training = cosine                             | training must be a section { ... }, but got cosine
          training.shedule = cosine                     | unknown key training.shedule: did you mean 'training.schedule'?
          space.gamma = 0.9                             | space.gamma has no effect with training.schedule = triangular, only with exp-range: remove one of them
          training.schedule = exp-range, space.gamma = 0  | space.gamma must be within [0.5, 1], but is constant 0: correct it
          training.schedule = cosine, space.cycle_mult = 1.5 | space.cycle_mult must have integer values, but is constant 1.5: use { integer = [min, max] } or { choice = [...] }
          training.schedule = cosine, space.warm_up = 0.1 | space.warm_up has no effect with training.schedule = cosine, only with one-cycle: remove one of them
          training.schedule = one-cycle, space.eta_min = 0.1 | space.eta_min has no effect with training.schedule = one-cycle, only with triangular, triangular2, exp-range, cosine: remove one of them
          training.schedule = one-cycle, space.warm_up = 1 | space.warm_up must be within [0, 0.999], but is constant 1: correct it
          training.schedule = one-cycle, space.div = 0.5   | space.div must be within [1, infinity], but is constant 0.5: correct it
          training.schedule = one-cycle, space.n_cycles = 3 | space.n_cycles must be 1 with training.schedule = one-cycle, which does not repeat, but is constant 3: remove it; k sets the length of the cycle
          training.schedule = one-cycle, stages = [{name=a, space.n_cycles = 2}] | stages.a.space.n_cycles must be 1 with training.schedule = one-cycle, which does not repeat, but is constant 2: remove it; k sets the length of the cycle
          training.schedule = one-cycle, stages = [{name=a, cycles=free}] | stage a: cycles = free needs a schedule that repeats, but training.schedule is one-cycle, where a longer training has other learning rates from its start: remove it
          training.schedule = one-cycle, stages = [{name=a}, {name=b, continue.best=2}] | stage b: continue needs a schedule that repeats, but training.schedule is one-cycle, where a longer training has other learning rates from its start: remove it
          """)
  void refusesWhatDoesNotGoTogether(String text, String problem) throws IOException {
    assertThat(studies.problems(text)).containsExactly("study.conf: 1: " + problem);
  }
}
