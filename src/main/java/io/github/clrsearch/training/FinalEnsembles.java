package io.github.clrsearch.training;

import io.github.clrsearch.network.ensemble.Ensemble;
import io.github.clrsearch.network.ensemble.ForwardSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ensembles of the snapshots of final trainings. Members are chosen on validation images only, then
 * measured on test images. Works on predictions and does not need the networks.
 */
public final class FinalEnsembles {

  /** The last snapshot of a single training. */
  public static final String SINGLE = "single";

  private final int[] validationLabels;
  private final int[] testLabels;
  private final int classes;

  /**
   * Creates ensembles for given images.
   *
   * @param validationLabels labels of the validation images, 0 .. classes - 1; not modified
   * @param testLabels labels of the test images, 0 .. classes - 1; not modified
   */
  public FinalEnsembles(int[] validationLabels, int[] testLabels, int classes) {
    this.validationLabels = validationLabels;
    this.testLabels = testLabels;
    this.classes = classes;
  }

  /**
   * Predictions of one snapshot.
   *
   * @param training number of its training
   * @param cycle cycle at whose end it was taken, from 1
   * @param validation probabilities, validation images x classes, row-major; not modified
   * @param test probabilities, test images x classes, row-major; not modified
   */
  public record Predictions(int training, int cycle, float[] validation, float[] test) {}

  /**
   * An ensemble of snapshots, or a single one.
   *
   * @param members how they were chosen: {@link #SINGLE}, {@code last-1} (of each training), {@code
   *     last-2}, ..., {@link EnsembleScores#ALL}, {@link EnsembleScores#GREEDY}, {@link
   *     EnsembleScores#SWA} or {@link EnsembleScores#TTA}
   * @param answers predictions of the members; for {@link EnsembleScores#SWA}, of the average of
   *     each training's snapshots
   * @param validation the ensemble on the validation images
   * @param test the ensemble on the test images
   */
  public record Together(
      String members, List<Predictions> answers, Ensemble validation, Ensemble test) {

    /** Copies the list. */
    public Together {
      answers = List.copyOf(answers);
    }

    /** The snapshots of the members: training/cycle each. */
    public List<String> networks() {
      boolean averaged = members.equals(EnsembleScores.SWA);
      return answers.stream()
          .flatMap(
              answer ->
                  IntStream.rangeClosed(averaged ? 1 : answer.cycle(), answer.cycle())
                      .mapToObj(cycle -> answer.training() + "/" + cycle))
          .toList();
    }
  }

  /**
   * The ensembles of one training, or of several of one setting.
   *
   * @param trainings predictions of each training's snapshots, ascending by cycle; at least one
   *     training, all with the same number of snapshots
   * @param averages predictions of the average of each training's snapshots; not used if there is
   *     one snapshot each
   * @param augmented predictions of each training's last snapshot over moved copies of the images;
   *     empty if they were not trained on moved images
   * @return for one training: single, all, last-2, last-3, ..., greedy, swa, tta; for several:
   *     last-1, all, last-2, ..., greedy, swa, tta. Omits an ensemble that equals an earlier one.
   */
  public List<Together> of(
      List<List<Predictions>> trainings, List<Predictions> averages, List<Predictions> augmented) {
    int cycles = trainings.get(0).size();
    boolean alone = trainings.size() == 1;
    List<Together> found = new ArrayList<>();
    found.add(together(alone ? SINGLE : EnsembleScores.last(1), last(trainings, 1)));
    if (cycles > 1) {
      found.add(together(EnsembleScores.ALL, last(trainings, cycles)));
    }
    for (int count = 2; count < cycles; count++) {
      found.add(together(EnsembleScores.last(count), last(trainings, count)));
    }
    if (cycles > 1 || !alone) {
      found.add(together(EnsembleScores.GREEDY, chosen(last(trainings, cycles))));
    }
    if (cycles > 1) {
      found.add(together(EnsembleScores.SWA, averages));
    }
    if (!augmented.isEmpty()) {
      found.add(together(EnsembleScores.TTA, augmented));
    }
    return found;
  }

  private static List<Predictions> last(List<List<Predictions>> trainings, int count) {
    return trainings.stream()
        .flatMap(answers -> answers.subList(answers.size() - count, answers.size()).stream())
        .toList();
  }

  /** Chooses members by their validation predictions only. */
  private List<Predictions> chosen(List<Predictions> candidates) {
    int[] chosen =
        ForwardSelection.choose(
            candidates.stream().map(Predictions::validation).toList(), validationLabels, classes);
    return IntStream.of(chosen).mapToObj(candidates::get).toList();
  }

  private Together together(String members, List<Predictions> answers) {
    Ensemble validation = new Ensemble(validationLabels, classes);
    Ensemble test = new Ensemble(testLabels, classes);
    for (Predictions member : answers) {
      validation.add(member.validation());
      test.add(member.test());
    }
    return new Together(members, answers, validation, test);
  }
}
