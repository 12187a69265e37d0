import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The searches that the replay compares. The first one is plain search. */
final class ReplayedSearches {
  /** How the names of searches begin that end when they have spent the updates of plain search. */
  static final String RULE = "rule: ";

  private ReplayedSearches() {}

  /** Stages with the given numbers of trials; those after the first use a model, if not refined. */
  private static List<SearchingStage> stages(
      Sampling first, Sampling others, Cycles cycles, StoppingRule stopping, int... trials) {
    List<SearchingStage> stages = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      stages.add(
          Stage.of("stage-" + i, trials[i])
              .with(i == 0 ? first : others)
              .with(cycles, stopping));
    }
    return stages;
  }

  private static List<SearchingStage> learning(List<SearchingStage> stages, Learning learning) {
    return stages.stream().map(stage -> stage.with(learning)).toList();
  }

  /**
   * The same stages; those after the first are refined in all dimensions if they draw randomly. The
   * number of a tabled trial is no quantity to refine.
   */
  private static List<SearchingStage> refined(SearchSpace space, List<SearchingStage> stages) {
    String[] all =
        space.dimensions().stream()
            .filter(name -> !name.equals(TabledCurves.NUMBER))
            .toArray(String[]::new);
    return stages.stream()
        .map(
            stage ->
                stage == stages.get(0) || stage.sampling() == Sampling.GP
                    ? stage
                    : stage.refining(all))
        .toList();
  }

  /** The stages of each search, by its name. */
  static Map<String, List<SearchingStage>> all(SearchSpace space) {
    Sampling random = Sampling.RANDOM;
    Sampling sobol = Sampling.SOBOL;
    Sampling gp = Sampling.GP;
    StoppingRule never = new NoStopping();
    StoppingRule free = new Extrapolation();
    StoppingRule halving = new Halving(3, 0);
    StoppingRule median = new MedianStopping(0);
    Map<String, List<SearchingStage>> searches = new LinkedHashMap<>();
    searches.put("plain: random, 20 + 20", stages(random, random, Cycles.DRAWN, never, 20, 20));
    searches.put("free cycles", stages(random, random, Cycles.FREE, free, 20, 20));
    searches.put("free, 20 + 10 + 10", stages(random, random, Cycles.FREE, free, 20, 10, 10));
    searches.put("free, `never`", stages(random, random, Cycles.FREE, never, 20, 20));
    searches.put("free, `halving`", stages(random, random, Cycles.FREE, halving, 20, 20));
    searches.put("free, `median`", stages(random, random, Cycles.FREE, median, 20, 20));
    searches.put("free, Sobol", stages(sobol, sobol, Cycles.FREE, free, 20, 20));
    searches.put("`halving`, Sobol", stages(sobol, sobol, Cycles.FREE, halving, 20, 20));
    searches.put("free, Sobol 12, gp 12", stages(sobol, gp, Cycles.FREE, free, 12, 12));
    searches.put("`halving`, Sobol 12, gp 12", stages(sobol, gp, Cycles.FREE, halving, 12, 12));
    searches.put("free, Sobol 8, gp 4 x 4", stages(sobol, gp, Cycles.FREE, free, 8, 4, 4, 4, 4));
    searches.put(
        "`halving`, Sobol 8, gp 4 x 4", stages(sobol, gp, Cycles.FREE, halving, 8, 4, 4, 4, 4));
    for (int lag : new int[] {1, 4, 8}) {
      searches.put(
          "free, Sobol 8, gp 16, lag " + lag,
          learning(stages(sobol, gp, Cycles.FREE, free, 8, 16), new Learning.Lag(lag)));
    }
    searches.put(
        "Sobol 24, gp 12 in one batch",
        learning(stages(sobol, gp, Cycles.DRAWN, never, 24, 12), new Learning.Batch(12)));
    searches.put(
        "free, Sobol 8, gp 28, lag 4",
        learning(stages(sobol, gp, Cycles.FREE, free, 8, 28), new Learning.Lag(4)));
    searches.replaceAll((name, stages) -> refined(space, stages));
    for (StoppingRule rule : List.of(never, free, halving, median)) {
      searches.put(RULE + "random, " + rule.name(), batches(rule));
      searches.put(
          RULE + "gp, " + rule.name(),
          learning(stages(sobol, gp, Cycles.FREE, rule, 8, 200), new Learning.Lag(4)));
    }
    return searches;
  }

  /** Batches of random trials, more than a search has updates for. */
  private static List<SearchingStage> batches(StoppingRule rule) {
    return IntStream.range(0, 20)
        .mapToObj(batch -> Stage.of("stage-" + batch, 20).with(Cycles.FREE, rule))
        .toList();
  }
}
