package io.github.clrsearch.data;

/** Availability of the Vector API on this JVM. */
public final class VectorApi {
  private VectorApi() {}

  /**
   * Whether to use the Vector API: its module was added (as Spark's launcher does), and the
   * optimizing compiler runs, without which every vector is an object. Check this before loading a
   * class that needs the module.
   */
  public static boolean isUsable() {
    String mode = System.getProperty("java.vm.info", "");
    boolean optimized = !mode.contains("emulated-client") && !mode.contains("interpreted");
    return optimized && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
