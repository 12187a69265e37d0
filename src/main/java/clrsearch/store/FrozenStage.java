package clrsearch.store;

import clrsearch.search.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * A stage as it was when its first trial began. It stays so, whatever is added to the stages before
 * it: trials that have ended keep their meaning.
 *
 * @param stage the stage's name
 * @param space what it samples from
 * @param lines how the space was refined, for whoever reads the folder
 * @param after the stages before it, each with the number of trials it had then
 */
public record FrozenStage(
    String stage, SearchSpace space, List<String> lines, Map<String, Integer> after) {}
