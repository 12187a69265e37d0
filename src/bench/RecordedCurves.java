import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Replaces training. For each cycle a plane through the neighbouring curves in (log lambda, k) is
 * fitted by weighted least squares. Added to it is the residual of one of these curves, drawn by
 * the trial's seed: noise of the right size, consistent over the cycles.
 */
record RecordedCurves(List<Curve> curves) implements Curves {
  static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 1e-1))
          .with("k", new IntegerUniform(2, 8))
          .with("n_cycles", new IntegerUniform(1, 5));

  /** A stored trial: accuracies at the ends of its cycles. */
  record Curve(double lambda, int k, double[] accuracies) {
    double distance(double logLambda, double otherK) {
      double u = (Math.log10(lambda) - logLambda) / 0.35;
      double v = (k - otherK) / 1.5;
      return u * u + v * v;
    }
  }

  /** Reads the curves from a file: see {@code curves.csv}. */
  static RecordedCurves read(Path file) throws IOException {
    Map<String, double[]> accuracies = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split(",");
      if (!cells[0].equals("number")) {
        accuracies
                .computeIfAbsent(cells[1] + "," + cells[2], added -> new double[5])[
                Integer.parseInt(cells[3]) - 1] =
            Double.parseDouble(cells[5]);
      }
    }
    List<Curve> curves = new ArrayList<>();
    accuracies.forEach(
        (setting, values) -> {
          String[] cells = setting.split(",");
          curves.add(new Curve(Double.parseDouble(cells[0]), Integer.parseInt(cells[1]), values));
        });
    return new RecordedCurves(curves);
  }

  @Override
  public SearchSpace space() {
    return SPACE;
  }

  /** A cycle has 2k epochs of 450 updates. */
  @Override
  public long updatesPerCycle(Setting setting) {
    return 900L * setting.integer("k");
  }

  @Override
  public double expected(Setting setting) {
    return plane(setting.value("lambda"), setting.value("k"))[setting.integer("n_cycles") - 1];
  }

  @Override
  public double[] accuracies(Trial trial) {
    double lambda = trial.setting().value("lambda");
    double k = trial.setting().value("k");
    double[] plane = plane(lambda, k);
    Curve drawn = neighbour(lambda, k, new SplittableRandom(trial.seed()).nextDouble());
    double[] its = plane(drawn.lambda(), drawn.k());
    double[] accuracies = new double[plane.length];
    for (int i = 0; i < plane.length; i++) {
      double noisy = plane[i] + drawn.accuracies()[i] - its[i];
      accuracies[i] = Math.rint(noisy * VALIDATION_IMAGES) / VALIDATION_IMAGES;
    }
    return accuracies;
  }

  private double weight(Curve curve, double lambda, double k) {
    return Math.exp(-0.5 * curve.distance(Math.log10(lambda), k));
  }

  private Curve neighbour(double lambda, double k, double quantile) {
    double all = curves.stream().mapToDouble(curve -> weight(curve, lambda, k)).sum();
    double left = quantile * all;
    for (Curve curve : curves) {
      left -= weight(curve, lambda, k);
      if (left < 0) {
        return curve;
      }
    }
    return curves.get(curves.size() - 1);
  }

  private double[] plane(double lambda, double k) {
    double[] values = new double[curves.get(0).accuracies().length];
    for (int cycle = 0; cycle < values.length; cycle++) {
      double[][] a = new double[3][4];
      for (Curve curve : curves) {
        double weight = weight(curve, lambda, k);
        double[] x = {1, Math.log10(curve.lambda() / lambda), curve.k() - k};
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            a[i][j] += weight * x[i] * x[j];
          }
          a[i][3] += weight * x[i] * curve.accuracies()[cycle];
        }
      }
      // A slope needs neighbours on both sides.
      a[1][1] += 0.05;
      a[2][2] += 0.5;
      values[cycle] = solved(a);
    }
    return values;
  }

  /** Returns the first unknown of three equations. */
  private static double solved(double[][] a) {
    for (int i = 2; i > 0; i--) {
      for (int j = 0; j < i; j++) {
        double factor = a[j][i] / a[i][i];
        for (int c = 0; c < 4; c++) {
          a[j][c] -= factor * a[i][c];
        }
      }
    }
    return a[0][3] / a[0][0];
  }
}
