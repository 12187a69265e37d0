package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.network.Scores;
import io.github.clrsearch.training.TrainingObserver.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossLimitTest {
  private final Recording rows = new Recording();
  private final LossLimit limit = LossLimit.of(rows);

  @ParameterizedTest
  @CsvSource({
    // Averages of five: 1, 1, 1, 1, 1, then 1 + (x - 1) / 5.
    "1 1 1 1 1 16,    -1",
    "1 1 1 1 1 16.1,  5",
    "2 2 1 9 9 9,     -1",
    "1 4.1 4.1 20,    3",
    "1 NaN NaN,       -1"
  })
  void isExceededAtFourTimesTheLowestAverage(String losses, int at) {
    String[] all = losses.split(" ");
    for (int i = 0; i < all.length; i++) {
      assertThat(limit.isExceeded()).isEqualTo(at >= 0 && i > at);
      measured(0.1 * i, Part.TRAINING, 1e9);
      measured(0.1 * i, Part.VALIDATION, Double.parseDouble(all[i]));
    }

    assertThat(limit.isExceeded()).isEqualTo(at >= 0);
    assertThat(rows.measurements).hasSize(2 * all.length);
  }

  @Test
  void otherTrainingsHaveNoLimit() {
    LossLimit none = LossLimit.unlimited(rows);
    for (double loss : new double[] {1, 1e30}) {
      none.measured(1, 1, 0.1, Part.VALIDATION, new Scores(10, loss, loss, 0.5));
    }

    assertThat(none.isExceeded()).isFalse();
    assertThat(rows.measurements).hasSize(2);
  }

  @Test
  void namesTheFirstRateThatExceedsIt() {
    List.of(1.0, 30.0, 1e6).forEach(loss -> measured(loss / 10, Part.VALIDATION, loss));

    assertThat(limit.reason())
        .isEqualTo("the smoothed loss exceeded 4 times its lowest value at eta = 3.00");
  }

  private void measured(double eta, Part part, double loss) {
    limit.measured(1, 1, eta, part, new Scores(10, loss, loss, 0.5));
  }
}
