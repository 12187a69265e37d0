package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Console;
import io.github.clrsearch.cli.console.PlanScreen;
import io.github.clrsearch.cli.console.SearchConsole;
import io.github.clrsearch.cli.console.SearchFindings;
import io.github.clrsearch.cluster.ForkedStudy;
import io.github.clrsearch.cluster.SearchedStudy;
import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.Notification;
import io.github.clrsearch.config.SecretUrl;
import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.tracking.CommandNotifier;
import io.github.clrsearch.tracking.Notifier;
import io.github.clrsearch.tracking.SearchNotices;
import io.github.clrsearch.tracking.WebhookNotifier;
import io.github.clrsearch.workflow.Interruption;
import io.github.clrsearch.workflow.LivePage;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.SearchListeners;
import io.github.clrsearch.workflow.SearchPlan;
import io.github.clrsearch.workflow.SearchTracking;
import io.github.clrsearch.workflow.StudyFolders;
import io.github.clrsearch.workflow.StudySummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs, resumes or extends a study. */
@Command(
    name = "search",
    description = {
      "Runs a study. Every trial is one Spark task, and every result is kept.",
      "Run the same command to resume; with more trials, it extends the study."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh search conf/quickstart.conf",
      "  ./submit.sh search conf/quickstart.conf --set stages.fine.trials=40",
      "  ./submit.sh search conf/careful.conf --plan",
      "  ./submit.sh search conf/overnight.conf --until 07:00"
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private StudyOptions options;
  @Mixin private SuggestedRates suggested;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private TimeOptions time = new TimeOptions();

  @Option(
      names = "--plan",
      description = {
        "Keeps nothing: checks configuration, data and folder, and prints stages, trials,",
        "updates, memory and the estimated time. To estimate the time of a new study, it trains",
        "for a few seconds."
      })
  private boolean plan;

  @Option(
      names = "--retry-failed",
      description = {
        "Trains failed trials once more (not diverged ones). Their earlier reasons are kept",
        "in the column earlier_failures."
      })
  private boolean retryFailed;

  @Option(
      names = "--fork",
      paramLabel = "DIR",
      description = {
        "Takes over the trials of this study that the new one would train itself: with the",
        "same setting and seed, on the same data. Spaces, stages and names may differ."
      })
  private String fork;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long began = System.nanoTime();
    List<Assignment> found = new ArrayList<>(suggested.values(options.read(List.of())));
    found.addAll(time.values());
    StudyConfiguration configuration = options.read(found);
    if (time.replayed() == null) {
      configuration.checkBudget();
    }
    Optional<StudyStore> forked = forked();
    if (plan) {
      return plan(configuration, forked);
    }
    Notification notify = configuration.notification();
    notify.webhook().ifPresent(SecretUrl::hide);
    SearchNotices notices =
        new SearchNotices(
            notifiers(notify),
            configuration.study().name(),
            line -> SearchConsole.note(System.out, line));
    try {
      search(configuration, found, began, forked, notices);
      return 0;
    } catch (RuntimeException | IOException e) {
      notices.failed(ErrorMessages.firstLine(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private static List<Notifier> notifiers(Notification notify) {
    List<Notifier> notifiers = new ArrayList<>();
    if (!notify.command().isEmpty()) {
      notifiers.add(new CommandNotifier(notify.command()));
    }
    notify.webhook().ifPresent(url -> notifiers.add(new WebhookNotifier(url.uri(), url.host())));
    return notifiers;
  }

  private void search(
      StudyConfiguration configuration,
      List<Assignment> found,
      long began,
      Optional<StudyStore> forked,
      SearchNotices notices)
      throws IOException, InterruptedException {
    Console console = new Console(System.out);
    try (OpenStudy study =
        OpenStudy.open(
            configuration,
            options.folder(),
            header -> forked.ifPresent(original -> ForkedStudy.check(original, header)),
            note -> SearchConsole.note(System.out, note))) {
      console.header(study);
      console.sources(options.sources(found));
      Metric metric = study.store().header().metric();
      notices.opened(study.store().location(), metric);
      SearchConsole listener = new SearchConsole(System.out, study.configuration().study(), metric);
      Interruption interruption = Interruption.of(Thread.currentThread(), listener::interrupted);
      try (LivePage page = page(study, listener);
          SearchTracking tracking = SearchTracking.of(study, listener::note)) {
        SearchedStudy searched =
            study.search(
                new SearchListeners(List.of(listener, page, tracking.listener(), notices)),
                search -> asked(search, began, forked));
        console.leaderboard(
            searched.leaderboard(), metric, study.configuration().search().leaderboard());
        if (searched.leaderboard().candidates().isEmpty()) {
          console.reasons(StudySummary.of(study.store()));
        }
        new SearchFindings(searched.findings(), System.out).print();
        page.ended().ifPresent(console::page);
        tracking.finish();
        notices.ended(searched);
        listener.timeUsed();
        console.hint(options.named(study), "trials, cycles, importance, ...");
      } catch (SearchException | RefinementException e) {
        // Print the results so far, which may have taken a night.
        listener.close();
        console.leaderboard(
            StudySummary.of(study.store()), study.configuration().search().leaderboard());
        throw e;
      } catch (InterruptedException e) {
        notices.interrupted();
        throw e;
      } finally {
        listener.close();
        interruption.ended();
      }
    }
  }

  /** The study to take over from; its rows are read now, so that a damaged one leaves no folder. */
  private Optional<StudyStore> forked() {
    if (fork == null) {
      return Optional.empty();
    }
    if (time.replayed() != null) {
      throw new ConfigurationException(
          List.of("--replay trains all trials again, so --fork has no effect: remove one of them"));
    }
    StudyStore original = StudyFolders.open(fork);
    original.trials();
    return Optional.of(original);
  }

  private int plan(StudyConfiguration configuration, Optional<StudyStore> forked)
      throws IOException, InterruptedException {
    if (time.replayed() != null || retryFailed) {
      throw new ConfigurationException(
          List.of("--plan plans a search without --replay and --retry-failed: remove them"));
    }
    new PlanScreen(System.out)
        .show(
            SearchPlan.of(
                configuration,
                options.folder(),
                forked,
                note -> SearchConsole.note(System.out, note)));
    return 0;
  }

  /** The search as the options ask for it. */
  private SparkSearch asked(SparkSearch search, long began, Optional<StudyStore> forked) {
    forked.ifPresent(search::forking);
    search.counting(Duration.ofNanos(System.nanoTime() - began));
    if (retryFailed) {
      search.retryingFailed();
    }
    return time.replayed() == null ? search : search.replaying(StudyFolders.open(time.replayed()));
  }

  private static LivePage page(OpenStudy study, SearchConsole console) {
    return new LivePage(
        study.configuration().study(),
        study.store(),
        study.configuration().rangeTest().smoothing(),
        study.configuration().search().page(),
        console::note);
  }
}
