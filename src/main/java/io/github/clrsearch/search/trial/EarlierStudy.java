package io.github.clrsearch.search.trial;

import java.util.List;

/**
 * Results of an earlier study, as they were when the study began that learns from them.
 *
 * @param name its folder or name, as the stages name it
 * @param trials number of its trials
 * @param observations of these trials
 */
public record EarlierStudy(String name, int trials, List<Observation> observations) {

  public EarlierStudy {
    observations = List.copyOf(observations);
  }

  /** One line about what is learned from it. */
  public String line() {
    return "learns from %d trials of %s, as they were when this study began"
        .formatted(trials, name);
  }

  /** The observations with a score as candidates of refinement. */
  public List<Candidate> candidates(Metric metric) {
    return observations.stream()
        .filter(Observation::measured)
        .map(seen -> candidate(metric, seen))
        .toList();
  }

  /** Seeds and updates of earlier studies are not known: names tell trials apart. */
  private Candidate candidate(Metric metric, Observation seen) {
    int slash = seen.trial().lastIndexOf('/');
    Trial trial =
        new Trial(
            name,
            seen.trial().substring(0, slash),
            Integer.parseInt(seen.trial().substring(slash + 1)),
            seen.trial().hashCode(),
            seen.setting());
    return new Candidate(trial, seen.cycle(), seen.setting(), seen.cycle(), metric, seen.score());
  }
}
