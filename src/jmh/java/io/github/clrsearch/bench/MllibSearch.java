package io.github.clrsearch.bench;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.data.formats.CifarLayout;
import io.github.clrsearch.data.formats.CifarReader;
import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.CifarSource;
import io.github.clrsearch.data.formats.DataFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A search with Spark MLlib's MultilayerPerceptronClassifier and TrainValidationSplit, on the same
 * images and layers. Its hidden units are sigmoids, its solver is L-BFGS on all images at once, and
 * it has no penalty and no dropout. The search is over the number of iterations.
 */
final class MllibSearch {
  private static final double TRAINED = 0.8;
  private static final double FEWEST_ITERATIONS = 10;

  private MllibSearch() {}

  /**
   * Searches, and prints one line.
   *
   * @param arguments folder of CIFAR-10, comma-separated files, number of settings, maximum number
   *     of iterations, master
   */
  public static void main(String[] arguments) throws Exception {
    DataFiles files = DataFiles.of(Path.of(arguments[0]));
    List<String> training = List.of(arguments[1].split(","));
    int settings = Integer.parseInt(arguments[2]);
    int most = Integer.parseInt(arguments[3]);
    Images images =
        CifarReader.read(
                CifarSource.require(files, CifarLayout.CIFAR_10),
                new CifarSelection(training, List.of()))
            .images();
    try (SparkSession session =
        SparkSession.builder()
            .master(arguments[4])
            .appName("mllib")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      Dataset<Row> data =
          session
              .createDataFrame(rows(images), schema())
              .repartition(session.sparkContext().defaultParallelism())
              .cache();
      data.count();
      long start = System.nanoTime();
      TrainValidationSplitModel best = search(images, settings, most, session).fit(data);
      System.out.printf(
          Locale.ROOT,
          "%.1f %.4f %s%n",
          (System.nanoTime() - start) * 1e-9,
          Arrays.stream(best.validationMetrics()).max().orElseThrow(),
          Arrays.toString(best.validationMetrics()));
    }
  }

  /** Trains as many settings at once as there are cores. */
  private static TrainValidationSplit search(
      Images images, int settings, int most, SparkSession session) {
    MultilayerPerceptronClassifier network =
        new MultilayerPerceptronClassifier()
            .setLayers(new int[] {images.shape().size(), 50, images.classes()})
            .setSeed(1);
    ParamMap[] maps =
        IntStream.range(0, settings)
            .mapToObj(i -> ParamMap.empty().put(network.maxIter().w(iterations(i, settings, most))))
            .toArray(ParamMap[]::new);
    return new TrainValidationSplit()
        .setEstimator(network)
        .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
        .setEstimatorParamMaps(maps)
        .setTrainRatio(TRAINED)
        .setParallelism(session.sparkContext().defaultParallelism())
        .setSeed(1);
  }

  private static int iterations(int i, int settings, int most) {
    double part = settings == 1 ? 1 : i / (settings - 1.0);
    return (int) Math.round(FEWEST_ITERATIONS * Math.pow(most / FEWEST_ITERATIONS, part));
  }

  private static List<Row> rows(Images images) {
    int[] all = IntStream.range(0, images.count()).toArray();
    Standardizer standardizer = Standardizer.of(images, all);
    float[] inputs = new float[images.shape().size()];
    List<Row> rows = new ArrayList<>();
    for (int i : all) {
      standardizer.standardize(images.pixels(), i * inputs.length, inputs, 0, 0, inputs.length);
      double[] features = IntStream.range(0, inputs.length).mapToDouble(d -> inputs[d]).toArray();
      rows.add(RowFactory.create((double) images.label(i), Vectors.dense(features)));
    }
    return rows;
  }

  private static StructType schema() {
    return new StructType()
        .add("label", DataTypes.DoubleType, false)
        .add("features", SQLDataTypes.VectorType(), false);
  }
}
