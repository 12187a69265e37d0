package io.github.clrsearch.report;

import io.github.clrsearch.search.findings.IndependentComparison;
import io.github.clrsearch.search.findings.IndependentComparison.Images;
import io.github.clrsearch.search.findings.IndependentComparison.Sample;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Several studies side by side.
 *
 * @param studies at least two, in the order in which the user names them
 */
public record StudyComparison(List<ComparedStudy> studies) {

  /**
   * Reads studies. Studies of one name are distinguished by their folders.
   *
   * @throws IllegalArgumentException if they are compared by different metrics
   */
  public static StudyComparison of(List<StudyStore> stores) {
    List<ComparedStudy> studies = new ArrayList<>();
    for (StudyStore store : stores) {
      String name = store.header().study();
      boolean unique = stores.stream().filter(o -> o.header().study().equals(name)).count() == 1;
      studies.add(ComparedStudy.of(unique ? name : store.location(), store));
    }
    ComparedStudy first = studies.get(0);
    for (ComparedStudy study : studies) {
      String metric = study.store().header().metric().name();
      if (!metric.equals(first.store().header().metric().name())) {
        throw new IllegalArgumentException(
            "%s has the metric %s and %s has %s: compare studies of one metric"
                .formatted(
                    first.name(), first.store().header().metric().name(), study.name(), metric));
      }
    }
    return new StudyComparison(List.copyOf(studies));
  }

  /** The hyperparameters of all settings, in the order of the first study that has them. */
  public List<String> hyperparameters() {
    Set<String> names = new LinkedHashSet<>();
    studies.forEach(study -> names.addAll(study.setting().values().keySet()));
    return List.copyOf(names);
  }

  /** Whether the settings differ in a hyperparameter. */
  public boolean differ(String hyperparameter) {
    return studies.stream()
            .map(study -> Optional.ofNullable(study.setting().values().get(hyperparameter)))
            .distinct()
            .count()
        > 1;
  }

  /**
   * Which settings are better than which, one line per pair, and how far that can be trusted.
   *
   * @return the best study is compared with each of the others
   */
  public List<String> verdicts() {
    List<ComparedStudy> compared =
        studies.stream().filter(study -> study.sample().isPresent()).toList();
    if (compared.size() < 2) {
      return List.of("there is nothing to compare: fewer than two studies have a result");
    }
    ComparedStudy best =
        compared.stream().max(Comparator.comparingDouble(StudyComparison::mean)).orElseThrow();
    List<String> lines = new ArrayList<>();
    int pairs = compared.size() * (compared.size() - 1) / 2;
    for (ComparedStudy other : compared) {
      if (other != best) {
        lines.add(verdict(best, other, pairs));
      }
    }
    if (compared.stream().anyMatch(study -> study.confirmed().isEmpty())) {
      lines.add(
          "the best %s of a search is optimistically biased, and its error over seeds is unknown: a stage that confirms in each study makes the comparison fair"
              .formatted(best.metric().noun()));
    }
    return lines;
  }

  private static double mean(ComparedStudy study) {
    return study.sample().orElseThrow().mean();
  }

  private static String verdict(ComparedStudy best, ComparedStudy other, int pairs) {
    if (!best.sharesDataWith(other)) {
      return "%s and %s were trained on different data, so their results cannot be compared"
          .formatted(best.name(), other.name());
    }
    Images images = best.sharesImagesWith(other) ? Images.SAME : Images.OTHER;
    Sample first = best.sample().orElseThrow();
    Sample second = other.sample().orElseThrow();
    Optional<IndependentComparison> found = IndependentComparison.of(first, second, images);
    if (found.isEmpty()) {
      return "%s has a better value than %s (by %s), but nothing is known about the error of single trainings"
          .formatted(
              best.name(), other.name(), best.metric().difference(first.mean() - second.mean()));
    }
    IndependentComparison of = found.get().amongst(pairs);
    return String.format(
        Locale.ROOT,
        "%s %s %s (by %s +- %s, p %.2g)%s",
        best.name(),
        of.isSignificant() ? "is better than" : "is not distinguishable from",
        other.name(),
        best.metric().difference(of.difference()),
        best.metric().number(of.halfWidth()),
        of.pValue(),
        images == Images.SAME ? "" : "; they were measured on other validation images");
  }
}
