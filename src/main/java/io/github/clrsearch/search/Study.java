package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A named, seeded search.
 *
 * @param name letters, digits, '.', '_' and '-'
 * @param seed determines every random number of the study
 * @param space search space of the first stage
 * @param stages at least one, in the order in which they run
 */
public record Study(String name, long seed, SearchSpace space, List<Stage> stages)
    implements Serializable {
  /** Percent by which sums of shares may be inexact. */
  private static final double ROUNDING = 1e-6;

  /** Checks the stages against each other and the space; one line of the message per problem. */
  public Study {
    Names.checked("study", name);
    stages = List.copyOf(stages);
    List<String> problems = problems(space, stages);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  public static StudyBuilder builder() {
    return new StudyBuilder();
  }

  /**
   * Everything that the results depend on, by configuration key. A study resumes in a folder only
   * if their definitions are equal. Numbers of trials, seeds per setting and cycles are not part of
   * the definition, because a study may grow.
   */
  public Map<String, String> definition() {
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("study.name", name);
    definition.put("study.seed", Long.toString(seed));
    space
        .distributions()
        .forEach((key, values) -> definition.put("space." + key, values.form().toString()));
    if (stages.stream()
        .filter(stage -> !(stage instanceof ConfirmingStage))
        .allMatch(stage -> stage.cycles() == Cycles.FREE)) {
      // No trial draws the number of cycles, and every trial can be continued with more.
      definition.put("space." + Candidate.CYCLES, Cycles.FREE.toString());
    }
    for (int i = 0; i < stages.size(); i++) {
      String path = "stages." + stages.get(i).name() + ".";
      stages.get(i).definition(i + 1).forEach((key, value) -> definition.put(path + key, value));
    }
    return definition;
  }

  /** The space of the first stage. */
  public SearchSpace firstSpace() {
    return space.with(stages.get(0).space());
  }

  /** Whether the trials of a stage keep their states, because they may be continued. */
  public boolean keepsStates(Stage stage) {
    return stage.resumesTrials()
        || !(stage instanceof ConfirmingStage)
            && stages.stream()
                .skip(stages.indexOf(stage) + 1)
                .anyMatch(ContinuingStage.class::isInstance);
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
            "stage names must be unique, but '%s' is used twice: rename one"
                .formatted(stage.name()));
      }
      SearchSpace spaceBefore = before;
      boolean first = i == 0;
      List<String> own =
          stage.match(
              searching ->
                  first && searching.earlierStudies().isEmpty()
                      ? notFirst(searching)
                      : refineProblems(spaceBefore, searching),
              confirming -> first ? notFirst(confirming) : List.of(),
              continuing -> first ? notFirst(continuing) : spaceProblems(continuing));
      problems.addAll(own);
      if (stage instanceof SearchingStage searching) {
        problems.addAll(searching.points().problems(searching, before.with(stage.space())));
      }
      overrideProblems(space, stage, problems);
      if (stage.resumesTrials() && !space.has(Candidate.CYCLES)) {
        problems.add(
            "stage %s: %s cycles and %s stopping need %s in the study's space: add it"
                .formatted(
                    stage.name(), stage.cycles(), stage.stopping().name(), Candidate.CYCLES));
      }
      before = before.with(stage.space());
    }
    shareProblems(stages, problems);
    return problems;
  }

  /** Whether a stage has a share of the time, so that the search needs a time budget. */
  public boolean needsBudget() {
    return stages.stream().anyMatch(stage -> stage.share().isPresent());
  }

  private static void shareProblems(List<Stage> stages, List<String> problems) {
    double percent = 100 * stages.stream().mapToDouble(stage -> stage.share().orElse(0)).sum();
    if (percent > 100 + ROUNDING) {
      problems.add(
          "the budgets of the stages must be at most 100 %% together, but are %s %%: lower one"
              .formatted(Numbers.brief(percent)));
    } else if (percent > 100 - ROUNDING) {
      stages.stream()
          .filter(stage -> !(stage instanceof ConfirmingStage) && stage.share().isEmpty())
          .findFirst()
          .ifPresent(
              stage ->
                  problems.add(
                      "stage %s: the stages with a budget take 100 %% of the time, which leaves none for this stage: lower one of them, or give this stage a budget"
                          .formatted(stage.name())));
    }
  }

  /** What a stage cannot do if it is the first. */
  private static List<String> notFirst(SearchingStage stage) {
    List<String> problems = new ArrayList<>();
    if (!stage.refine().isEmpty()) {
      problems.add(
          "stage %s: the first stage has nothing to refine, but refine is %s: remove it, or name an earlier study in learn-from"
              .formatted(stage.name(), stage.refine()));
    }
    if (stage.sampling().learns()) {
      String others =
          Stream.of(Sampling.values())
              .filter(sampling -> !sampling.learns())
              .map(Sampling::toString)
              .collect(Collectors.joining(" or "));
      problems.add(
          "stage %s: the first stage has nothing to learn from, but sampler is %s: use %s, or name an earlier study in learn-from"
              .formatted(stage.name(), stage.sampling(), others));
    }
    return problems;
  }

  private static List<String> notFirst(ConfirmingStage stage) {
    return List.of(
        "stage %s: the first stage has nothing to confirm: put a stage that searches before it"
            .formatted(stage.name()));
  }

  private static List<String> notFirst(ContinuingStage stage) {
    List<String> problems = new ArrayList<>();
    problems.add(
        "stage %s: the first stage has nothing to continue: put a stage that searches before it"
            .formatted(stage.name()));
    problems.addAll(spaceProblems(stage));
    return problems;
  }

  private static List<String> spaceProblems(ContinuingStage stage) {
    return stage.space().keySet().stream().allMatch(Candidate.CYCLES::equals)
        ? List.of()
        : List.of(
            "stage %s: continued trials keep their settings except %s, but its space has %s: remove the others"
                .formatted(stage.name(), Candidate.CYCLES, stage.space().keySet()));
  }

  private static List<String> refineProblems(SearchSpace before, SearchingStage stage) {
    List<String> problems = new ArrayList<>();
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
    return problems;
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
      } else if (stage.space().get(name).hasWords() != space.distribution(name).hasWords()) {
        problems.add(
            "stage %s: %s must have %s as in the study's space, but is %s: correct one"
                .formatted(
                    stage.name(),
                    name,
                    space.distribution(name).hasWords() ? "words" : "numbers",
                    stage.space().get(name)));
      }
    }
  }
}
