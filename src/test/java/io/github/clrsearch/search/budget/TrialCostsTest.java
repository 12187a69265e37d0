package io.github.clrsearch.search.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialCostsTest {
  private static final int CYCLES = 3;
  private static final Trial TRIAL =
      new Trial("s", "coarse", 0, 0, new Setting(Map.of("n_cycles", (double) CYCLES)));

  /** Each cycle has as many updates of the one before; an update costs 5. */
  private record Growing(int factor) implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long updatesPerCycle(Setting setting) {
      return 10;
    }

    @Override
    public long updates(Setting setting, int cycles) {
      return IntStream.range(0, cycles).mapToLong(i -> 10 * (long) Math.pow(factor, i)).sum();
    }

    @Override
    public long cost(Setting setting) {
      return 5 * updates(setting, CYCLES);
    }
  }

  private static TrialResult result(Growing objective, int from, int to, int unit) {
    List<CycleResult> cycles =
        IntStream.rangeClosed(1, to)
            .mapToObj(i -> CycleResult.of(i, unit * objective.updates(null, i), Map.of()))
            .toList();
    return new TrialResult(
        new Outcome.Completed(),
        cycles,
        List.of(),
        unit * objective.updates(null, to),
        unit * objective.updates(null, from),
        null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aPartCostsWhatItsUpdatesCost(int factor) {
    Growing objective = new Growing(factor);
    TrialCosts costs = new TrialCosts(objective);
    for (int done = 0; done <= CYCLES; done++) {
      for (int target = done; target <= CYCLES; target++) {
        double cost = 5.0 * (objective.updates(null, target) - objective.updates(null, done));

        assertThat(costs.of(new TrialTarget(TRIAL, target), done)).isCloseTo(cost, within(1e-9));
        if (target > 0) {
          assertThat(costs.ofLastExecution(TRIAL, result(objective, done, target, 1)))
              .isCloseTo(cost, within(1e-9));
          assertThat(costs.ofLastExecution(TRIAL, result(objective, done, target, 7)))
              .as("counted in updates of another length")
              .isCloseTo(cost, within(1e-9));
        }
      }
    }
    assertThat(costs.ofOneCycle(TRIAL)).isCloseTo(50, within(1e-9));
  }
}
