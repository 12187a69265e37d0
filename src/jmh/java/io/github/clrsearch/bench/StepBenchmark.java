package io.github.clrsearch.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One update as the trainer runs it: gather, then step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "--add-modules=jdk.incubator.vector"})
public class StepBenchmark {
  @Param({"50", "200", "1000"})
  private int m;

  @Param({"1", "0.8"})
  private double keep;

  @Param({"0", "0.5"})
  private double mirror;

  private Workload workload;

  @Setup
  public void prepare() {
    workload = new Workload(m, keep, mirror);
  }

  @Benchmark
  public boolean update() {
    return workload.update();
  }
}
