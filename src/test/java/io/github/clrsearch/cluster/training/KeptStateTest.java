package io.github.clrsearch.cluster.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials with cycles of 24 updates that are lost early, and are resumed from their states. */
class KeptStateTest {
  private static final ClrObjective PLAIN = objective();
  private static final Path FILE =
      Path.of("states", "%016x.safetensors".formatted(Seeds.trial(1, "coarse", 0)));

  @TempDir private Path folder;

  private StudyStore store;

  /** Ends a trial without a result, like a lost executor. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static ClrObjective objective() {
    return SmallTraining.objective(200, new MeasurementPlan(3, 50));
  }

  @BeforeEach
  void begin() {
    Study study = new Study("s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 1)));
    store = Studies.begin(folder, study);
  }

  private static Trial trial(int nCycles) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("lambda", 0.001);
    values.put("k", 2.0);
    values.put("n_cycles", (double) nCycles);
    values.put("m", 12.0);
    values.put("p_x", 0.9);
    values.put("p_h", 0.8);
    values.put("mirror", 0.5);
    values.put("shift", 1.0);
    values.put("eta_min", 1e-5);
    values.put("eta_max", 0.1);
    values.put("batch_size", 25.0);
    return new Trial("s", "coarse", 0, Seeds.trial(1, "coarse", 0), new Setting(values));
  }

  /** As a new driver would start it on the folder as it is. */
  private StateKeeping keeping(Duration after) {
    return new StateKeeping(
        store.states(Configuration::new), after, StateKeeping.Last.AS_OTHERS, Studies.PROVENANCE);
  }

  private ClrObjective kept() {
    return PLAIN.keeping(keeping(Duration.ZERO));
  }

  /**
   * Loses the trial when it has asked so many times whether to continue: before every update, and
   * at the end of every cycle but the last.
   */
  private static Cancellation lostAfter(int times) {
    int[] left = {times};
    return () -> {
      if (left[0]-- == 0) {
        throw new Lost();
      }
      return false;
    };
  }

  private static void assertSame(TrialResult actual, TrialResult expected) {
    assertThat(actual.outcome()).isEqualTo(expected.outcome());
    assertThat(actual.updates()).isEqualTo(expected.updates());
    assertThat(actual.cycles()).isEqualTo(expected.cycles());
    assertThat(actual.measurements()).isEqualTo(expected.measurements());
  }

