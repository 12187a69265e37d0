package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyTexts;
import io.github.clrsearch.network.Momentum;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.training.MeasurementPlan.Early;
import io.github.clrsearch.training.ScheduleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study that the range test of a study is. */
class LrRangeCommandTest {
  @TempDir private Path folder;

  private StudyConfiguration test(String... lines) throws IOException {
    return LrRangeCommand.variant(new StudyTexts(folder).read(String.join("\n", lines)));
  }

  @Test
  void risesOnceWithTheStudysMomentumAndWithoutItsPenalty() throws IOException {
    StudyConfiguration test =
        test(
            "training { schedule = one-cycle, momentum = nesterov }",
            "space { momentum = 0.9, lambda = 0.1, k = 7 }",
            "lr-range.epochs = 3");

    assertThat(test.method().schedule()).isEqualTo(ScheduleKind.EXPONENTIAL_RISE);
    assertThat(test.method().momentum().rule()).isEqualTo(Momentum.Rule.NESTEROV);
    assertThat(test.study().space().onlySetting().values())
        .containsEntry("momentum", 0.9)
        .containsEntry("lambda", 0.0)
        .containsEntry("k", 3.0)
        .containsEntry("n_cycles", 1.0)
        .containsEntry("eta_max", 10.0);
    assertThat(test.measure().perCycle()).isEqualTo(200);
    assertThat(test.measure().early()).isEqualTo(Early.NONE);
  }

  @Test
  void aLinearRiseIsAlsoMeasuredEarly() throws IOException {
    StudyConfiguration test = test("lr-range { rise = linear, eta-max = 0.5 }");

    assertThat(test.method().schedule()).isEqualTo(ScheduleKind.TRIANGULAR);
    assertThat(test.measure().early()).isEqualTo(Early.DOUBLING);
  }

  @Test
  void comparedValuesHaveAStageEach() throws IOException {
    StudyConfiguration test =
        test("lr-range { seeds = 2, over.batch_size = [50, 100] }", "space.momentum = 0.5");

    assertThat(test.study().stages())
        .extracting(Stage::name)
        .containsExactly("lr-range-batch_size-50", "lr-range-batch_size-100");
    assertThat(test.study().stages().get(0).space())
        .isEqualTo(Map.of("batch_size", new Constant(50)));
    assertThat(test.study().stages().get(0).trials()).isEqualTo(2);
  }

  @Test
  void measuresAllValidationImagesAlsoIfTheirNumberIsNotKnownYet() throws IOException {
    assertThat(test("data.validation = 700").measure().subset()).isEqualTo(700);
    assertThat(test("data.validation = [data_batch_2.bin]").measure().subset())
        .isEqualTo(Integer.MAX_VALUE);
  }
}
