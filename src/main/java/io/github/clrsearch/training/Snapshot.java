package io.github.clrsearch.training;

import io.github.clrsearch.network.Network;
import java.io.Serializable;

/**
 * The network at the end of a cycle.
 *
 * @param cycle from 1
 * @param updates updates done so far
 * @param network live: call {@link #copy} to keep it
 */
public record Snapshot(int cycle, long updates, Network network) implements Serializable {

  /** Returns a copy that further training does not change. */
  public Snapshot copy() {
    return new Snapshot(cycle, updates, network.copy());
  }
}
