package io.github.clrsearch.training;

import io.github.clrsearch.network.Ensemble;
import io.github.clrsearch.network.ForwardSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The snapshots of final trainings, alone and together: members are chosen on validation images
 * alone, and then asked about the test images. It needs what they say, not the networks.
 */
public final class FinalEnsembles {

  /** The last snapshot of one training, alone. */
  public static final String SINGLE = "single";

  private final int[] validationLabels;
  private final int[] testLabels;
  private final int classes;

  /**
   * For given images.
   *
   * @param validationLabels of the images that choose, 0 .. classes - 1; not modified
   * @param testLabels of the images that test, 0 .. classes - 1; not modified
   */
  public FinalEnsembles(int[] validationLabels, int[] testLabels, int classes) {
    this.validationLabels = validationLabels;
    this.testLabels = testLabels;
    this.classes = classes;
  }

  /**
   * What a snapshot says.
   *
   * @param training the number of its training
   * @param cycle at whose end it was taken, from 1
   * @param validation validation images x classes, row-major: probabilities; not modified
   * @param test test images x classes, row-major: probabilities; not modified
   */
  public record Predictions(int training, int cycle, float[] validation, float[] test) {}

  /**
   * Snapshots that answer together, or one alone.
   *
   * @param members how they were chosen: {@link #SINGLE}, {@code last-1} (of each training), {@code
   *     last-2}, ..., {@link EnsembleScores#ALL} or {@link EnsembleScores#GREEDY}
   * @param answers of the members
   * @param validation of the members, on the images that chose
   * @param test of the members, on the test images
   */
  public record Together(
      String members, List<Predictions> answers, Ensemble validation, Ensemble test) {

    /** Copies the list. */
    public Together {
      answers = List.copyOf(answers);
    }
  }

  /**
   * The ensembles of one training, or of several of one setting.
   *
   * @param trainings the answers of each training's snapshots, ascending by cycle, as many of each;
   *     at least one
   * @return of one training: single, all, last-2, last-3, ..., greedy; of several: last-1, all,
   *     last-2, ..., greedy. What would be the same as one before is left out.
   */
  public List<Together> of(List<List<Predictions>> trainings) {
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
    return found;
  }

  private static List<Predictions> last(List<List<Predictions>> trainings, int count) {
    return trainings.stream()
        .flatMap(answers -> answers.subList(answers.size() - count, answers.size()).stream())
        .toList();
  }

  /** Test images have no part in it. */
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
