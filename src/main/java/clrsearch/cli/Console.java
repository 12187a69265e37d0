package clrsearch.cli;

import clrsearch.data.DataSet;
import clrsearch.data.PreparedData;
import clrsearch.report.Picture;
import clrsearch.report.StudyPictures;
import clrsearch.search.Candidate;
import clrsearch.search.Leaderboard;
import clrsearch.search.Study;
import clrsearch.store.EndedTrial;
import clrsearch.store.StoreException;
import clrsearch.store.StudyStore;
import clrsearch.training.LearningRateSuggestion;
import clrsearch.training.LearningRateSuggestion.Spread;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a search prints before and after its trials. */
final class Console {
  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  /** What is about to be done, with which data, where. */
  void header(OpenStudy open) {
    Study study = open.configuration().study();
    DataSet data = open.data();
    PreparedData prepared = open.prepared();
    String stages =
        study.stages().stream()
            .map(stage -> "%s (%d trials)".formatted(stage.name(), stage.trials()))
            .collect(Collectors.joining(", "));
    out.printf("study %s, seed %d: %s%n", study.name(), study.seed(), stages);
    out.printf("data  %s%n", Printable.line(data.description()));
    data.notRead().ifPresent(line -> out.println("      " + Printable.line(line)));
    if (data.name().equals("synthetic")) {
      out.println("      CIFAR-10 is not there: './submit.sh data fetch' downloads it");
    }
    out.printf(
        "split %d to train on, %d to validate%n",
        prepared.split().training().length, prepared.split().validation().length);
    out.printf("on    %s; log in %s%n", SparkSessions.describe(open.session()), open.log());
    out.printf("into  %s%n", open.store().location());
  }

  /** The best trials, each by its best cycle. */
  void leaderboard(Leaderboard leaderboard, int rows) {
    List<Candidate> best = leaderboard.top(rows);
    out.println();
    if (best.isEmpty()) {
      out.println("no trial has ended a cycle: the reasons are in column reason of view trials");
      return;
    }
    Set<String> varied = varied(best);
    int width =
        best.stream().mapToInt(candidate -> candidate.trial().toString().length()).max().orElse(0);
    out.println(Paint.BOLD.of("leaderboard (validation accuracy at the best cycle's end)"));
    int rank = 1;
    for (Candidate candidate : best) {
      String row =
          ("%3d  %6.2f %%  %-" + width + "s  %s")
              .formatted(
                  rank++,
                  100 * candidate.accuracy(),
                  candidate.trial(),
                  candidate.setting().only(varied));
      out.println(row.stripTrailing());
    }
    Set<String> common = new LinkedHashSet<>(best.get(0).setting().values().keySet());
    common.removeAll(varied);
    // A user's own model may have nothing that stays the same.
    if (!common.isEmpty()) {
      out.println("     all with " + best.get(0).setting().only(common));
    }
  }

  /** The hyperparameters that are not the same in all of these candidates. */
  private static Set<String> varied(List<Candidate> candidates) {
    Set<String> varied = new LinkedHashSet<>(candidates.get(0).setting().values().keySet());
    varied.removeIf(
        name ->
            candidates.stream().map(candidate -> candidate.setting().value(name)).distinct().count()
                == 1);
    return varied;
  }

  /** A trial that has ended, of a command that searches nothing. */
  void ended(EndedTrial end) {
    String accuracy =
        Leaderboard.of(end.candidates())
            .best()
            .map(best -> "best validation accuracy %.2f %%, ".formatted(100 * best.accuracy()))
            .orElse("");
    out.printf(
        "%s: %s%d updates in %.1f s, %s%n",
        end.trial(),
        accuracy,
        end.result().updates(),
        end.execution().seconds(),
        end.result().outcome().name());
  }

  /** What a range test suggests: the median over the seeds and their spread. */
  void rangeTest(Optional<LearningRateSuggestion> found, int seeds, String folder) {
    out.println();
    if (found.isEmpty()) {
      out.printf("no suggestion: in none of %d seeds did the accuracy leave its start%n", seeds);
      return;
    }
    LearningRateSuggestion suggestion = found.get();
    out.printf(
        "suggested by %d of %d seeds (median, and from lowest to highest)%n",
        suggestion.seeds(), seeds);
    suggestion("eta_min", suggestion.etaMin(), "the accuracy starts to rise");
    suggestion("eta_max", suggestion.etaMax(), "it becomes ragged or level");
    out.printf("use it in a search or training: --use-suggested %s%n", folder);
  }

  private void suggestion(String name, Spread spread, String rule) {
    out.printf(
        "  %s  %-9.3g [%.3g, %.3g]  where %s%n",
        name, spread.median(), spread.lowest(), spread.highest(), rule);
  }

  /** Draws a picture into the study's folder, or says why there is none: the results stand. */
  void picture(StudyStore store, Supplier<Picture> drawing) {
    try {
      out.println(StudyPictures.keep(store, drawing.get()));
    } catch (IllegalArgumentException | StoreException e) {
      out.println("no picture: " + e.getMessage());
    }
  }

  /** Writes the page of a study whose command has come to its end, or says why there is none. */
  void page(StudyStore store, int smoothing) {
    try {
      page(StudyPages.keep(store, smoothing));
    } catch (IllegalArgumentException | StoreException e) {
      out.println("no page: " + e.getMessage());
    }
  }

  /** Where a study's page is. */
  void page(String path) {
    out.println();
    out.println("page " + path);
  }

  /** Queries to go on with, ready to be pasted. */
  void sqlHints(String folder) {
    String study = " --study " + folder;
    out.println();
    out.println(
        "go on with SQL over the views trials, cycles, ensembles, measurements and importance:");
    out.println(
        "  ./submit.sh sql \"SELECT stage, number, cycle, lambda, validation_accuracy FROM cycles"
            + " ORDER BY validation_accuracy DESC LIMIT 10\""
            + study);
    out.println(
        "  ./submit.sh sql \"SELECT floor(log10(lambda)) AS decade, count(*) AS trials,"
            + " max(best_validation_accuracy) AS best FROM trials GROUP BY decade ORDER BY decade\""
            + study);
    out.println(
        "  ./submit.sh sql \"SELECT stage, hyperparameter, importance, trials FROM importance"
            + " ORDER BY stage, importance DESC\""
            + study);
  }

  /** Queries over the final tests, ready to be pasted. */
  void testHints(String folder) {
    String study = "\" --study " + folder;
    out.println("go on with SQL over the views tests and confusions:");
    out.println(
        "  ./submit.sh sql \"SELECT number, members, combination, accuracy, accuracy_low,"
            + " accuracy_high FROM tests ORDER BY accuracy DESC"
            + study);
    out.println(
        "  ./submit.sh sql \"SELECT label_name, predicted_name, count FROM confusions"
            + " WHERE members = 'all' AND combination = 'mean' AND label <> predicted"
            + " ORDER BY count DESC LIMIT 10"
            + study);
  }

  /** A query over the report's table, ready to be pasted. */
  void tableHints(String folder) {
    out.println();
    out.println("go on with SQL over the views table1, tests and confusions:");
    out.println(
        "  ./submit.sh sql \"SELECT test_case, accuracy, vote_accuracy, mean_accuracy,"
            + " report_accuracy FROM table1 ORDER BY test_case\" --study "
            + folder);
  }
}
