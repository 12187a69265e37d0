package io.github.clrsearch.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Whether networks that train side by side get the bits that each gets alone. */
final class SideBySide {
  private static final double ETA = 0.01;

  private final List<Learner> learners;
  private final int batchSize;

  SideBySide(List<Learner> learners, int batchSize) {
    this.learners = learners;
    this.batchSize = batchSize;
  }

  /** Tries one update of random images, on copies. */
  boolean isExact() {
    List<Network> together = updated(learners);
    List<Network> alone = new ArrayList<>();
    for (Learner learner : learners) {
      alone.addAll(updated(List.of(learner)));
    }
    for (int i = 0; i < alone.size(); i++) {
      if (!sameBits(together.get(i), alone.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<Network> updated(List<Learner> learners) {
    List<Learner> copies =
        learners.stream()
            .map(l -> new Learner(l.network().copy(), new Dropout(0), 1, 1, 0, ETA))
            .toList();
    copies.forEach(copy -> copy.setEta(ETA));
    TrainingStep step = new TrainingStep(copies, batchSize);
    step.update(randomBatch(), 0);
    step.settle();
    return copies.stream().map(Learner::network).toList();
  }

  private MiniBatch randomBatch() {
    Network first = learners.get(0).network();
    MiniBatch batch = new MiniBatch(batchSize, first.inputs());
    SplittableRandom random = new SplittableRandom(1);
    float[] inputs = batch.inputs().data;
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextDouble(-1, 1);
    }
    Arrays.setAll(batch.labels(), i -> i % first.classes());
    return batch;
  }

  private static boolean sameBits(Network a, Network b) {
    return Arrays.equals(a.w1().data, b.w1().data)
        && Arrays.equals(a.b1().data, b.b1().data)
        && Arrays.equals(a.w2().data, b.w2().data)
        && Arrays.equals(a.b2().data, b.b2().data);
  }
}
