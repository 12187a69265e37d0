package io.github.clrsearch.data;

/** Whether loops may be written in the Vector API on this JVM. */
public final class VectorApi {
  private VectorApi() {}

  /**
   * Only where its module was added, which Spark's launcher does, and where the optimizing compiler
   * runs: without it every vector is an object. To be asked before a class that needs the module is
   * loaded.
   */
  public static boolean isUsable() {
    String mode = System.getProperty("java.vm.info", "");
    boolean optimized = !mode.contains("emulated-client") && !mode.contains("interpreted");
    return optimized && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
