package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages are read with their rules, samplers and sizes. */
class StageReadingTest {
  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  @Test
  void readsWhatStopsTrials() throws IOException {
    List<Stage> stages =
        studies
            .read(
                """
                stage { stopping = halving, halving.factor = 4 }
                stages = [
                  { name = a }
                  { name = b, cycles = free, halving.from-updates = 900 }
                  { name = c, cycles = free, stopping = auto }
                  { name = d, stopping = auto }
                  { name = e, stopping = median, median.every-updates = 100 }
                ]
                """)
            .study()
            .stages();

    assertThat(stages)
        .extracting(Stage::stopping)
        .containsExactly(
            new Halving(4, 0),
            new Halving(4, 900),
            new Extrapolation(),
            new NoStopping(),
            new MedianStopping(100));
    assertThat(stages)
        .extracting(Stage::cycles)
        .containsExactly(Cycles.DRAWN, Cycles.FREE, Cycles.FREE, Cycles.DRAWN, Cycles.DRAWN);
  }

  @Test
  void howFarTrialsGoIsNoPartOfAStudysDefinition() throws IOException {
    String free = "stages = [{ name = a, cycles = free, stopping = %s }]%nspace.n_cycles = %s";
    StudyConfiguration short3 = studies.read(free.formatted("never", "{ integer = [1, 3] }"));
    StudyConfiguration longer = studies.read(free.formatted("halving", "{ integer = [1, 8] }"));

    assertThat(longer.definition("d", "c")).isEqualTo(short3.definition("d", "c"));
    assertThat(short3.definition("d", "c"))
        .containsEntry("space.n_cycles", "free")
        .containsEntry("stages.a.cycles", "free");
    assertThat(studies.read("").definition("d", "c"))
        .containsEntry("space.n_cycles", "2.0")
        .doesNotContainKey("stages.search.cycles");
  }

  @Test
  void aSamplerIsReadForAllStagesOrForOne() throws IOException {
    StudyConfiguration read =
        studies.read(
            "stage.sampler = sobol\nstages = [{ name = a }, { name = b, sampler = random }]");

    assertThat(read.study().stages())
        .extracting(stage -> ((SearchingStage) stage).sampling())
        .containsExactly(Sampling.SOBOL, Sampling.RANDOM);
    // An older study, without samplers, is resumed with the random sampler.
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.a.sampler", "sobol")
        .doesNotContainKey("stages.b.sampler");
  }

  @Test
  void whatAStageLearnsFromFollowsTheSlotsOfTheStudy() throws IOException {
    StudyConfiguration read =
        studies.read(
            "search.slots = 4\nstage.lag = 3\nstages = [{ name = a }, { name = b, sampler = gp, batch = 5 }, { name = c, sampler = gp }, { name = d, sampler = gp, lag = null }]");

    assertThat(read.study().stages())
        .extracting(Stage::learnsFrom)
        .containsExactly(
            Optional.empty(),
            Optional.of(new Learning.Batch(5)),
            Optional.of(new Learning.Lag(3)),
            Optional.of(new Learning.Lag(4)));
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.b.batch", "5")
        .containsEntry("stages.c.lag", "3")
        .doesNotContainKeys("stages.a.lag", "stages.b.lag");
  }

  @Test
  void aStageThatConfirmsIsReadAndItsSeedsMayGrow() throws IOException {
    StudyConfiguration read =
        studies.read(
            "stages = [{ name = a }, { name = b, confirm { best = 4, within = 1 } }, { name = c, confirm { best = 2, seeds = 3 } }]");

    assertThat(read.study().stages().get(0)).isInstanceOf(SearchingStage.class);
    assertThat(read.study().stages().get(1)).isEqualTo(new ConfirmingStage("b", 4, 1, 5));
    assertThat(read.study().stages().get(2))
        .isEqualTo(new ConfirmingStage("c", 2, Double.POSITIVE_INFINITY, 3));
    assertThat(read.study().stages().get(2).trials()).isEqualTo(6);
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.b.confirm", "best 4 within 1 standard errors")
        .containsEntry("stages.c.confirm", "best 2")
        .doesNotContainKey("stages.a.confirm");
  }

  @Test
  void aShareNeedsATimeBudget() throws IOException {
    StudyConfiguration read = studies.read("stages = [{name = a, budget = 60 %}]");

    assertThatThrownBy(read::checkBudget)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the budget of a stage is a part of the search's time, but the search has no time limit: set search.budget or search.until, or give --budget or --until");
    studies.read("search.budget = 1 h, stages = [{name = a, budget = 60 %}]").checkBudget();
  }
}
