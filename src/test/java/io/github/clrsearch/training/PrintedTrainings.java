package io.github.clrsearch.training;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A program that trains and prints every bit of the results. */
final class PrintedTrainings {
  /** Inputs of two blocks, the second incomplete. */
  private static final ImageShape SHAPE = new ImageShape(3, 10, 11);

  private static final int CLASSES = 10;
  private static final int BATCH = 22;

  private PrintedTrainings() {}

  /**
   * Prints the name of the arithmetic, then all lines.
   *
   * @param arguments number of cycles; fewer cycles print the first lines of each training
   */
  public static void main(String[] arguments) {
    System.out.println(Arithmetic.name());
    lines(Integer.parseInt(arguments[0])).forEach(System.out::println);
  }

  /**
   * One training alone with jitter and input dropout, one wider than a block, three fused, and one
   * whose last node is alone in its vector.
   */
  static List<String> lines(int cycles) {
    Images images = TinyImages.noise(SHAPE, CLASSES, 110, 1);
    PreparedData data = PreparedData.of(images, Split.stratified(images, 20, 2));
    List<Recording> recordings = new ArrayList<>();
    recordings.add(alone(data, hyperparameters(cycles, 50, 0.8, 0.8).withJitter(0.5, 1)));
    recordings.add(alone(data, hyperparameters(cycles, 270, 0.9, 1)));
    recordings.addAll(
        together(
            data,
            hyperparameters(cycles, 50, 1, 1),
            hyperparameters(cycles, 21, 1, 0.7),
            hyperparameters(cycles, 33, 1, 1)));
    recordings.add(alone(data, hyperparameters(cycles, 49, 1, 1)));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      print(i, recordings.get(i), lines);
    }
    return lines;
  }

  private static Hyperparameters hyperparameters(int cycles, int m, double pX, double pH) {
    return new Hyperparameters(0.01, 1, cycles, m, pX, pH, 1e-5, 0.1, BATCH);
  }

  private static Trainer trainer(PreparedData data, Hyperparameters hyperparameters) {
    return new Trainer(data, hyperparameters, new TrainingSeeds(1, 2), new MeasurementPlan(2, 10));
  }

  private static Recording alone(PreparedData data, Hyperparameters hyperparameters) {
    Recording recording = new Recording();
    trainer(data, hyperparameters).train(recording, () -> false);
    return recording;
  }

  private static List<Recording> together(PreparedData data, Hyperparameters... hyperparameters) {
    TrainingGroup group = new TrainingGroup();
    List<Recording> recordings = new ArrayList<>();
    for (Hyperparameters each : hyperparameters) {
      recordings.add(new Recording());
      group.add(
          trainer(data, each),
          each.updates(data.split().training().length),
          recordings.get(recordings.size() - 1));
    }
    group.train(() -> false);
    return recordings;
  }

  private static void print(int training, Recording recording, List<String> lines) {
    for (Recording.Measured row : recording.measurements) {
      lines.add(
          "%d %d %d %s %s %s %s"
              .formatted(
                  training,
                  row.cycle(),
                  row.updates(),
                  row.part(),
                  Double.toHexString(row.scores().cost()),
                  Double.toHexString(row.scores().loss()),
                  Double.toHexString(row.scores().accuracy())));
    }
    for (Recording.Ended end : recording.cycles) {
      Network network = end.network();
      String digest =
          GoldenBitsTest.digest(
              network.w1().data, network.b1().data, network.w2().data, network.b2().data);
      lines.add("%d %d %s %s".formatted(training, end.cycle(), digest, end.ensembles()));
    }
  }
}
