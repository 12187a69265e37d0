package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import io.github.clrsearch.network.ensemble.TestTimeAugmentation;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.NetworkFile.Kept;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.ConfusionRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.workflow.FinalStudies.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSetEvaluationTest {
  @TempDir private Path folder;
  private FinalStudies studies;

  @BeforeEach
  void studies() {
    studies = new FinalStudies(folder);
  }

  private static Scores onTest(OpenStudy open, String name) {
    return onTest(open, open.store().results().network(name).network());
  }

  private static Scores onTest(OpenStudy open, Network network) {
    int[] all = IntStream.range(0, open.data().test().count()).toArray();
    return new Evaluation(open.prepared().on(open.data().test()))
        .measure(network, all, all.length, 0);
  }

  /** The files of the study's final trainings and tests, each with its content. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String below : List.of("trials", "tests")) {
      if (!Files.isDirectory(studies.file(below))) {
        continue;
      }
      try (Stream<Path> found = Files.list(studies.file(below))) {
        for (Path file : found.toList()) {
          files.put(below + "/" + file.getFileName(), Files.readString(file));
        }
      }
    }
    return files;
  }

  @Test
  void whitenedTrainingsGiveNetworksOfTheImagesAsTheyAre() throws Exception {
    OpenStudy open = studies.train(1, "data.whitening=30").open();

    TestRow single = open.store().results().tests().get(0).test("single", "none");
    Scores expected = onTest(open, "train-00000-cycle-03");
    assertThat(single.accuracy()).isEqualTo(expected.accuracy());
    // The training measured whitened images, whose bytes are rounded once more.
    assertThat(single.validationAccuracy())
        .isCloseTo(
            open.store().trials().get(0).result().cycles().get(2).validationAccuracy(),
            within(0.06));
  }

  @Test
  void networksThatWereTrainedOnMovedImagesAreTestedOnMovedImagesToo() throws Exception {
    Printed ran = studies.train(2, "space.mirror=0.5", "space.shift=1");
    OpenStudy open = ran.open();

    TestRow alone = open.store().results().tests().get(1).test("tta", "none");
    Network network =
        new TestTimeAugmentation(true, true)
            .of(
                open.store().results().network("train-00001-cycle-03").network(),
                open.data().images().shape(),
                open.prepared().standardizer());
    assertThat(alone.accuracy()).isEqualTo(onTest(open, network).accuracy());
    assertThat(alone.networks()).isEqualTo("1/3");
    assertThat(ran.out()).containsPattern("(?m)^  tta .* %  0/3,1/3$");
    FinalModel model = FinalModel.of(open.store().location(), "tta", 1);
    assertThat(model.networks())
        .singleElement()
        .satisfies(each -> assertThat(each.w1().data).isEqualTo(network.w1().data));
  }

  @Test
  void networksOfAnEarlierVersionAreTestedWithoutMoves() throws Exception {
    OpenStudy open = studies.train(2, "space.mirror=0.5").open();
    String name = "train-00000-cycle-03";
    Kept kept = open.store().results().network(name);
    Map<String, String> earlier = new TreeMap<>(kept.metadata());
    earlier.remove(FinalModel.MOVES);
    open.store().results().keep(name, new Kept(kept.network(), kept.standardizer(), earlier));
    Files.delete(studies.file("tests/train-00000-cycle-03.json"));
    Files.delete(studies.file("tests/train-2-trainings-cycle-03.json"));

    Printed again = studies.train(2, "space.mirror=0.5");

    assertThat(again.open().store().results().tests())
        .filteredOn(row -> row.tests().stream().anyMatch(test -> test.members().equals("tta")))
        .singleElement()
        .satisfies(row -> assertThat(row.number()).isEqualTo(1));
  }

  @Test
  void theStoredTestIsThatOfTheNetworkThatIsKept() throws Exception {
    Printed ran = studies.train(1);

    assertThat(ran.open().store().results().networkNames())
        .containsExactly("train-00000-cycle-01", "train-00000-cycle-02", "train-00000-cycle-03");
    TestedRow tested = ran.open().store().results().tests().get(0);
    TestRow single = tested.test("single", "none");
    Scores expected = onTest(ran.open(), "train-00000-cycle-03");
    assertThat(single.accuracy()).isEqualTo(expected.accuracy());
    assertThat(single.loss()).isCloseTo(expected.loss(), within(1e-5));
    assertThat(single.images()).isEqualTo(120);
    assertThat(single.accuracyLow()).isLessThan(single.accuracy());
    assertThat(single.accuracyHigh()).isGreaterThan(single.accuracy());
    assertThat(single.confusion().stream().mapToInt(ConfusionRow::count).sum()).isEqualTo(120);
    assertThat(ran.out())
        .contains("test accuracy %.2f %%  (95 %% interval".formatted(100 * expected.accuracy()))
        .containsPattern("(?m)^  stripes .* %( +\\d+){4}$")
        .containsPattern("(?m)^  all  .* %  0/1,0/2,0/3$")
        .containsPattern("(?m)^snapshots averaged to one network \\(swa\\): test accuracy");
    assertThat(tested.tests())
        .extracting(test -> test.members() + " " + test.combination())
        .containsExactly(
            "single none",
            "all mean",
            "all vote",
            "last-2 mean",
            "last-2 vote",
            "greedy mean",
            "greedy vote",
            "swa weights");
  }

  @Test
  void theSameCommandPrintsWhatIsStoredAndTestsNothingAgain() throws Exception {
    String first = studies.train(1).out();
    Path file = studies.file("tests/train-00000-cycle-03.json");
    String stored = Files.readString(file);
    String marked = stored.replaceFirst("\"accuracy\":[0-9.]+", "\"accuracy\":0.0125");
    assertThat(marked).isNotEqualTo(stored);
    Files.writeString(file, marked);
    Map<String, String> before = files();

    String second = studies.train(1).out();

    assertThat(files()).isEqualTo(before);
    assertThat(second).contains("test accuracy 1.25 %");
    assertThat(second.lines().filter(line -> !line.startsWith("test accuracy")))
        .containsExactlyElementsOf(
            first.lines().filter(line -> !line.startsWith("test accuracy")).toList());
  }

  @Test
  void atAnEarlierCycleItIsTheTestOfTheSnapshotThere() throws Exception {
    OpenStudy open = studies.train(1).open();
    EndedTrial ended = open.store().trials().get(0);

    TestedRow tested = new TestSetEvaluation(open, new FinalNetworks(open)).of(ended, 1);

    assertThat(tested.tests())
        .singleElement()
        .satisfies(
            test ->
                assertThat(test.accuracy())
                    .isEqualTo(onTest(open, "train-00000-cycle-01").accuracy()));
    assertThat(open.store().results().tests()).hasSize(2).contains(tested);
  }

  @Test
  void severalNetworksAreTestedAloneAndTogetherAndMoreKeepTheFirst() throws Exception {
    Printed two = studies.train(2);
    Map<String, String> before = files();

    assertThat(before)
        .containsOnlyKeys(
            "trials/train-00000.json",
            "trials/train-00001.json",
            "tests/train-00000-cycle-03.json",
            "tests/train-00001-cycle-03.json",
            "tests/train-2-trainings-cycle-03.json");
    assertThat(two.out())
        .containsPattern("(?m)^train/0: test accuracy .* %  \\(95 % interval .*\\)$")
        .containsPattern("(?m)^train/1: test accuracy")
        .containsPattern("(?m)^2 networks: mean test accuracy .* %, standard deviation")
        .containsPattern("(?m)^  last-1 .* %  0/3,1/3$")
        .containsPattern("(?m)^  all .* %  0/1,0/2,0/3,1/1,1/2,1/3$")
        .containsPattern("(?m)^  greedy ")
        .containsPattern("(?m)^  swa .* %  0/1,0/2,0/3,1/1,1/2,1/3$");

    Printed three = studies.train(3);

    assertThat(files()).containsAllEntriesOf(before).containsKey("trials/train-00002.json");
    assertThat(three.out()).containsPattern("(?m)^  last-1 .* %  0/3,1/3,2/3$");
  }

  @Test
  void aNetworkThatIsNotThereIsToldWithTheWayOut() throws Exception {
    studies.train(1);
    Files.delete(studies.file("tests/train-00000-cycle-03.json"));
    Files.delete(studies.file("networks/train-00000-cycle-02.safetensors"));

    assertThatThrownBy(() -> studies.train(1))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "file not found: %s. Restore it, or remove the file of its trial in trials/ and run the same command to retrain it",
            studies.file("networks/train-00000-cycle-02.safetensors"));
  }

  @Test
  void snapshotsThatSparkWouldNotHandOverAreRefusedBeforeTheTraining() throws Exception {
    assertThatThrownBy(() -> studies.train(1, "space.m=200000"))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "3 snapshots of m = 200000 are 7043 MiB, but spark.driver.maxResultSize is 1024 MiB: lower one of them, or raise it and the memory with ./submit.sh --conf spark.driver.maxResultSize=14086m --driver-memory 8g ...");
    assertThat(files()).isEmpty();
  }

  @Test
  void aTrainingThatGivesNoNetworkIsNotTested() throws Exception {
    assertThatThrownBy(() -> studies.train(1, "space.eta_max=1e30"))
        .isInstanceOf(SearchException.class)
        .hasMessageStartingWith(
            "the training produced no network: diverged: the loss is not finite")
        .hasMessageEndingWith("remove trials/ in %s to retrain it", studies.file(""));
    assertThat(files()).containsOnlyKeys("trials/train-00000.json");
  }
}