  private List<Path> states() throws IOException {
    Path path = folder.resolve("states");
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(folder::relativize).toList();
    }
  }

  @Test
  void aLostTrialResumesFromItsLastCycleWithTheSameBits() throws IOException {
    TrialResult unbroken = PLAIN.evaluate(trial(4), Cancellation.NEVER);
    assertThatThrownBy(() -> kept().evaluate(trial(4), lostAfter(60))).isInstanceOf(Lost.class);
    assertThat(states()).containsExactly(FILE);
    TrialResult again = kept().evaluate(trial(4), lostAfter(49));

    assertThat(again.resumedAt()).isEqualTo(48);
    assertSame(again, unbroken);
    assertThat(unbroken.resumedAt()).isZero();
  }

  @Test
  void whatIsKeptOfALostTrialIsItsResultUpToItsLastCycle() {
    assertThat(PLAIN.saved(trial(4))).isEmpty();
    assertThat(kept().saved(trial(4))).isEmpty();
    assertThatThrownBy(() -> kept().evaluate(trial(4), lostAfter(60))).isInstanceOf(Lost.class);
    TrialResult saved = kept().saved(trial(4)).orElseThrow();
    TrialResult unbroken = PLAIN.evaluate(trial(4), Cancellation.NEVER);

    assertThat(saved.outcome().reason()).isEqualTo("stopped after 48 updates");
    assertThat(saved.updates()).isEqualTo(48);
    assertThat(saved.cycles()).isEqualTo(unbroken.cycles().subList(0, saved.lastCycle()));
    assertThat(saved.measurements())
        .isEqualTo(unbroken.measurements().stream().filter(each -> each.update() <= 48).toList());
    assertThat(kept().saved(trial(4).withCycles(3))).as("another length").isPresent();
    Trial other = new Trial("s", "coarse", 0, trial(4).seed(), trial(4).setting().with("k", 3));
    assertThat(kept().saved(other)).as("another setting").isEmpty();
  }

  @Test
  void aTrialMayBeLostSeveralTimes() {
    TrialResult unbroken = PLAIN.evaluate(trial(4), Cancellation.NEVER);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> kept().evaluate(trial(4), lostAfter(24))).isInstanceOf(Lost.class);
    }
    TrialResult again = kept().evaluate(trial(4), lostAfter(24));

    assertThat(again.resumedAt()).isEqualTo(72);
    assertSame(again, unbroken);
  }

  @Test
  void aResumedFinalTrainingHasAllItsSnapshots() {
    TrialResult unbroken = PLAIN.forTraining().evaluate(trial(3), Cancellation.NEVER);
    assertThatThrownBy(() -> kept().forTraining().evaluate(trial(3), lostAfter(50)))
        .isInstanceOf(Lost.class);
    TrialResult again = kept().forTraining().evaluate(trial(3), lostAfter(24));

    assertSame(again, unbroken);
    List<?> expected = (List<?>) unbroken.model();
    List<?> actual = (List<?>) again.model();
    assertThat(actual).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Snapshot one = (Snapshot) actual.get(i);
      Snapshot other = (Snapshot) expected.get(i);
      assertThat(one.cycle()).isEqualTo(other.cycle());
      assertThat(one.updates()).isEqualTo(other.updates());
      assertThat(one.network().w1().data).containsExactly(other.network().w1().data);
      assertThat(one.network().b2().data).containsExactly(other.network().b2().data);
    }
  }

  @Test
  void anEndedTrialWithAStateIsContinuedWithMoreCycles() throws IOException {
    StateKeeping always = keeping(Duration.ofDays(1)).always();
    PLAIN.keeping(always).evaluate(trial(2), Cancellation.NEVER);
    assertThat(states()).containsExactly(FILE);
    TrialResult longer = PLAIN.keeping(always).evaluate(trial(4), lostAfter(49));

    assertThat(longer.resumedAt()).isEqualTo(48);
    assertSame(longer, PLAIN.evaluate(trial(4), Cancellation.NEVER));
  }

  @Test
  void aStateWithMoreCyclesThanTheTrialIsIgnored() {
    StateKeeping always = keeping(Duration.ofDays(1)).always();
    PLAIN.keeping(always).evaluate(trial(4), Cancellation.NEVER);
    TrialResult shorter = PLAIN.keeping(always).evaluate(trial(2), Cancellation.NEVER);

    assertThat(shorter.resumedAt()).isZero();
    assertSame(shorter, PLAIN.evaluate(trial(2), Cancellation.NEVER));
  }

  @Test
  void shortTrialsWriteNothing() throws IOException {
    PLAIN.keeping(keeping(Duration.ofDays(1))).evaluate(trial(3), Cancellation.NEVER);

    assertThat(states()).isEmpty();
  }

  @Test
  void aDamagedStateIsIgnored() throws IOException {
    assertThatThrownBy(() -> kept().evaluate(trial(3), lostAfter(30))).isInstanceOf(Lost.class);
    byte[] content = Files.readAllBytes(folder.resolve(FILE));
    content[content.length / 2] ^= 1;
    Files.write(folder.resolve(FILE), content);
    TrialResult again = kept().evaluate(trial(3), Cancellation.NEVER);

    assertThat(again.resumedAt()).isZero();
    assertSame(again, PLAIN.evaluate(trial(3), Cancellation.NEVER));
  }

  @Test
  void aStateOfAnotherSettingIsIgnored() {
    assertThatThrownBy(() -> kept().evaluate(trial(3), lostAfter(30))).isInstanceOf(Lost.class);
    Trial other =
        new Trial("s", "coarse", 0, trial(3).seed(), trial(3).setting().with("lambda", 0.01));
    TrialResult result = kept().evaluate(other, Cancellation.NEVER);

    assertThat(result.resumedAt()).isZero();
    assertSame(result, PLAIN.evaluate(other, Cancellation.NEVER));
  }
}
