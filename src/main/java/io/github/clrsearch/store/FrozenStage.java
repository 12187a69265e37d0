package io.github.clrsearch.store;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage as it was when its first trial began. It does not change when trials are added to earlier
 * stages.
 *
 * @param stage name of the stage
 * @param space that it samples from
 * @param lines how the space was refined, for people
 * @param after the number of trials of each earlier stage at that time, by name
 * @param observations of these trials, if the settings of the stage depend on them
 */
public record FrozenStage(
    String stage,
    SearchSpace space,
    List<String> lines,
    Map<String, Integer> after,
    List<Observation> observations) {

  /** A stage that retrains settings of earlier stages. */
  public static FrozenStage confirming(
      Stage stage, List<Observation> chosen, Map<String, Integer> after) {
    return new FrozenStage(
        stage.name(),
        SearchSpace.ofAll(chosen.stream().map(Observation::setting).toList()),
        List.of("retrains the settings of %s with several seeds each".formatted(names(chosen))),
        after,
        chosen);
  }

  /** A stage that continues trials of earlier stages. */
  public static FrozenStage continuing(
      Stage stage, SearchSpace space, List<Observation> chosen, Map<String, Integer> after) {
    return new FrozenStage(
        stage.name(), space, List.of("continues %s".formatted(names(chosen))), after, chosen);
  }

  private static String names(List<Observation> chosen) {
    return chosen.stream()
        .map(seen -> "%s (cycle %d)".formatted(seen.trial(), seen.cycle()))
        .collect(Collectors.joining(", "));
  }

  /** The same stage with an additional line. */
  public FrozenStage with(String line) {
    List<String> more = Stream.concat(lines.stream(), Stream.of(line)).toList();
    return new FrozenStage(stage, space, more, after, observations);
  }
}
