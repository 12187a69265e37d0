package io.github.clrsearch.workflow;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.ensemble.TestTimeAugmentation;
import io.github.clrsearch.network.ensemble.WeightAverage;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.store.NetworkFile.Kept;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.store.programs.ProgramFolder;
import io.github.clrsearch.training.EnsembleScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kept and tested final networks that classify images: one network, or several by mean probability.
 * They are read from the study's folder; no data set is needed.
 *
 * @param location of the study
 * @param tested the tests of the trainings
 * @param test the test of these members
 * @param shape of input images
 * @param classNames by label
 * @param standardizer converts bytes to inputs
 * @param networks the members
 * @param metadata of the first member's file
 */
public record FinalModel(
    String location,
    TestedRow tested,
    TestRow test,
    ImageShape shape,
    List<String> classNames,
    Standardizer standardizer,
    List<Network> networks,
    Map<String, String> metadata) {
  /** Key of the image shape in the metadata of a network. */
  static final String SHAPE = "image_shape";

  static final String MOVES = "moves";

  /** Key of the class names, one per line. */
  public static final String CLASSES = "class_names";

  /** A test and the tests of its trainings. */
  private record Candidate(TestedRow tested, TestRow test) {}

  /**
   * Reads the networks of a study.
   *
   * @param members name in the study's tests
   * @param training number of a training; null for all trainings if they were tested together,
   *     otherwise for the first
   */
  public static FinalModel of(String location, String members, Integer training) {
    StudyStore store = StudyStore.open(location, SparkSessions.hadoop());
    List<TestedRow> rows = store.results().tests();
    if (store.header().definition().containsKey(ProgramFolder.DEFINED_BY)) {
      throw new CommandException(
          "%s is a study of a program (objective.command): this command is for networks of the built-in training"
              .formatted(location));
    }
    if (rows.isEmpty()) {
      throw new CommandException(
          "%s has no final network: train one with 'train STUDY.conf', and add --best-of %s to use the best setting of this study"
              .formatted(location, location));
    }
    List<TestedRow> asked =
        training == null
            ? rows
            : rows.stream().filter(row -> training.equals(row.number())).toList();
    if (asked.isEmpty()) {
      throw new CommandException(
          "%s has no tested training %d: the trainings are %s"
              .formatted(location, training, list(rows.stream().map(TestedRow::number))));
    }
    Candidate chosen =
        choose(asked, members)
            .orElseThrow(
                () ->
                    new CommandException(
                        "%s has no test of the members '%s': the members are %s"
                            .formatted(
                                location,
                                members,
                                list(
                                    asked.stream()
                                        .flatMap(row -> row.tests().stream())
                                        .map(TestRow::members)))));
    return read(location, store, chosen);
  }

  private static String list(Stream<?> names) {
    return String.join(
        ", ", names.filter(name -> name != null).map(Object::toString).distinct().toList());
  }

  /** Prefers several trainings to one, then the first training, then the latest cycle. */
  private static Optional<Candidate> choose(List<TestedRow> rows, String members) {
    return rows.stream()
        .flatMap(row -> row.tests().stream().map(test -> new Candidate(row, test)))
        .filter(each -> each.test().members().equals(members))
        .filter(each -> !each.test().combination().equals(EnsembleResult.VOTE))
        .min(
            Comparator.comparing((Candidate each) -> -each.tested().trainings())
                .thenComparing(
                    each -> each.tested().number(), Comparator.nullsFirst(Integer::compare))
                .thenComparing(each -> -each.tested().cycle()));
  }

  private static FinalModel read(String location, StudyStore store, Candidate chosen) {
    List<Kept> kept =
        Arrays.stream(chosen.test().networks().split(","))
            .map(name -> name.split("/"))
            .map(
                name ->
                    FinalNetworks.name(
                        chosen.tested().stage(),
                        Integer.parseInt(name[0]),
                        Integer.parseInt(name[1])))
            .map(store.results()::network)
            .toList();
    Kept first = kept.get(0);
    for (Kept other : kept) {
      if (!Arrays.equals(other.standardizer().scale(), first.standardizer().scale())
          || !Arrays.equals(other.standardizer().shift(), first.standardizer().shift())) {
        throw new CommandException(
            "the networks %s in %s were trained on different data: remove networks/ and tests/ there, and retrain them"
                .formatted(chosen.test().networks(), location));
      }
    }
    return new FinalModel(
        location,
        chosen.tested(),
        chosen.test(),
        shape(location, first),
        classNames(first),
        first.standardizer(),
        networks(location, chosen.test(), kept),
        first.metadata());
  }

  private static List<Network> networks(String location, TestRow test, List<Kept> kept) {
    return switch (test.members()) {
      case EnsembleScores.SWA -> averages(test, kept);
      case EnsembleScores.TTA ->
          kept.stream().flatMap(each -> augmented(location, each).stream()).toList();
      default -> kept.stream().map(Kept::network).toList();
    };
  }

  /** A network over moved copies of the images; empty if it was not trained on moved images. */
  static Optional<Network> augmented(String location, Kept kept) {
    TestTimeAugmentation moves =
        TestTimeAugmentation.parse(kept.metadata().getOrDefault(MOVES, ""));
    return moves.isNone()
        ? Optional.empty()
        : Optional.of(moves.of(kept.network(), shape(location, kept), kept.standardizer()));
  }

  /** The average of the networks of each training. */
  private static List<Network> averages(TestRow test, List<Kept> kept) {
    Map<String, WeightAverage> averages = new LinkedHashMap<>();
    String[] names = test.networks().split(",");
    for (int i = 0; i < names.length; i++) {
      averages
          .computeIfAbsent(names[i].replaceFirst("/.*", ""), training -> new WeightAverage())
          .add(kept.get(i).network());
    }
    return averages.values().stream().map(WeightAverage::network).toList();
  }

  /** The class names of the file; the labels if their number does not fit the network. */
  private static List<String> classNames(Kept kept) {
    List<String> names = List.of(kept.metadata().getOrDefault(CLASSES, "").split("\n", -1));
    int classes = kept.network().classes();
    return names.size() == classes
        ? names
        : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private static ImageShape shape(String location, Kept kept) {
    String text = kept.metadata().getOrDefault(SHAPE, "");
    try {
      int[] extents = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
      ImageShape shape = new ImageShape(extents[0], extents[1], extents[2]);
      if (shape.size() == kept.network().inputs()) {
        return shape;
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      // Reported below.
    }
    throw new CommandException(
        "a network in %s has image shape '%s' but %d inputs: retrain it"
            .formatted(location, text, kept.network().inputs()));
  }

  /** For example {@code single of train/0 (cycle 3), test accuracy 52.30 %}. */
  public String description() {
    return "%s of %s (%s), test accuracy %.2f %%"
        .formatted(test.members(), metadata.get("study"), test.networks(), 100 * test.accuracy());
  }

  /**
   * Classifies an image.
   *
   * @param pixels unsigned bytes of one image, plane by plane; not modified
   * @return the probability of each class
   */
  public double[] probabilities(byte[] pixels) {
    Images image = new Images(shape, classNames, pixels, new byte[1]);
    PreparedData data = new PreparedData(image, new Split(new int[0], new int[0]), standardizer);
    Evaluation evaluation = new Evaluation(data);
    double[] mean = new double[networks.get(0).classes()];
    float[] one = new float[mean.length];
    for (Network network : networks) {
      evaluation.measure(network, new int[1], 1, 0, one);
      IntStream.range(0, mean.length).forEach(c -> mean[c] += one[c] / (double) networks.size());
    }
    return mean;
  }
}
