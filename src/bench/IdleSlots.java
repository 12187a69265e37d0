import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * Measures which share of the time slots are idle in a stage that learns, by its lag: trials that
 * sleep, a quarter of them four times as long as the others. The time includes drawing the trials.
 *
 * <pre>
 * src/bench/measure IdleSlots [SLOTS [TRIALS [SECONDS]]]
 * </pre>
 */
final class IdleSlots {
  private IdleSlots() {}

  public static void main(String[] args) throws Exception {
    int slots = args.length > 0 ? Integer.parseInt(args[0]) : 8;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2;
    SparkSession spark = LocalStudy.spark(1);
    idle(spark, slots, new Learning.Lag(slots), slots, 0.1);
    System.out.println("| slots | the stage learns with | idle, % |\n|---|---|---|");
    for (Learning learning :
        List.of(
            new Learning.Batch(slots),
            new Learning.Lag(slots),
            new Learning.Lag(2 * slots),
            new Learning.Lag(3 * slots))) {
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %.0f |%n",
          slots,
          learning.text(),
          100 * idle(spark, slots, learning, trials, seconds));
    }
    spark.stop();
  }

  /** The share of idle time between the first trial's start and the last one's end. */
  private static double idle(
      SparkSession spark, int slots, Learning learning, int trials, double seconds)
      throws IOException, InterruptedException {
    Study study =
        Study.builder()
            .name("idle")
            .seed(1)
            .space("x", new Uniform(0, 1))
            .space("y", new Uniform(0, 1))
            .stage(Stage.of("spread", slots).with(Sampling.SOBOL))
            .stage(Stage.of("model", trials).with(Sampling.GP).with(learning))
            .build();
    Objective sleeping =
        (trial, cancellation) -> {
          Random random = new Random(trial.seed());
          boolean model = trial.stage().equals("model");
          double scale = model ? seconds * (random.nextInt(4) == 0 ? 4 : 1) : 0;
          Thread.sleep((long) (1e3 * scale * (0.8 + 0.4 * random.nextDouble())));
          double x = trial.setting().value("x");
          double y = trial.setting().value("y");
          return TrialResult.completed(0.9 - (x - 0.3) * (x - 0.3) - (y - 0.6) * (y - 0.6));
        };
    List<EndedTrial> ended =
        LocalStudy.trials(spark, SparkSearch.of(study, sleeping, 1000).onDriver(slots)).stream()
            .filter(trial -> trial.trial().stage().equals("model"))
            .toList();
    double busy = ended.stream().mapToDouble(trial -> trial.execution().seconds()).sum();
    return 1 - busy / (slots * LocalStudy.seconds(ended));
  }
}
