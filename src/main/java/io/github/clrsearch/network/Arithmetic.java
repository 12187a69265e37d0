package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;
import java.util.logging.Logger;
import jdk.incubator.vector.FloatVector;

/**
 * What computes the products of a training here. The bits of every result are the same with each of
 * them: on every processor and JDK, with and without the Vector API, compiled or interpreted.
 */
public final class Arithmetic {
  /**
   * The version of the bits: two versions round in different orders, so that trials of one are not
   * continued by the other, nor compared with it. Version 1 multiplied with OpenBLAS, whose bits
   * depend on the processor.
   */
  public static final String VERSION = "2, the same bits on every processor";

  private static final boolean VECTORS = VectorApi.isUsable() && Fma.IN_HARDWARE;

  static {
    if (!Fma.IN_HARDWARE) {
      warn(
          "this processor has no fused multiply-add: trials give the same bits here, but take many times as long");
    } else if (!VECTORS) {
      warn(
          "without the Vector API, whose module is missing, or without the optimizing compiler, trials give the same bits but take two to six times as long: start Java with --add-modules=jdk.incubator.vector");
    }
  }

  private Arithmetic() {}

  /**
   * Has the loops in the Vector API compiled on a thread beside, while this one does something
   * else. Without it the first ten updates of a JVM take more than a second.
   */
  public static void prepare() {
    if (VECTORS) {
      Thread thread = new Thread(WarmUp::run, "warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void warn(String line) {
    Logger.getLogger(Arithmetic.class.getName()).warning(line);
  }

  /** Whether the products run in the Vector API. */
  static boolean usesVectors() {
    return VECTORS;
  }

  /** What computes, for provenance: {@code Vector API, 512 bits} or {@code plain Java}. */
  public static String name() {
    if (VECTORS) {
      return "Vector API, %d bits".formatted(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
    return Fma.IN_HARDWARE ? "plain Java" : "plain Java without fused multiply-adds";
  }
}
