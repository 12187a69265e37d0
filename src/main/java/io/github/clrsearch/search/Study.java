package io.github.clrsearch.search;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A named, seeded search.
 *
 * @param name letters, digits, '.', '_' and '-'
 * @param seed every random number of the study follows from it
 * @param space what the first stage starts from
 * @param stages at least one, in the order in which they are run
 */
public record Study(String name, long seed, SearchSpace space, List<Stage> stages)
    implements Serializable {

  /** Checks the stages against each other and the space; one line of the message a problem. */
  public Study {
    Names.checked("study", name);
    stages = List.copyOf(stages);
    List<String> problems = problems(space, stages);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** A study to be put together in code. */
  public static StudyBuilder builder() {
    return new StudyBuilder();
  }

  /**
   * All that its results depend on, by configuration key: what a folder is compared by. Numbers of
   * trials are not among it, nor how far trials go, for a study may grow.
   */
  public Map<String, String> definition() {
    return StudyDefinition.of(this);
  }

  /** The space of the first stage. */
  public SearchSpace firstSpace() {
    return space.with(stages.get(0).space());
  }

  private static List<String> problems(SearchSpace space, List<Stage> stages) {
    List<String> problems = new ArrayList<>();
    if (stages.isEmpty()) {
      problems.add("a study must have at least one stage, but has none: add one to stages");
    }
    Set<String> names = new HashSet<>();
    SearchSpace before = space;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      if (!names.add(stage.name())) {
        problems.add(
            "stage names must be unique, but '%s' is there twice: rename one"
                .formatted(stage.name()));
      }
      if (i == 0 && !stage.refine().isEmpty()) {
        problems.add(
            "stage %s: the first stage has nothing to refine, but refine is %s: remove it"
                .formatted(stage.name(), stage.refine()));
      } else {
        refineProblems(before, stage, problems);
      }
      if (i == 0 && stage.sampling() == Sampling.GP) {
        problems.add(
            "stage %s: the first stage has nothing to learn from, but sampler is gp: take random or sobol"
                .formatted(stage.name()));
      }
      if (i == 0 && stage.confirms()) {
        problems.add(
            "stage %s: the first stage has nothing to confirm: put a stage that searches before it"
                .formatted(stage.name()));
      }
      if (stage.goesOn()) {
        continuationProblems(i, stage, problems);
      }
      overrideProblems(space, stage, problems);
      if (stage.continues() && !space.has(Candidate.CYCLES)) {
        problems.add(
            "stage %s: %s cycles and %s stopping need %s in the study's space: add it"
                .formatted(
                    stage.name(), stage.cycles(), stage.stopping().name(), Candidate.CYCLES));
      }
      before = before.with(stage.space());
    }
    return problems;
  }

  private static void continuationProblems(int index, Stage stage, List<String> problems) {
    if (index == 0) {
      problems.add(
          "stage %s: the first stage has nothing to continue: put a stage that searches before it"
              .formatted(stage.name()));
    }
    if (stage.space().keySet().stream().anyMatch(name -> !name.equals(Candidate.CYCLES))) {
      problems.add(
          "stage %s: trials that are continued keep their settings but for %s, but its space has %s: remove the others"
              .formatted(stage.name(), Candidate.CYCLES, stage.space().keySet()));
    }
  }

  /** Whether the trials of a stage are kept so that they can be trained further. */
  public boolean keepsStates(Stage stage) {
    return stage.continues()
        || !stage.confirms()
            && stages.stream().skip(stages.indexOf(stage) + 1).anyMatch(Stage::goesOn);
  }

  private static void refineProblems(SearchSpace before, Stage stage, List<String> problems) {
    for (String dimension : stage.refine()) {
      if (!before.has(dimension)) {
        problems.add(
            "stage %s: refine must name dimensions of the space %s, but got '%s': correct it"
                .formatted(stage.name(), before.distributions().keySet(), dimension));
      } else if (before.distribution(dimension).isConstant()) {
        problems.add(
            ("stage %s: a constant cannot be refined, but %s is %s: give it a distribution in an "
                    + "earlier stage or remove it from refine")
                .formatted(stage.name(), dimension, before.distribution(dimension)));
      }
    }
  }

  private static void overrideProblems(SearchSpace space, Stage stage, List<String> problems) {
    for (String name : stage.space().keySet()) {
      if (!space.has(name)) {
        problems.add(
            "stage %s: its space must name dimensions of the study's space %s, but got '%s': %s"
                .formatted(
                    stage.name(),
                    space.distributions().keySet(),
                    name,
                    "correct it or add it to the study's space"));
      }
    }
  }
}
