package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;

/** How many trials a stage trains. It is not part of a study's definition: a stage may grow. */
public sealed interface StageSize extends Serializable {

  /**
   * A number of trials of a stage.
   *
   * @throws IllegalArgumentException if it is below 1; the message names the stage
   */
  static Count count(String stage, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "stage %s: trials must be at least 1, but got %d: raise it or remove the stage"
              .formatted(stage, trials));
    }
    return new Count(trials);
  }

  /**
   * A number of trials.
   *
   * @param count at least 1
   */
  record Count(int count) implements StageSize {
    public Count {
      if (count < 1) {
        throw new IllegalArgumentException("trials must be at least 1, but got " + count);
      }
    }
  }

  /**
   * As many trials as a part of the search's time allows.
   *
   * @param fraction of the time, in (0, 1]
   */
  record Share(double fraction) implements StageSize {
    public Share {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "budget must be greater than 0 %% and at most 100 %%, but got %s %%"
                .formatted(Numbers.exact(100 * fraction)));
      }
    }
  }
}
