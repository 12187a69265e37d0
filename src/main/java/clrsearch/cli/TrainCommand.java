package clrsearch.cli;

import clrsearch.cluster.SearchException;
import clrsearch.data.PreparedData;
import clrsearch.network.Evaluation;
import clrsearch.network.Scores;
import clrsearch.search.Candidate;
import clrsearch.search.Leaderboard;
import clrsearch.search.SearchSpace;
import clrsearch.search.Setting;
import clrsearch.search.Stage;
import clrsearch.search.Study;
import clrsearch.search.Trials;
import clrsearch.store.EndedTrial;
import clrsearch.store.NetworkFile.Kept;
import clrsearch.store.StudyStore;
import clrsearch.training.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the final network, tests it once, keeps it. */
@Command(
    name = "train",
    description = {
      "Trains one network with given hyperparameters, tests it once, and keeps it:",
      "a row of the study's views, and a safetensors file per cycle in networks/."
    },
    footer = {
      "",
      "Examples: ./submit.sh train conf/final.conf --set space.lambda=5.1e-4 --set space.m=1000",
      "          ./submit.sh train conf/final.conf --best-of runs/coarse-to-fine"
    })
final class TrainCommand implements Callable<Integer> {
  private static final String STAGE = "train";
  private static final String TEST_LOSS = "test_loss";
  private static final String TEST_ACCURACY = "test_accuracy";

  @Mixin private StudyOptions options;
  @Mixin private SuggestedRates suggested;

  @Option(
      names = "--best-of",
      paramLabel = "DIR",
      description = "Takes the hyperparameters of the best candidate of a study.")
  private String bestOf;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StudyConfiguration configuration = variant(suggested.into(options.read()));
    Study study = configuration.study();
    Console console = new Console(System.out);
    try (OpenStudy open = OpenStudy.open(configuration, options.folder())) {
      console.header(open);
      Setting setting = study.space().onlySetting();
      System.out.printf("%ntraining with %s%n", setting);
      EndedTrial ended =
          open.complete(
                  open.objective().forTraining(),
                  Trials.repetitions(study, STAGE, setting, 1),
                  end -> keep(open, end))
              .get(0);
      console.ended(ended);
      Kept last =
          open.store().networks().values().stream()
              .filter(kept -> kept.metadata().containsKey(TEST_ACCURACY))
              .findFirst()
              .orElseThrow(() -> failed(ended));
      console.test(
          Double.parseDouble(last.metadata().get(TEST_ACCURACY)),
          Double.parseDouble(last.metadata().get(TEST_LOSS)),
          open.data().test().count());
      System.out.printf("networks in %s/networks%n", open.store().location());
      return 0;
    }
  }

  private static SearchException failed(EndedTrial ended) {
    return new SearchException(
        "the training gave no network: %s (%s)"
            .formatted(ended.result().outcome().name(), ended.result().outcome().reason()));
  }

  private StudyConfiguration variant(StudyConfiguration given) {
    Study study = given.study();
    Setting setting = bestOf == null ? study.space().onlySetting() : best(study.space(), bestOf);
    return given
        .with(
            new Study(
                study.name(), study.seed(), SearchSpace.of(setting), List.of(Stage.of(STAGE, 1))),
            given.measure())
        .withFinalSplit();
  }

  /** The best candidate of a study, over the given space where it says nothing. */
  private static Setting best(SearchSpace space, String folder) {
    StudyStore store = StudyStore.open(folder, SparkSessions.hadoop());
    List<Candidate> candidates = new ArrayList<>();
    store.trials().forEach(ended -> candidates.addAll(ended.candidates()));
    Candidate best =
        Leaderboard.of(candidates)
            .best()
            .orElseThrow(
                () -> new CommandException("%s has no trial with an accuracy".formatted(folder)));
    SearchSpace fixed = space.with(SearchSpace.of(best.setting()).distributions());
    return fixed.onlySetting();
  }

  /** Keeps every snapshot; the last one is tested, for the first and only time. */
  @SuppressWarnings("unchecked")
  private static void keep(OpenStudy open, EndedTrial ended) {
    if (ended.result().model() == null) {
      return;
    }
    List<Snapshot> snapshots = (List<Snapshot>) ended.result().model();
    for (Snapshot snapshot : snapshots) {
      Map<String, String> metadata = metadata(open, ended, snapshot);
      if (snapshot == snapshots.get(snapshots.size() - 1)) {
        Scores scores = test(open, ended, snapshot);
        metadata.put(TEST_ACCURACY, Double.toString(scores.accuracy()));
        metadata.put(TEST_LOSS, Double.toString(scores.loss()));
      }
      open.store()
          .keep(
              "cycle-%02d".formatted(snapshot.cycle()),
              new Kept(snapshot.network(), open.prepared().standardizer(), metadata));
    }
  }

  private static Scores test(OpenStudy open, EndedTrial ended, Snapshot snapshot) {
    PreparedData test = open.prepared().on(open.data().test());
    int[] all = IntStream.range(0, open.data().test().count()).toArray();
    return new Evaluation(test)
        .measure(snapshot.network(), all, all.length, ended.trial().setting().value("lambda"));
  }

  private static Map<String, String> metadata(OpenStudy open, EndedTrial ended, Snapshot snapshot) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("study", ended.trial().study());
    metadata.put("cycle", Integer.toString(snapshot.cycle()));
    metadata.put("updates", Long.toString(snapshot.updates()));
    metadata.put("setting", ended.trial().setting().values().toString());
    metadata.put("image_shape", open.data().images().shape().toString());
    metadata.put("class_names", String.join("\n", open.data().images().classNames()));
    metadata.put("data", open.provenance().data());
    metadata.put("data_checksum", open.provenance().dataChecksum());
    metadata.put("clr_search", open.provenance().version());
    return metadata;
  }
}
