package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.incubator.vector.FloatVector;

/**
 * The implementation that computes the matrix products of this JVM: the Vector API or plain Java.
 * Both give the same bits, on every processor and JDK, compiled or interpreted.
 */
public final class Arithmetic {
  /**
   * Version of the numerical results. Different versions round in different orders, so a trial
   * cannot be continued by another version or compared with its trials. Version 1 multiplied with
   * OpenBLAS, whose bits depend on the processor.
   */
  public static final String VERSION = "2, the same bits on every processor";

  private static final Logger LOG = Logger.getLogger(Arithmetic.class.getName());

  private static final boolean VECTORS = VectorApi.isUsable() && Fma.IN_HARDWARE;

  private static final AtomicBoolean PREPARED = new AtomicBoolean();

  static {
    if (!Fma.IN_HARDWARE) {
      warn(
          "This processor has no fused multiply-add instruction. Trials give the same results but are many times slower.");
    } else if (!VECTORS) {
      warn(
          "The Vector API is not available: its module is missing, or the optimizing compiler (C2) is off. Trials give the same results but are two to six times slower. Start Java with --add-modules=jdk.incubator.vector.");
    }
  }

  private Arithmetic() {}

  /**
   * Starts compiling the Vector API loops in a background thread, the first time it is called in a
   * JVM. Returns at once. Without this call the first ten updates of a JVM take more than a second.
   * A failure of the thread is only logged, because training works without it; the thread is a
   * daemon and does not delay the exit of the JVM.
   */
  public static void prepare() {
    if (VECTORS && !PREPARED.getAndSet(true)) {
      Thread thread = new Thread(WarmUp::run, "warm-up");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((failed, e) -> LOG.log(Level.FINE, "warm-up failed", e));
      thread.start();
    }
  }

  private static void warn(String line) {
    LOG.warning(line);
  }

  /** Whether the products use the Vector API. */
  static boolean usesVectors() {
    return VECTORS;
  }

  /**
   * The implementation's name for provenance, such as {@code Vector API, 512 bits} or {@code plain
   * Java}.
   */
  public static String name() {
    if (VECTORS) {
      return "Vector API, %d bits".formatted(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
    return Fma.IN_HARDWARE ? "plain Java" : "plain Java without fused multiply-adds";
  }
}
