package io.github.clrsearch.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cluster.StudyFindings;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.samplers.SobolSampler;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.BestSetting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFindingsTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1));
  private static final SearchingStage COARSE = Stage.of("coarse", 12);
  private static final ConfirmingStage CONFIRM =
      new ConfirmingStage("confirm", 2, Double.POSITIVE_INFINITY, 3);

  @TempDir private Path folder;

  private static double accuracy(Setting setting) {
    return 0.55 - 0.05 * Math.abs(Math.log10(setting.value("lambda")) + 2.9);
  }

  private StudyStore searched(Study study) {
    StudyStore store = Studies.begin(folder, study);
    store.stages().freeze(new FrozenStage("coarse", SPACE, List.of(), Map.of(), List.of()));
    new TrialSequence(study, COARSE, SPACE, Set.of(), new SobolSampler())
        .first(COARSE.trials())
        .trials()
        .forEach(trial -> store.append(Studies.of(trial, accuracy(trial.setting()))));
    return store;
  }

  private static List<String> told(Study study, StudyStore store) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StudyFindings findings = StudyFindings.keep(study, store, Metric.accuracy(5000), Map.of());
    new SearchFindings(findings, new PrintStream(out, true, UTF_8)).print();
    return out.toString(UTF_8).lines().filter(line -> !line.isBlank()).toList();
  }

  @Test
  void aPlainSearchEndsWithItsImportances() {
    Study study = new Study("s", 1, SPACE, List.of(COARSE));

    assertThat(told(study, searched(study)))
        .singleElement()
        .asString()
        .matches(
            "importance \\(share of the variance of validation accuracy explained by each hyperparameter alone, "
                + "12 trials\\): lambda 0\\.\\d\\d");
  }

  @Test
  void whatWasConfirmedIsRankedByItsMeanAndComparedAndKept() {
    Study study = new Study("s", 1, SPACE, List.of(COARSE, CONFIRM));
    StudyStore store = searched(study);
    List<Observation> chosen =
        List.of(
            new Observation("coarse/3", 1, new Setting(Map.of("lambda", 0.002)), 0.545),
            new Observation("coarse/5", 1, new Setting(Map.of("lambda", 0.001)), 0.540));
    store.stages().freeze(FrozenStage.confirming(CONFIRM, chosen, Map.of("coarse", 12)));
    double[] seeds = {0.000, 0.002, 0.001};
    Trials.confirming(study, CONFIRM, chosen)
        .trials()
        .forEach(
            trial -> {
              double base = trial.number() % 2 == 0 ? 0.52 : 0.53;
              store.append(Studies.of(trial, base + seeds[trial.repetition() - 1]));
            });

    assertThat(told(study, store))
        .startsWith(
            "confirmed by stage confirm (mean validation accuracy over seeds, its 95 % interval, "
                + "and the optimistic bias of the search)",
            "  1  53.10 % +- 0.25, in the search 54.00 % (+0.90)  3 seeds  coarse/5 (cycle 1)",
            "  2  52.10 % +- 0.25, in the search 54.50 % (+2.40)  3 seeds  coarse/3 (cycle 1)",
            "     coarse/5 is better than coarse/3 (by 1.00 points, p 0.00013)")
        .hasSize(5);
    assertThat(store.findings().confirmed("confirm"))
        .extracting(ConfirmedRow::foundBy)
        .containsExactly("coarse/5", "coarse/3");
    assertThat(BestSetting.of(store)).hasValue(chosen.get(1).setting());
  }
}
