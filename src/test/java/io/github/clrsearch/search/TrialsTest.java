package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.FiniteSpace;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialsTest {
  private static final SearchSpace CONTINUOUS =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 0.1))
          .with("n_cycles", new Constant(2));
  private static final SearchSpace SIX =
      SearchSpace.empty().with("k", new IntegerUniform(2, 4)).with("m", Choice.of(100, 50));

  private static Trials draw(SearchSpace space, int trials, Set<Setting> taken) {
    SearchingStage stage = Stage.of("fine", trials);
    Study study = new Study("s", 1, space, List.of(stage));
    return new TrialSequence(study, stage, space, taken, new RandomSampler()).first(stage.trials());
  }

  private static List<Setting> settings(Trials trials) {
    return trials.trials().stream().map(Trial::setting).toList();
  }

  @Test
  void numbersAndSeedsItsTrials() {
    Trials drawn = draw(CONTINUOUS, 3, Set.of());
    assertThat(drawn.note()).isEmpty();
    assertThat(drawn.trials())
        .extracting(Trial::toString)
        .containsExactly("fine/0", "fine/1", "fine/2");
    assertThat(drawn.trials().get(2).study()).isEqualTo("s");
    assertThat(drawn.trials().get(2).seed()).isEqualTo(Seeds.trial(1, "fine", 2));
    assertThat(drawn.trials().get(2).setting())
        .isEqualTo(new RandomSampler().sample(CONTINUOUS, 1, "fine", 2, 0));
  }

  @Test
  void aStageOfFortyTrialsBeginsWithTheTrialsOfOneOfTwenty() {
    assertThat(draw(CONTINUOUS, 40, Set.of()).trials())
        .hasSize(40)
        .startsWith(draw(CONTINUOUS, 20, Set.of()).trials().toArray(Trial[]::new));
  }

  @Test
  void drawsDistinctSettingsInAFiniteSpace() {
    List<Setting> all = settings(draw(SIX, 6, Set.of()));
    assertThat(all).hasSize(6).doesNotHaveDuplicates();
    for (int trials = 1; trials < 6; trials++) {
      assertThat(settings(draw(SIX, trials, Set.of()))).isEqualTo(all.subList(0, trials));
    }
  }

  @Test
  void hasFewerTrialsIfTheSpaceIsExhausted() {
    Trials drawn = draw(SIX, 20, Set.of());
    assertThat(settings(drawn)).isEqualTo(settings(draw(SIX, 6, Set.of())));
    assertThat(drawn.note())
        .hasValue("stage fine: the space has 6 settings, so the stage has 6 trials instead of 20");
  }

  @Test
  void redrawsWhatEarlierStagesTried() {
    Set<Setting> taken = new HashSet<>(settings(draw(SIX, 5, Set.of())));
    taken.add(new Setting(Map.of("k", 9.0, "m", 50.0)));
    Trials drawn = draw(SIX, 20, taken);
    assertThat(settings(drawn)).hasSize(1).doesNotContainAnyElementsOf(taken);
    assertThat(drawn.note())
        .hasValue(
            "stage fine: the space has 6 settings, 5 of them tried by earlier stages, "
                + "so the stage has 1 trial instead of 20");
  }

  @Test
  void drawsNothingIfAllSettingsWereTried() {
    Trials drawn = draw(SIX, 1, Set.copyOf(settings(draw(SIX, 6, Set.of()))));
    assertThat(drawn.trials()).isEmpty();
    assertThat(drawn.note())
        .hasValue(
            "stage fine: the space has 6 settings, 6 of them tried by earlier stages, "
                + "so the stage has 0 trials instead of 1");
  }

  @Test
  void aConstantSpaceHasOneTrial() {
    SearchSpace one = SearchSpace.empty().with("k", new Constant(2));
    assertThat(draw(one, 2, Set.of()).note())
        .hasValue("stage fine: the space has 1 setting, so the stage has 1 trial instead of 2");
  }

  @Test
  void exhaustsALargeSpaceAndFindsItsLastSetting() {
    SearchSpace large =
        SearchSpace.empty()
            .with("a", new IntegerUniform(1, 100))
            .with("b", new IntegerUniform(1, 1000));
    FiniteSpace finite = FiniteSpace.of(large).orElseThrow();
    Set<Setting> taken = new HashSet<>();
    for (long ordinal = 0; ordinal < 100_000; ordinal++) {
      if (ordinal != 12_345 && ordinal != 99_999) {
        taken.add(finite.setting(ordinal));
      }
    }
    Trials drawn = Assertions.assertTimeout(Duration.ofSeconds(30), () -> draw(large, 5, taken));
    assertThat(settings(drawn))
        .containsExactlyInAnyOrder(finite.setting(12_345), finite.setting(99_999));
    assertThat(draw(large, 1, taken).trials()).isEqualTo(drawn.trials().subList(0, 1));
  }

  @Test
  void givesUpOnAContinuousSpaceWithFewNumbers() {
    SearchSpace two = SearchSpace.empty().with("x", new Uniform(1, Math.nextUp(1.0)));
    assertThat(draw(two, 5, Set.of()).note())
        .hasValue(
            "stage fine: 64 draws found no untried setting, so the stage has 2 trials instead of 5");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void convertsSettingsToOrdinalsAndBack(long ordinal) {
    FiniteSpace finite = FiniteSpace.of(SIX).orElseThrow();
    assertThat(finite.ordinal(finite.setting(ordinal))).hasValue(ordinal);
  }

  @Test
  void countsOnlySettingsOfTheSpace() {
    FiniteSpace finite = FiniteSpace.of(SIX).orElseThrow();
    Setting inside = finite.setting(0);
    assertThat(finite.ordinal(inside.with("k", 2.5))).isEmpty();
    assertThat(finite.ordinal(inside.with("k", 5))).isEmpty();
    assertThat(finite.ordinal(inside.with("m", 75))).isEmpty();
    assertThat(finite.ordinal(inside.with("extra", 1))).isEmpty();
  }

  @Test
  void moreSeedsKeepTheFirstRepetitions() {
    List<Observation> chosen =
        List.of(
            new Observation("coarse/3", 2, new Setting(Map.of("k", 2.0)), 0.5),
            new Observation("coarse/1", 1, new Setting(Map.of("k", 3.0)), 0.4));
    Study study = new Study("s", 1, SIX, List.of(Stage.of("coarse", 4), Stage.of("any", 1)));
    Trials two = Trials.confirming(study, confirming(2), chosen);
    Trials four = Trials.confirming(study, confirming(4), chosen);

    assertThat(two.trials()).extracting(Trial::number).containsExactly(0, 1, 2, 3);
    assertThat(two.trials()).extracting(Trial::repetition).containsExactly(1, 1, 2, 2);
    assertThat(two.trials())
        .extracting(t -> t.setting().value("k"))
        .containsExactly(2.0, 3.0, 2.0, 3.0);
    assertThat(two.trials()).extracting(Trial::seed).doesNotHaveDuplicates();
    assertThat(two.trials().get(3).seed()).isEqualTo(Seeds.trial(1, "confirm", 3));
    assertThat(four.trials()).hasSize(8).startsWith(two.trials().toArray(Trial[]::new));
  }

  private static ConfirmingStage confirming(int seeds) {
    return new ConfirmingStage("confirm", 3, 1, seeds);
  }

  @Test
  void rejectsANegativeNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trial("s", "coarse", -1, 0, new Setting(Map.of())))
        .withMessage("a trial's number must be at least 0, but got -1 in stage coarse");
  }
}
