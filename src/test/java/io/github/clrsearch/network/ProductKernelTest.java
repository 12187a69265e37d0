package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kernel gives the bits of the definition in {@link Panels}, on every shape. */
@Tag("optimizing-compiler")
class ProductKernelTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest(name = "{0} images, {1} inputs, {2} nodes")
  @CsvSource({
    "1, 1, 1",
    "4, 4, 8",
    "7, 37, 5",
    "100, 256, 50",
    "100, 257, 16",
    "12, 300, 40",
    "9, 513, 100",
    "100, 3072, 50",
    "20, 260, 97",
    "13, 300, 49",
    "13, 292, 55",
    "6, 70, 20",
    "6, 68, 68",
    "5, 64, 40",
    "3, 8, 113",
    "13, 300, 45",
    "5, 260, 80",
    "7, 130, 83"
  })
  void givesTheDefinedBits(int images, int inputs, int nodes) {
    FMatrixRMaj x = matrix(images, inputs);
    FMatrixRMaj w = matrix(nodes, inputs);
    // Two updates, because kernels keep gradients and factors in buffers.
    List<FMatrixRMaj> g = List.of(matrix(images, nodes), matrix(images, nodes));
    List<float[]> decay = List.of(matrix(1, nodes).data, matrix(1, nodes).data);
    FMatrixRMaj expectedH = forward(x, w);
    FMatrixRMaj expectedW = update(x, g.get(1), decay.get(1), update(x, g.get(0), decay.get(0), w));

    for (ProductKernel kernel : kernels(images, inputs, nodes)) {
      Panels panels = kernel.panels();
      NodeBlocks blocks = new NodeBlocks(images, inputs);
      blocks.take(x);
      PackedWeights weights = new PackedWeights(panels);
      weights.load(w, 0);
      float[] hidden = panels.newNodes();
      for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
        kernel.forward(
            panels.images(), blocks.values(), blocks.block(k), k, weights.values(), hidden);
      }
      for (int update = 0; update < g.size(); update++) {
        float[] gradients = panels.newNodes();
        panels.fromRows(g.get(update), gradients);
        float[] decays = Arrays.copyOf(decay.get(update), panels.nodes());
        kernel.takeGradients(gradients);
        for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
          kernel.update(blocks.values(), blocks.block(k), k, decays, weights.values());
        }
      }

      FMatrixRMaj actualH = new FMatrixRMaj(images, nodes);
      panels.toRows(hidden, actualH);
      FMatrixRMaj actualW = new FMatrixRMaj(nodes, inputs);
      weights.store(actualW, 0);
      assertThat(actualH.data).as("H of %s", kernel).containsExactly(expectedH.data);
      assertThat(actualW.data).as("W of %s", kernel).containsExactly(expectedW.data);
    }
  }

  @ParameterizedTest(name = "{0} images, {1} inputs, {2} nodes")
  @CsvSource({
    "1, 1, 1",
    "7, 37, 5",
    "100, 257, 16",
    "12, 300, 40",
    "9, 513, 100",
    "20, 260, 97",
    "13, 300, 49",
    "13, 300, 45",
    "3, 8, 113"
  })
  void givesTheDefinedBitsWithMomentum(int images, int inputs, int nodes) {
    FMatrixRMaj x = matrix(images, inputs);
    FMatrixRMaj g = matrix(images, nodes);
    FMatrixRMaj w = matrix(nodes, inputs);
    FMatrixRMaj v = matrix(nodes, inputs);
    FMatrixRMaj factors = matrix(5, nodes);
    FMatrixRMaj expectedV = v.copy();
    FMatrixRMaj expectedW = w.copy();
    move(x, g, factors, expectedV, expectedW);

    for (ProductKernel kernel : kernels(images, inputs, nodes)) {
      Panels panels = kernel.panels();
      NodeBlocks blocks = new NodeBlocks(images, inputs);
      blocks.take(x);
      PackedWeights weights = new PackedWeights(panels);
      weights.load(w, 0);
      PackedWeights velocities = new PackedWeights(panels);
      velocities.load(v, 0);
      float[] gradients = panels.newNodes();
      panels.fromRows(g, gradients);
      Motion motion = motion(factors, panels.nodes());
      kernel.takeGradients(gradients);
      for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
        kernel.update(
            blocks.values(), blocks.block(k), k, motion, velocities.values(), weights.values());
      }

      FMatrixRMaj actualV = new FMatrixRMaj(nodes, inputs);
      velocities.store(actualV, 0);
      FMatrixRMaj actualW = new FMatrixRMaj(nodes, inputs);
      weights.store(actualW, 0);
      assertThat(actualV.data).as("V of %s", kernel).containsExactly(expectedV.data);
      assertThat(actualW.data).as("W of %s", kernel).containsExactly(expectedW.data);
    }
  }

  private static Motion motion(FMatrixRMaj factors, int nodes) {
    Motion motion = new Motion(nodes);
    float[][] each = {motion.penalty, motion.momentum, motion.keep, motion.ofNew, motion.ofOld};
    for (int row = 0; row < each.length; row++) {
      System.arraycopy(factors.data, row * factors.numCols, each[row], 0, factors.numCols);
    }
    return motion;
  }

  /** The definition in {@link Motion}. */
  private static void move(
      FMatrixRMaj x, FMatrixRMaj g, FMatrixRMaj factors, FMatrixRMaj v, FMatrixRMaj w) {
    for (int j = 0; j < w.numRows; j++) {
      for (int d = 0; d < w.numCols; d++) {
        float sum = 0;
        for (int i = 0; i < x.numRows; i++) {
          sum = Math.fma(x.get(i, d), g.get(i, j), sum);
        }
        float weight = w.get(j, d);
        float moved = Math.fma(v.get(j, d), factors.get(4, j), weight * factors.get(2, j));
        float gradient = Math.fma(weight, factors.get(0, j), sum);
        float velocity = Math.fma(v.get(j, d), factors.get(1, j), gradient);
        v.set(j, d, velocity);
        w.set(j, d, Math.fma(velocity, factors.get(3, j), moved));
      }
    }
  }

  private static List<ProductKernel> kernels(int images, int inputs, int nodes) {
    ProductKernel plain = new PlainProducts(images, inputs, nodes);
    return Arithmetic.usesVectors()
        ? List.of(plain, new VectorProducts(images, inputs, nodes))
        : List.of(plain);
  }

  private static FMatrixRMaj forward(FMatrixRMaj x, FMatrixRMaj w) {
    FMatrixRMaj h = new FMatrixRMaj(x.numRows, w.numRows);
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < w.numRows; j++) {
        float sum = 0;
        for (int k = 0; k < x.numCols; k += 256) {
          float part = 0;
          for (int d = k; d < Math.min(k + 256, x.numCols); d++) {
            part = Math.fma(x.get(i, d), w.get(j, d), part);
          }
          sum += part;
        }
        h.set(i, j, sum);
      }
    }
    return h;
  }

  private static FMatrixRMaj update(FMatrixRMaj x, FMatrixRMaj g, float[] decay, FMatrixRMaj w) {
    FMatrixRMaj updated = new FMatrixRMaj(w.numRows, w.numCols);
    for (int j = 0; j < w.numRows; j++) {
      for (int d = 0; d < w.numCols; d++) {
        float sum = 0;
        for (int i = 0; i < x.numRows; i++) {
          sum = Math.fma(x.get(i, d), g.get(i, j), sum);
        }
        updated.set(j, d, Math.fma(w.get(j, d), decay[j], sum));
      }
    }
    return updated;
  }

  private FMatrixRMaj matrix(int rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
