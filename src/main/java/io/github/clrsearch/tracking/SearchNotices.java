package io.github.clrsearch.tracking;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells notifiers once how a search has ended. A notifier that fails costs one line, never the
 * search.
 */
public final class SearchNotices implements SearchListener {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** After Ctrl-C, the process ends within a few seconds. */
  private static final Duration HURRY = Duration.ofSeconds(2);

  private final List<Notifier> notifiers;
  private final String study;
  private final Consumer<String> warning;
  private final long began = System.nanoTime();
  private final Map<String, EndedTrial> trials = new LinkedHashMap<>();
  private String folder = "";
  private Metric metric = Metric.accuracy();
  private boolean told;

  /**
   * Prepares notices.
   *
   * @param study name of the study
   * @param warning receives one line for each notifier that fails
   */
  public SearchNotices(List<Notifier> notifiers, String study, Consumer<String> warning) {
    this.notifiers = List.copyOf(notifiers);
    this.study = study;
    this.warning = warning;
  }

  /** The study was opened in this folder, and its trials are compared by this metric. */
  public void opened(String location, Metric comparedBy) {
    folder = location;
    metric = comparedBy;
  }

  @Override
  public void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int count, Collection<EndedTrial> kept) {
    kept.forEach(this::trialEnded);
  }

  @Override
  public void trialEnded(EndedTrial ended) {
    trials.put(ended.trial().toString(), ended);
  }

  /** The search has ended by itself. */
  public void ended(SearchedStudy searched) throws InterruptedException {
    Optional<RepeatedSetting> confirmed =
        searched.findings().confirmed().values().stream()
            .reduce((first, last) -> last)
            .flatMap(last -> last.settings().stream().findFirst())
            .filter(setting -> setting.seeds() > 0);
    tell("ended", "", confirmed, searched.findings().warnings(), PATIENCE);
  }

  /**
   * The search has failed.
   *
   * @param reason in one line
   */
  public void failed(String reason) throws InterruptedException {
    tell("failed", reason, Optional.empty(), List.of(), PATIENCE);
  }

  /** The search was interrupted by the user. */
  public void interrupted() throws InterruptedException {
    tell("interrupted", "", Optional.empty(), List.of(), HURRY);
  }

  private void tell(
      String event,
      String reason,
      Optional<RepeatedSetting> confirmed,
      List<String> notes,
      Duration patience)
      throws InterruptedException {
    if (told) {
      return;
    }
    told = true;
    Optional<Candidate> best = best();
    Map<String, Long> outcomes = new TreeMap<>();
    trials.values().forEach(end -> outcomes.merge(end.result().outcome().name(), 1L, Long::sum));
    String message =
        new SearchNotice(
                event,
                text(event, reason, best),
                study,
                folder,
                reason,
                trials.size(),
                outcomes,
                best.map(SearchNotice.Best::of).orElse(null),
                confirmed.map(SearchNotice.Confirmed::of).orElse(null),
                notes,
                (System.nanoTime() - began) / 1e9)
            .json();
    for (Notifier notifier : notifiers) {
      send(notifier, message, patience);
    }
  }

  /** Retrained settings count by their mean. */
  private Optional<Candidate> best() {
    return Leaderboard.of(
            trials.values().stream()
                .filter(end -> end.trial().repetition() == 0)
                .flatMap(end -> end.candidates(metric).stream())
                .toList())
        .best();
  }

  private String text(String event, String reason, Optional<Candidate> best) {
    String found =
        best.map(top -> "best %s %s (%s), ".formatted(metric.words(), top.text(), top.trial()))
            .orElse("");
    return "clr-search: study %s %s: %s%s%s"
        .formatted(
            study,
            event,
            found,
            Numbers.count(trials.size(), "trial"),
            reason.isEmpty() ? "" : "; " + reason);
  }

  private void send(Notifier notifier, String message, Duration patience)
      throws InterruptedException {
    try {
      notifier.send(message, patience);
    } catch (IOException e) {
      warning.accept("%s was not told: %s".formatted(notifier.name(), e.getMessage()));
    } catch (RuntimeException e) {
      // Nothing here may change how the search ends.
      warning.accept(
          "%s was not told: %s".formatted(notifier.name(), e.getClass().getSimpleName()));
    }
  }
}
