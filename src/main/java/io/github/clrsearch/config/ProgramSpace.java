package io.github.clrsearch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.config.OtherNames.Hint;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads the hyperparameters of a program, which may have any names. The dimension that counts
 * reports is {@code n_cycles} in the study, whatever the program calls it.
 *
 * @param names of the study's space, sorted
 * @param cyclesBy the program's name of the dimension that counts reports; null if none does
 * @param problems modified: problems are added
 */
record ProgramSpace(List<String> names, String cyclesBy, Problems problems) implements Spaces {
  /** The beginning of names whose variables would be those of clr-search. */
  private static final String OWN = "search_";

  /** The hyperparameters that a study names. */
  static ProgramSpace of(ConfigObject space, String cyclesBy, Problems problems) {
    List<String> names = List.copyOf(new TreeSet<>(space.keySet()));
    String cycles = Candidate.CYCLES;
    if (cyclesBy != null && !names.contains(cyclesBy)) {
      problems.add(
          space.origin(),
          "objective.cycles-by is %s, but space has %s: add it, such as %s = 10"
              .formatted(cyclesBy, names, cyclesBy));
    } else if (names.contains(cycles) && !cycles.equals(cyclesBy)) {
      problems.add(
          space.get(cycles).origin(),
          "space.%s counts the reports of a program: set objective.cycles-by = %s, or rename it"
              .formatted(cycles, cycles));
    }
    names.stream()
        .filter(name -> name.startsWith(OWN))
        .forEach(
            name ->
                problems.add(
                    space.get(name).origin(),
                    "space.%s: variables CLR_SEARCH_... of a program are those of clr-search: rename it"
                        .formatted(name)));
    return new ProgramSpace(names, cyclesBy, problems);
  }

  @Override
  public String inStudy(String name) {
    return name.equals(cyclesBy) ? Candidate.CYCLES : name;
  }

  @Override
  public Map<String, Distribution> read(String path, ConfigObject space) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    for (String name : new TreeSet<>(space.keySet())) {
      read(path + "." + name, name, space.get(name))
          .ifPresent(read -> distributions.put(inStudy(name), read));
    }
    return distributions;
  }

  private Optional<Distribution> read(String path, String name, ConfigValue value) {
    int before = problems.count();
    try {
      Distribution read = DistributionForm.parse(path, SpaceReader.numeric(value.unwrapped()));
      if (name.equals(cyclesBy)
          && (read.hasWords() || !read.integral() || read.range().min() < 1)) {
        problems.add(
            value.origin(),
            "%s counts reports and must have integers from 1, but is %s: use { integer = [1, 20] }"
                .formatted(path, read));
      }
      return problems.count() == before ? Optional.of(read) : Optional.empty();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      problems.add(value.origin(), message.startsWith(path) ? message : path + ": " + message);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Setting> value(String path, String name, ConfigValue value) {
    Optional<Distribution> read = read(path, name, value);
    if (read.isPresent() && !read.get().isConstant()) {
      problems.add(
          value.origin(), "%s must be a single value, but is %s".formatted(path, read.get()));
      return Optional.empty();
    }
    return read.map(one -> SearchSpace.empty().with(inStudy(name), one).onlySetting());
  }

  @Override
  public Optional<Hint> hint(String name) {
    return Optional.empty();
  }

  @Override
  public void checkBounds(String path, ConfigObject own, SearchSpace space) {}

  @Override
  public List<String> stageProblems(Study study) {
    return List.of();
  }
}
