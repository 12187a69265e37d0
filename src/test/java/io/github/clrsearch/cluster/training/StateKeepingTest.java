package io.github.clrsearch.cluster.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.TrainingMethod;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateKeepingTest {
  private static final Provenance HERE =
      new Provenance("1.0", "images", "ab12", "4.1.3", "0.46.1", "17", "Vector API", "one kind");

  @Test
  void aStateGoesOnOnAnotherProcessorJavaAndSpark() {
    Provenance there =
        new Provenance("1.0", "images", "ab12", "4.2.0", "0.46.1", "25", "plain Java", "another");

    assertThat(of(there)).isEqualTo(of(HERE));
  }

  @Test
  void aStateIsOneOfItsDataAndVersion() {
    assertThat(
            of(new Provenance("1.1", "images", "ab12", "4.1.3", "0.46.1", "17", "plain Java", "x")))
        .isNotEqualTo(of(HERE));
    assertThat(
            of(new Provenance("1.0", "images", "cd34", "4.1.3", "0.46.1", "17", "plain Java", "x")))
        .isNotEqualTo(of(HERE));
  }

  private static Map<String, String> of(Provenance provenance) {
    Trial trial = new Trial("study", "coarse", 0, 1, new Setting(Map.of("m", 50.0)));
    return new StateKeeping(null, Duration.ZERO, StateKeeping.Last.AS_OTHERS, provenance)
        .of("SEARCH", trial, 1, new MeasurementPlan(9, 400), TrainingMethod.DEFAULT);
  }
}
