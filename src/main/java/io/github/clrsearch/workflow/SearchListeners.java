package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.budget.SearchClock;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Rung;
import io.github.clrsearch.store.EndedTrial;
import java.util.Collection;
import java.util.List;

/** Notifies several listeners in turn. */
public record SearchListeners(List<SearchListener> listeners) implements SearchListener {

  @Override
  public void clockStarted(SearchClock clock) {
    listeners.forEach(each -> each.clockStarted(clock));
  }

  @Override
  public void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int trials, Collection<EndedTrial> kept) {
    listeners.forEach(each -> each.stageStarted(stage, space, lines, trials, kept));
  }

  @Override
  public void trialEnded(EndedTrial ended) {
    listeners.forEach(each -> each.trialEnded(ended));
  }

  @Override
  public void rungDecided(Stage stage, Rung rung) {
    listeners.forEach(each -> each.rungDecided(stage, rung));
  }

  @Override
  public void stageEnded(Stage stage) {
    listeners.forEach(each -> each.stageEnded(stage));
  }

  @Override
  public void note(String line) {
    listeners.forEach(each -> each.note(line));
  }
}
