package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Study;
import io.github.clrsearch.store.StudyStore;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Studies whose trials a search trains again, takes over or learns from. */
final class OtherStudies {
  private Optional<StudyStore> replayed = Optional.empty();
  private Optional<StudyStore> forked = Optional.empty();
  private Optional<Function<String, StudyStore>> open = Optional.empty();

  /** Sets the study whose trials are trained again. */
  void replay(StudyStore original) {
    replayed = Optional.of(original);
  }

  /** Whether the trials of a study are trained again. */
  boolean replays() {
    return replayed.isPresent();
  }

  /** Sets the study whose trials are taken over. */
  void fork(StudyStore original) {
    forked = Optional.of(original);
  }

  /** Sets how to open the studies that stages learn from, given a folder or name. */
  void find(Function<String, StudyStore> by) {
    open = Optional.of(by);
  }

  /**
   * Copies what stages learn from, and tells a search what to train again or take over.
   *
   * @param store of the search
   * @throws io.github.clrsearch.store.files.StoreException if a study cannot be used
   */
  void prepare(StudySearch search, Study study, StudyStore store, Configuration hadoop) {
    replayed.map(original -> ReplayedStudy.of(original, store)).ifPresent(search::replaying);
    if (replayed.isEmpty()) {
      new EarlierStudies(study, open.orElse(name -> StudyStore.open(name, hadoop))).copyTo(store);
    }
    forked.map(original -> ForkedStudy.of(original, store)).ifPresent(search::forking);
  }
}
