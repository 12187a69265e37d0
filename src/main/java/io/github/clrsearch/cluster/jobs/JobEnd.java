package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.time.Instant;
import java.util.List;

/** How the Spark job of a group of trials ended. */
sealed interface JobEnd {

  /**
   * The task returned its trials.
   *
   * @param trials as they were submitted
   * @param ended the same trials in the same order, as the executor returned them
   */
  record Returned(List<Trial> trials, List<EndedTrial> ended) implements JobEnd {}

  /** Spark gave the job up, for example because it lost several executors under it. */
  record GivenUp(List<Trial> trials, Instant submitted, Throwable error) implements JobEnd {}

  /** No further job can be submitted. */
  record NotSubmitted(Throwable error) implements JobEnd {}

  /** All jobs have been submitted. */
  record AllSubmitted() implements JobEnd {}
}
