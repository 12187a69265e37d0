package io.github.clrsearch.workflow;

import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.ensemble.Confusion;
import io.github.clrsearch.network.ensemble.WeightAverage;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.ConfusionRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.FinalEnsembles;
import io.github.clrsearch.training.FinalEnsembles.Predictions;
import io.github.clrsearch.training.FinalEnsembles.Together;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * The only class that uses test images: once for each final network. Earlier tests are read from
 * the study's folder. Networks are read one at a time, and their probabilities are kept (40 bytes
 * per image for ten classes).
 */
public final class TestSetEvaluation {
  private static final double CONFIDENCE = 0.95;

  private final OpenStudy open;
  private final FinalNetworks networks;
  private final List<TestedRow> tested;
  private final Map<Trial, List<Predictions>> asked = new HashMap<>();
  private final FinalEnsembles ensembles;
  private final int[] validation;
  private final int[] test;
  private final int[] testLabels;

  public TestSetEvaluation(OpenStudy open, FinalNetworks networks) {
    Images images = open.data().images();
    Images testImages = open.data().test();
    this.open = open;
    this.networks = networks;
    this.tested = new ArrayList<>(open.store().results().tests());
    this.validation = open.prepared().split().validation();
    this.test = IntStream.range(0, testImages.count()).toArray();
    this.testLabels = labels(testImages, test);
    this.ensembles =
        new FinalEnsembles(labels(images, validation), testLabels, testImages.classes());
  }

  private static int[] labels(Images images, int[] indices) {
    return Arrays.stream(indices).map(images::label).toArray();
  }

  /**
   * Tests a training at the end of a cycle: its network, and the ensembles of its snapshots so far.
   *
   * @param ended has a kept network for the end of that cycle
   */
  public TestedRow of(EndedTrial ended, int cycle) {
    Trial trial = ended.trial();
    return before(trial.stage(), trial.number(), 1, cycle)
        .orElseGet(() -> keep(trial.number(), cycle, List.of(trial)));
  }

  /**
   * Tests ensembles of several trainings of one setting.
   *
   * @param ended each has a kept network for the end of that cycle
   */
  public TestedRow together(List<EndedTrial> ended, int cycle) {
    Trial first = ended.get(0).trial();
    return before(first.stage(), null, ended.size(), cycle)
        .orElseGet(() -> keep(null, cycle, ended.stream().map(EndedTrial::trial).toList()));
  }

  private Optional<TestedRow> before(String stage, Integer number, int trainings, int cycle) {
    return tested.stream()
        .filter(row -> row.stage().equals(stage) && Objects.equals(row.number(), number))
        .filter(row -> row.trainings() == trainings && row.cycle() == cycle)
        .findFirst();
  }

  /** Predictions of a training's snapshots up to a cycle. Each is computed once. */
  private List<Predictions> answers(Trial trial, int cycle) {
    List<Predictions> answers = asked.computeIfAbsent(trial, added -> new ArrayList<>());
    for (int next = answers.size() + 1; next <= cycle; next++) {
      answers.add(predictions(trial, next, networks.kept(trial, next).network()));
    }
    return answers.subList(0, cycle);
  }

  /** Predictions of the average of a training's snapshots up to a cycle. */
  private Predictions average(Trial trial, int cycle) {
    WeightAverage average = new WeightAverage();
    for (int each = 1; each <= cycle; each++) {
      average.add(networks.kept(trial, each).network());
    }
    return predictions(trial, cycle, average.network());
  }

  /**
   * Predictions of each training's snapshot over moved copies of the images; empty if one of them
   * was not trained on moved images, or kept by a version that did not say so.
   */
  private List<Predictions> augmented(List<Trial> trainings, int cycle) {
    List<Predictions> found = new ArrayList<>();
    for (Trial trial : trainings) {
      FinalModel.augmented(open.store().location(), networks.kept(trial, cycle))
          .ifPresent(network -> found.add(predictions(trial, cycle, network)));
    }
    return found.size() == trainings.size() ? found : List.of();
  }

  private Predictions predictions(Trial trial, int cycle, Network network) {
    return new Predictions(
        trial.number(),
        cycle,
        probabilities(network, open.prepared(), validation),
        probabilities(network, open.prepared().on(open.data().test()), test));
  }

  private static float[] probabilities(Network network, PreparedData data, int[] indices) {
    float[] probabilities = new float[indices.length * network.classes()];
    new Evaluation(data).measure(network, indices, indices.length, 0, probabilities);
    return probabilities;
  }

  private TestedRow keep(Integer number, int cycle, List<Trial> trainings) {
    Trial of = trainings.get(0);
    List<List<Predictions>> answers =
        trainings.stream().map(trial -> answers(trial, cycle)).toList();
    List<Predictions> averages =
        cycle == 1 ? List.of() : trainings.stream().map(trial -> average(trial, cycle)).toList();
    TestedRow row =
        new TestedRow(
            of.study(),
            of.stage(),
            number,
            trainings.size(),
            cycle,
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            open.provenance(),
            open.data().test().classNames(),
            ensembles.of(answers, averages, augmented(trainings, cycle)).stream()
                .flatMap(this::rows)
                .toList());
    open.store().results().keep(row);
    tested.add(row);
    return row;
  }

  private Stream<TestRow> rows(Together together) {
    boolean averaged = together.members().equals(EnsembleScores.SWA);
    boolean augmented = together.members().equals(EnsembleScores.TTA);
    boolean alone =
        together.members().equals(FinalEnsembles.SINGLE)
            || (averaged || augmented) && together.answers().size() == 1;
    double loss = together.test().meanLoss();
    TestRow mean =
        row(
            together,
            alone ? averaged ? EnsembleResult.WEIGHTS : TestedRow.ALONE : EnsembleResult.MEAN,
            together.test().meanAnswers(),
            Double.isFinite(loss) ? loss : null,
            together.validation().meanAccuracy());
    TestRow vote =
        row(
            together,
            EnsembleResult.VOTE,
            together.test().voteAnswers(),
            null,
            together.validation().voteAccuracy());
    return alone ? Stream.of(mean) : Stream.of(mean, vote);
  }

  private TestRow row(
      Together together, String combination, int[] answers, Double loss, double validation) {
    Confusion confusion = new Confusion(testLabels, answers, open.data().test().classes());
    ConfidenceInterval interval =
        new WilsonScoreInterval()
            .createInterval(confusion.images(), confusion.correct(), CONFIDENCE);
    return new TestRow(
        together.members(),
        combination,
        String.join(",", together.networks()),
        confusion.images(),
        confusion.accuracy(),
        interval.getLowerBound(),
        interval.getUpperBound(),
        loss,
        validation,
        rows(confusion));
  }

  private static List<ConfusionRow> rows(Confusion confusion) {
    List<ConfusionRow> rows = new ArrayList<>();
    for (int label = 0; label < confusion.classes(); label++) {
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        int count = confusion.count(label, predicted);
        if (count > 0) {
          rows.add(new ConfusionRow(label, predicted, count));
        }
      }
    }
    return rows;
  }
}
