package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.samplers.GaussianProcess.Prediction;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final Kernel KERNEL = new Kernel(new double[] {0.5, 2}, 1.5, 0.01);
  private static final List<double[]> POINTS =
      List.of(new double[] {0, 0}, new double[] {0.3, 1}, new double[] {0.9, 0.2});
  private static final double[] VALUES = {1, -0.5, 0.25};

  private static RealMatrix covariance() {
    RealMatrix matrix = new Array2DRowRealMatrix(3, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        matrix.setEntry(i, j, KERNEL.between(POINTS.get(i), POINTS.get(j)) + (i == j ? 0.01 : 0));
      }
    }
    return matrix;
  }

  @Test
  void theKernelIsMaternOfFiveHalves() {
    double r = Math.sqrt(5) * Math.hypot(0.3 / 0.5, 1 / 2.0);
    assertThat(KERNEL.between(POINTS.get(0), POINTS.get(1)))
        .isCloseTo(1.5 * (1 + r + r * r / 3) * Math.exp(-r), within(1e-14));
    assertThat(KERNEL.between(POINTS.get(1), POINTS.get(1))).isEqualTo(1.5);
  }

  @Test
  void agreesWithTheTextbookFormulas() {
    double[] point = {0.5, 0.5};
    Prediction at = GaussianProcess.of(KERNEL, POINTS, VALUES).at(point);
    RealVector k = new ArrayRealVector(3);
    for (int i = 0; i < 3; i++) {
      k.setEntry(i, KERNEL.between(POINTS.get(i), point));
    }
    RealVector weights = new LUDecomposition(covariance()).getSolver().solve(k);

    assertThat(at.mean()).isCloseTo(weights.dotProduct(new ArrayRealVector(VALUES)), within(1e-12));
    assertThat(at.variance()).isCloseTo(1.5 - weights.dotProduct(k), within(1e-12));
  }

  @Test
  void theLikelihoodIsMultivariateNormal() {
    RealVector values = new ArrayRealVector(VALUES);
    LUDecomposition solved = new LUDecomposition(covariance());
    double expected =
        -values.dotProduct(solved.getSolver().solve(values)) / 2
            - Math.log(solved.getDeterminant()) / 2;

    Likelihood likelihood = new Likelihood(POINTS, VALUES);
    assertThat(likelihood.log(KERNEL)).isCloseTo(expected, within(1e-12));
    likelihood.log(new Kernel(new double[] {1, 1}, 1, 1));
    assertThat(likelihood.log(KERNEL)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void thePredictedMeanChangesOnlyTheVariance() {
    GaussianProcess process = GaussianProcess.of(KERNEL, POINTS, VALUES);
    Prediction far = process.at(new double[] {0.6, 0.6});
    Prediction near = process.at(new double[] {0.5, 0.5});
    double mean = far.mean();
    double variance = far.variance();
    process.add(near, near.mean());
    far.update();

    assertThat(far.mean()).isEqualTo(mean);
    assertThat(far.variance()).isLessThan(variance);
    Prediction again = process.at(new double[] {0.6, 0.6});
    assertThat(again.mean()).isEqualTo(far.mean());
    assertThat(again.variance()).isEqualTo(far.variance());
  }

  @Test
  void theFitFindsTheRelevantDimension() {
    List<double[]> points = new ArrayList<>();
    double[] values = new double[40];
    SearchSpace square =
        SearchSpace.empty().with("x", new Uniform(0, 1)).with("y", new Uniform(0, 1));
    for (int i = 0; i < values.length; i++) {
      Setting setting = new SobolSampler().sample(square, 1, "fit", i, 0);
      points.add(new double[] {setting.value("x"), setting.value("y")});
      values[i] = Math.sqrt(2) * Math.sin(9 * setting.value("x"));
    }
    Kernel kernel = GaussianProcessFit.of(points, values, 0.1);

    assertThat(kernel.lengthScales()[0]).isBetween(0.1, 0.7);
    assertThat(kernel.lengthScales()[1]).isGreaterThan(4 * kernel.lengthScales()[0]);
    assertThat(kernel.noise()).isLessThan(0.01);
  }
}
