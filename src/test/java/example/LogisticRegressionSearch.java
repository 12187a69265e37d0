package example;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.Serializable;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Searches the penalty and the learning rate of a logistic regression. */
public final class LogisticRegressionSearch {
  private static final int DIMENSIONS = 20;
  private static final int EPOCHS_PER_CYCLE = 5;

  private LogisticRegressionSearch() {}

  /** Points of two overlapping classes, which differ in four of the dimensions. */
  record Points(double[][] inputs, boolean[] labels) implements Serializable {
    static Points drawn(int count, long seed) {
      Random random = new Random(seed);
      double[][] inputs = new double[count][DIMENSIONS];
      boolean[] labels = new boolean[count];
      for (int i = 0; i < count; i++) {
        labels[i] = random.nextBoolean();
        for (int j = 0; j < DIMENSIONS; j++) {
          double centre = j < 4 ? (labels[i] ? 0.5 : -0.5) : 0;
          inputs[i][j] = centre + random.nextGaussian();
        }
      }
      return new Points(inputs, labels);
    }
  }

  /** Trains for one cycle. {@code weights}, whose last element is the bias, is modified. */
  private static void train(double[] weights, Points points, Setting setting, Random random) {
    double eta = setting.value("eta_max");
    double lambda = setting.value("lambda");
    for (int step = 0; step < EPOCHS_PER_CYCLE * points.labels().length; step++) {
      int i = random.nextInt(points.labels().length);
      double[] x = points.inputs()[i];
      double error = 1 / (1 + Math.exp(-score(weights, x))) - (points.labels()[i] ? 1 : 0);
      for (int j = 0; j < DIMENSIONS; j++) {
        weights[j] -= eta * (error * x[j] + 2 * lambda * weights[j]);
      }
      weights[DIMENSIONS] -= eta * error;
    }
  }

  private static double score(double[] weights, double[] x) {
    double score = weights[DIMENSIONS];
    for (int j = 0; j < DIMENSIONS; j++) {
      score += weights[j] * x[j];
    }
    return score;
  }

  private static double accuracy(double[] weights, Points points) {
    int right = 0;
    for (int i = 0; i < points.labels().length; i++) {
      right += score(weights, points.inputs()[i]) > 0 == points.labels()[i] ? 1 : 0;
    }
    return (double) right / points.labels().length;
  }

  /** Runs the search, or resumes the one in the folder. */
  public static SearchedStudy search(SparkSession spark, String folder, SearchListener listener)
      throws InterruptedException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Points> training = context.broadcast(Points.drawn(100, 1));
    Broadcast<Points> validation = context.broadcast(Points.drawn(1000, 2));

    Objective objective =
        (trial, cancellation) -> {
          double[] weights = new double[DIMENSIONS + 1];
          double[] accuracies = new double[trial.cycles()];
          Random random = new Random(trial.seed());
          for (int cycle = 0; cycle < accuracies.length && !cancellation.requested(); cycle++) {
            train(weights, training.value(), trial.setting(), random);
            accuracies[cycle] = accuracy(weights, validation.value());
          }
          return TrialResult.completed(accuracies);
        };

    Study study =
        Study.builder()
            .name("logistic")
            .seed(1)
            .space("lambda", new LogUniform(1e-5, 1))
            .space("eta_max", new LogUniform(1e-3, 1))
            .space("n_cycles", 3)
            .stage(Stage.of("coarse", 12).with(Sampling.SOBOL))
            .stage(Stage.of("fine", 8).refining("lambda", "eta_max"))
            .build();

    return SparkSearch.of(study, objective, 1000)
        .data("two clouds", "1")
        .dependingOn("model", "logistic regression 1")
        .listener(listener)
        .run(spark, folder);
  }

  /** Prints one line per trial, the best setting, the notes and a table of the stages. */
  public static void main(String[] arguments) throws InterruptedException {
    SparkSession spark = SparkSession.builder().appName("logistic").getOrCreate();
    SearchListener lines =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            System.out.println(ended.trial() + " " + ended.result().outcome().name());
          }
        };
    SearchedStudy searched = search(spark, "runs/logistic", lines);
    searched.leaderboard().best().ifPresent(System.out::println);
    searched.findings().warnings().forEach(System.out::println);
    searched.registerViews(spark);
    spark
        .sql("SELECT stage, count(*), max(best_validation_accuracy) FROM trials GROUP BY stage")
        .show();
    spark.stop();
  }
}
