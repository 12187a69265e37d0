package io.github.clrsearch.report;

import io.github.clrsearch.search.findings.IndependentComparison.Sample;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StageDefinition;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A study that is compared with others, by its best setting: the one with the highest mean if a
 * stage has confirmed settings, otherwise the one with the best value of a trial.
 *
 * @param name distinguishes it from the others
 * @param best of all trials of the search; empty if none has a value
 * @param confirmed the best confirmed setting; empty if no stage has confirmed one
 */
public record ComparedStudy(
    String name,
    StudyStore store,
    List<EndedTrial> trials,
    Optional<Candidate> best,
    Optional<ConfirmedRow> confirmed) {

  static ComparedStudy of(String name, StudyStore store) {
    List<EndedTrial> trials = store.trials();
    Metric metric = store.header().metric();
    Optional<Candidate> best =
        Leaderboard.of(
                trials.stream()
                    .filter(end -> end.trial().repetition() == 0)
                    .flatMap(end -> end.candidates(metric).stream())
                    .toList())
            .best();
    return new ComparedStudy(name, store, trials, best, confirmed(store));
  }

  /** The first row of the last stage that confirmed anything. */
  private static Optional<ConfirmedRow> confirmed(StudyStore store) {
    List<StageDefinition> lastFirst = new ArrayList<>(store.header().stages());
    Collections.reverse(lastFirst);
    return lastFirst.stream()
        .filter(StageDefinition::confirms)
        .flatMap(stage -> store.findings().confirmed(stage.name()).stream().limit(1))
        .filter(row -> row.hasMean())
        .findFirst();
  }

  /** The setting by which the study is compared; empty if there is none. */
  public Setting setting() {
    return confirmed
        .map(ConfirmedRow::toSetting)
        .or(() -> best.map(Candidate::setting))
        .orElse(new Setting(Map.of()));
  }

  /** The metric by which its trials are compared, with the number of validation images. */
  public Metric metric() {
    Metric metric = store.header().metric();
    int images = new PageTrials(trials, metric).validationImages();
    return metric.isFraction() && images > 0 && metric.noise() instanceof Noise.Unknown
        ? metric.ofExamples(images)
        : metric;
  }

  /** Mean and interval of the best confirmed setting; empty if there is none. */
  public Optional<ConfirmedRow.Summary> mean() {
    return confirmed.map(row -> row.of(store.header().metric()));
  }

  /** The trainings by which it is compared; empty if no trial has a value. */
  Optional<Sample> sample() {
    Metric metric = metric();
    return confirmed
        .map(row -> sample(row, metric))
        .filter(sample -> !sample.scores().isEmpty())
        .or(() -> best.map(found -> new Sample(List.of(found.score()), List.of(), metric)));
  }

  private Sample sample(ConfirmedRow row, Metric metric) {
    List<EndedTrial> trainings =
        trials.stream()
            .filter(end -> end.trial().stage().equals(row.stage()))
            .filter(end -> end.trial().setting().equals(row.toSetting()))
            .filter(end -> end.result().outcome() instanceof Outcome.Completed)
            .filter(end -> !Double.isNaN(score(end, metric)))
            .toList();
    List<CorrectImages> correct =
        trainings.stream()
            .map(end -> end.result().correctImages())
            .filter(Objects::nonNull)
            .toList();
    return new Sample(
        trainings.stream().map(end -> score(end, metric)).toList(),
        correct.size() == trainings.size() ? correct : List.of(),
        metric);
  }

  private static double score(EndedTrial end, Metric metric) {
    List<Candidate> candidates = end.candidates(metric);
    return candidates.isEmpty() ? Double.NaN : candidates.get(candidates.size() - 1).score();
  }

  /** Whether both were trained and measured on the same images. */
  boolean sharesImagesWith(ComparedStudy other) {
    StudyHeader own = store.header();
    StudyHeader others = other.store.header();
    return sharesDataWith(other)
        && Objects.equals(
            own.definition().get("data.validation"), others.definition().get("data.validation"))
        && own.seed() == others.seed();
  }

  /** Whether the data is the same; the split may differ. */
  boolean sharesDataWith(ComparedStudy other) {
    return Objects.equals(
        store.header().provenance().dataChecksum(),
        other.store.header().provenance().dataChecksum());
  }

  /** How the best value changed. */
  public List<Improvement> bestSoFar() {
    return new PageTrials(trials, store.header().metric()).bestSoFar();
  }

  /** The data, and the beginning of its checksum. */
  public String dataText() {
    Provenance of = store.header().provenance();
    return of.data() == null
        ? "not recorded"
        : of.data() + (of.dataChecksum() == null ? "" : " " + brief(of.dataChecksum()));
  }

  private static String brief(String checksum) {
    return checksum.substring(0, Math.min(8, checksum.length()));
  }
}
