import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import java.util.Map;
import java.util.TreeMap;

/** What a search had found after each of its updates. */
final class Found {
  /** The candidates that had the highest score so far, by number of updates. */
  private final TreeMap<Long, Candidate> best = new TreeMap<>();

  private final long most;
  private long updates;

  /**
   * Nothing yet.
   *
   * @param most number of updates after which the search ends
   */
  Found(long most) {
    this.most = most;
  }

  /** Whether the search has spent its updates. */
  boolean isSpent() {
    return updates >= most;
  }

  /** The updates of all trials together. */
  long updates() {
    return updates;
  }

  /** The highest score at the end. */
  double best() {
    return best.lastEntry().getValue().score();
  }

  /** The highest score after a number of updates; 0 if there was none. */
  double best(long after) {
    Map.Entry<Long, Candidate> entry = best.floorEntry(after);
    return entry == null ? 0 : entry.getValue().score();
  }

  /** The setting of the highest score at the end. */
  Setting chosen() {
    return best.lastEntry().getValue().setting();
  }

  /** The setting of the highest score after a number of updates, or else the first of all. */
  Setting chosen(long after) {
    Map.Entry<Long, Candidate> entry = best.floorEntry(after);
    return (entry == null ? best.firstEntry() : entry).getValue().setting();
  }

  /** The number of updates until a score was reached; infinite if it was not. */
  double until(double score) {
    return best.entrySet().stream()
        .filter(entry -> entry.getValue().score() >= score)
        .mapToDouble(Map.Entry::getKey)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Adds updates without a result. */
  void spend(long more) {
    updates += more;
  }

  /** Adds a cycle that ended after so many more updates. */
  void add(Candidate candidate, long more) {
    updates += more;
    if (candidate.measured() && (best.isEmpty() || candidate.score() > best())) {
      best.put(updates, candidate);
    }
  }
}
