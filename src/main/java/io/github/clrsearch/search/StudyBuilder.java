package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/** Builds a study in code. {@link #build} reports all problems together. */
public final class StudyBuilder {
  private String name = "study";
  private long seed = 1;
  private SearchSpace space = SearchSpace.empty();
  private final List<Stage> stages = new ArrayList<>();

  StudyBuilder() {}

  /** Names the study: letters, digits, '.', '_' and '-'. The default is {@code study}. */
  public StudyBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** Sets the seed, which determines every random number of the study. The default is 1. */
  public StudyBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Adds a hyperparameter, or replaces its distribution.
   *
   * @param name a column of the tables: lower-case letters, digits and '_'
   */
  public StudyBuilder space(String name, Distribution distribution) {
    space = space.with(name, distribution);
    return this;
  }

  /** Adds a hyperparameter that has the same value in all trials. */
  public StudyBuilder space(String name, double constant) {
    return space(name, new Constant(constant));
  }

  /** Adds a hyperparameter that is the same word in all trials. */
  public StudyBuilder space(String name, String word) {
    return space(name, Choice.of(word));
  }

  /** Adds a stage after the others. */
  public StudyBuilder stage(Stage stage) {
    stages.add(stage);
    return this;
  }

  /**
   * The study.
   *
   * @throws IllegalArgumentException with one line per problem
   */
  public Study build() {
    return new Study(name, seed, space, stages);
  }
}
