package io.github.clrsearch.bench;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import java.util.concurrent.TimeUnit;
import org.ejml.data.FMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parts of an update, measurements, and the peak of the processor. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "--add-modules=jdk.incubator.vector"})
public class PartsBenchmark {
  private static final int SUBSET = 1000;

  private final PreparedData data = Workload.data();
  private final int[] validation = data.split().validation();
  private final Workload still = new Workload(1, 1, 0);
  private final Workload mirrored = new Workload(1, 1, 0.5);
  private final Evaluation evaluation = new Evaluation(data);
  private final Network network =
      Network.random(ImageShape.CIFAR.size(), 50, data.images().classes(), 1);
  private final Square square = new Square();

  @Benchmark
  public MiniBatch gather() {
    return still.gather();
  }

  @Benchmark
  public MiniBatch gatherMirrored() {
    return mirrored.gather();
  }

  /** A measurement within a cycle, at m = 50. */
  @Benchmark
  public Scores evaluateSubset() {
    return evaluation.measure(network, validation, SUBSET, 1e-3);
  }

  /** The measurement at the end of a cycle, at m = 50. */
  @Benchmark
  public Scores evaluateValidationSplit() {
    return evaluation.measure(network, validation, validation.length, 1e-3);
  }

  /** 1536 x 1536: 7.25 GFLOP. */
  @Benchmark
  public FMatrixRMaj squareProduct() {
    return square.multiply();
  }
}
