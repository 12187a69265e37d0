package example;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.PolynomialExpansion;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Searches the hyperparameters of a pipeline of Spark ML. */
public final class PipelineSearch {
  private PipelineSearch() {}

  /**
   * Cross-validates a pipeline: its score is the mean of an evaluator over folds. Another metric is
   * the standard deviation over the folds.
   *
   * @param data whose column {@code fold} has the number of each row's fold, from 0
   * @param folds at least 2
   * @param pipeline of a setting
   */
  record CrossValidation(
      Dataset<Row> data,
      int folds,
      Evaluator evaluator,
      Metric metric,
      Function<Setting, Pipeline> pipeline)
      implements Objective {

    /** Adds the column of folds. A row's fold depends only on its values. */
    static Dataset<Row> inFolds(Dataset<Row> data, int folds) {
      return data.withColumn(
          "fold", functions.pmod(functions.xxhash64(functions.col("*")), functions.lit(folds)));
    }

    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      double[] scores = new double[folds];
      for (int fold = 0; fold < folds; fold++) {
        if (cancellation.requested()) {
          throw new CancellationException();
        }
        Dataset<Row> training = data.where(functions.col("fold").notEqual(fold));
        Dataset<Row> validation = data.where(functions.col("fold").equalTo(fold));
        scores[fold] =
            evaluator.evaluate(pipeline.apply(trial.setting()).fit(training).transform(validation));
      }
      double mean = Arrays.stream(scores).average().orElseThrow();
      double squares = Arrays.stream(scores).map(score -> Math.pow(score - mean, 2)).sum();
      Map<String, Double> metrics =
          Map.of(metric.name(), mean, "fold_deviation", Math.sqrt(squares / (folds - 1)));
      return new TrialResult(
          new Outcome.Completed(), List.of(CycleResult.of(1, 1, metrics)), List.of(), 1);
    }
  }

  /** A regression on polynomials of the inputs. */
  private static Pipeline pipeline(Setting setting) {
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new VectorAssembler().setInputCols(new String[] {"x", "z"}).setOutputCol("inputs"),
              new PolynomialExpansion()
                  .setInputCol("inputs")
                  .setOutputCol("powers")
                  .setDegree(setting.integer("degree")),
              new StandardScaler().setInputCol("powers").setOutputCol("features"),
              new LinearRegression()
                  .setLabelCol("y")
                  .setSolver("normal")
                  .setRegParam(setting.value("penalty"))
            });
  }

  /** Points of a noisy surface that is no polynomial. */
  private static Dataset<Row> points(SparkSession spark) {
    return spark
        .range(0, 240, 1, 1)
        .selectExpr("2 * rand(1) - 1 AS x", "2 * rand(2) - 1 AS z", "0.3 * randn(3) AS noise")
        .selectExpr("x", "z", "sin(3 * x) + x * z * z + noise AS y");
  }

  /** Runs the search, or resumes the one in the folder: three trials at a time. */
  public static SearchedStudy search(SparkSession spark, String folder, SearchListener listener)
      throws InterruptedException {
    int folds = 3;
    Metric rmse = Metric.minimized("rmse");
    // One partition: sums over several would depend on the order in which their tasks end.
    Dataset<Row> data = CrossValidation.inFolds(points(spark), folds).coalesce(1).cache();
    Objective objective =
        new CrossValidation(
            data,
            folds,
            new RegressionEvaluator().setLabelCol("y").setMetricName("rmse"),
            rmse,
            PipelineSearch::pipeline);

    Study study =
        Study.builder()
            .name("pipeline")
            .seed(1)
            .space("degree", new IntegerUniform(1, 8))
            .space("penalty", new LogUniform(1e-6, 10))
            .stage(Stage.of("spread", 4).with(Sampling.SOBOL))
            .stage(Stage.of("model", 4).with(Sampling.GP).with(new Learning.Lag(3)))
            .stage(Stage.of("near", 2).refining("degree", "penalty"))
            .build();

    return SparkSearch.of(study, objective, rmse)
        .onDriver(3)
        .data("a noisy surface", "1")
        .dependingOn("pipeline", "polynomial regression 1")
        .listener(listener)
        .run(spark, folder);
  }

  /** Prints the best trials. */
  public static void main(String[] arguments) throws InterruptedException {
    SparkSession spark = SparkSession.builder().appName("pipeline").getOrCreate();
    search(spark, "runs/pipeline", SearchListener.SILENT).registerViews(spark);
    spark
        .sql(
            "SELECT stage, number, degree, penalty, best_rmse, last_fold_deviation FROM trials ORDER BY best_rmse LIMIT 5")
        .show();
    spark.stop();
  }
}
