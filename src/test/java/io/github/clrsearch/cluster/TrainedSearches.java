package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.cluster.training.SmallTraining;
import io.github.clrsearch.cluster.training.StateKeeping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.FakeClock;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.training.MeasurementPlan;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;

/**
 * Searches of real, small trainings, one after the other in one folder. On the clock of their
 * budget, each training takes some seconds.
 */
final class TrainedSearches {
  static final int CYCLES = 4;
  static final int SECONDS_PER_TRIAL = 5;

  private static final ClrObjective PLAIN =
      SmallTraining.objective(200, new MeasurementPlan(2, 50));

  private final Path folder;
  private final FakeClock clock;

  /** Trials that ended in the last search, in this order. */
  final List<Trial> ended = new ArrayList<>();

  final List<String> lines = new ArrayList<>();
  private int interruptAfter;

  TrainedSearches(Path folder, FakeClock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The user's Ctrl-C after so many trials of the next search. */
  TrainedSearches interruptedAfter(int trials) {
    interruptAfter = trials;
    return this;
  }

  static SearchSpace space() {
    return SearchSpace.empty()
        .with("lambda", new LogUniform(1e-4, 1e-1))
        .with("k", new IntegerUniform(1, 3))
        .with("n_cycles", new IntegerUniform(2, CYCLES))
        .with("m", new Constant(8))
        .with("p_x", new Constant(1))
        .with("p_h", new Constant(0.9))
        .with("eta_min", new Constant(1e-5))
        .with("eta_max", new Constant(0.1))
        .with("batch_size", new Constant(25));
  }

  /** Begins a search, or goes on with it. */
  SearchedStudy run(UnaryOperator<SparkSearch> options, Stage... stages)
      throws InterruptedException {
    Study study = new Study("s", 1, space(), List.of(stages));
    StudyStore store =
        StudyStore.begin(folder.toString(), Studies.header(study), new Configuration());
    ClrObjective objective =
        PLAIN.keeping(
            new StateKeeping(
                store.states(Configuration::new),
                Duration.ofDays(1),
                StateKeeping.Last.AS_OTHERS,
                Studies.PROVENANCE));
    ended.clear();
    lines.clear();
    SparkSearch search =
        SparkSearch.of(study, timed(objective), 40).listener(listener()).clock(clock.source());
    return options.apply(search).run(LocalSpark.freshSession(), store);
  }

  /** The clock moves where the time passes: the driver may be slow to notice the end of a trial. */
  private Objective timed(Objective objective) {
    Timed.clock = clock;
    return Timed.objective(objective);
  }

  /** An objective whose trainings take some seconds of the clock. */
  private record Timed(Objective objective) implements InvocationHandler, Serializable {
    private static volatile FakeClock clock;

    static Objective objective(Objective objective) {
      return (Objective)
          Proxy.newProxyInstance(
              Timed.class.getClassLoader(), new Class<?>[] {Objective.class}, new Timed(objective));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Object result;
      try {
        result = method.invoke(objective, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      if (result instanceof TrialResult) {
        clock.pass(Duration.ofSeconds(SECONDS_PER_TRIAL));
      }
      return result instanceof Objective other ? objective(other) : result;
    }
  }

  private SearchListener listener() {
    int last = interruptAfter;
    interruptAfter = 0;
    return new SearchListener() {
      @Override
      public void trialEnded(EndedTrial end) {
        ended.add(end.trial());
        if (ended.size() == last) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void note(String line) {
        lines.add(line);
      }
    };
  }

  StudyStore store() {
    return StudyStore.open(folder.toString(), new Configuration());
  }

  /** All rows by the names of their trials. */
  Map<String, EndedTrial> rows() {
    Map<String, EndedTrial> rows = new LinkedHashMap<>();
    store().trials().forEach(row -> rows.put(row.trial().toString(), row));
    return rows;
  }

  /** Each row is the beginning of a training that nothing stopped, up to the end of a cycle. */
  void assertRowsOfUndisturbedTrainings() {
    assertThat(rows().values()).isNotEmpty().allSatisfy(TrainedSearches::assertUndisturbed);
  }

  private static void assertUndisturbed(EndedTrial row) {
    TrialResult whole = PLAIN.evaluate(row.trial(), Cancellation.NEVER);
    TrialResult result = row.result();
    assertThat(result.lastCycle()).isPositive();
    assertThat(result.cycles()).isEqualTo(whole.cycles().subList(0, result.lastCycle()));
    assertThat(result.measurements())
        .isEqualTo(whole.measurements().subList(0, result.measurements().size()));
    assertThat(result.updates())
        .isEqualTo(result.cycles().get(result.cycles().size() - 1).updates());
  }
}
