package io.github.clrsearch.cluster;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.FakeObjective.Behaviour;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Studies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trials without a study, run on the local Spark. */
final class Scheduled {
  private Scheduled() {}

  static Trial trial(int number, double x) {
    long seed = Seeds.trial(1, "coarse", number);
    return new Trial("s", "coarse", number, seed, new Setting(Map.of("x", x)));
  }

  /** Not in the order of their costs. */
  static List<Trial> trials(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> trial(i, (i * 7 % count + 1.0) / count))
        .toList();
  }

  static TrialScheduler scheduler(Objective objective) {
    return new TrialScheduler(
        Slots.ofExecutors(LocalSpark.context()),
        objective,
        Studies.PROVENANCE,
        Duration.ZERO,
        Grouping.ALONE);
  }

  static List<EndedTrial> run(Behaviour behaviour, List<Trial> trials) throws InterruptedException {
    List<EndedTrial> ended = new ArrayList<>();
    scheduler(new FakeObjective(behaviour)).run(trials, ended::add, lost -> {});
    return ended;
  }
}
