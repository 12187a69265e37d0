package io.github.clrsearch.store;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage as it was when its first trial began. It stays so, whatever is added to the stages before
 * it: trials that have ended keep their meaning.
 *
 * @param stage the stage's name
 * @param space what it samples from
 * @param lines how the space was refined, for whoever reads the folder
 * @param after the stages before it, each with the number of trials it had then
 * @param observations what trials of these stages showed, where its settings follow from that
 */
public record FrozenStage(
    String stage,
    SearchSpace space,
    List<String> lines,
    Map<String, Integer> after,
    List<Observation> observations) {

  /** A stage whose settings follow from its space. */
  public FrozenStage(
      String stage, SearchSpace space, List<String> lines, Map<String, Integer> after) {
    this(stage, space, lines, after, List.of());
  }

  /** A stage that trains settings of the stages before it anew. */
  public static FrozenStage confirming(
      Stage stage, List<Observation> chosen, Map<String, Integer> after) {
    return new FrozenStage(
        stage.name(),
        SearchSpace.ofAll(chosen.stream().map(Observation::setting).toList()),
        List.of("trains the settings of %s anew, each with several seeds".formatted(names(chosen))),
        after,
        chosen);
  }

  /** A stage that trains trials of the stages before it further. */
  public static FrozenStage continuing(
      Stage stage, SearchSpace space, List<Observation> chosen, Map<String, Integer> after) {
    return new FrozenStage(
        stage.name(), space, List.of("trains %s further".formatted(names(chosen))), after, chosen);
  }

  private static String names(List<Observation> chosen) {
    return chosen.stream()
        .map(seen -> "%s (cycle %d)".formatted(seen.trial(), seen.cycle()))
        .collect(Collectors.joining(", "));
  }

  /** The same with one line more. */
  public FrozenStage with(String line) {
    List<String> more = Stream.concat(lines.stream(), Stream.of(line)).toList();
    return new FrozenStage(stage, space, more, after, observations);
  }

  /** The same with another space. */
  public FrozenStage with(SearchSpace other) {
    return new FrozenStage(stage, other, lines, after, observations);
  }
}
