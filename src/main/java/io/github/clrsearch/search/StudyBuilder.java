package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * A study as it is put together in code. What is wrong with it is told by {@link #build}, all
 * problems together.
 */
public final class StudyBuilder {
  private String name = "study";
  private long seed = 1;
  private SearchSpace space = SearchSpace.empty();
  private final List<Stage> stages = new ArrayList<>();

  StudyBuilder() {}

  /** Names the study: letters, digits, '.', '_' and '-'. {@code study} where it is not said. */
  public StudyBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** Every random number of the study follows from it; 1 where it is not said. */
  public StudyBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Adds a hyperparameter, or gives one another distribution.
   *
   * @param name a column of the tables: small letters, digits and '_'
   */
  public StudyBuilder space(String name, Distribution distribution) {
    space = space.with(name, distribution);
    return this;
  }

  /** Adds a hyperparameter that is the same in all trials. */
  public StudyBuilder space(String name, double constant) {
    return space(name, new Constant(constant));
  }

  /** Adds a stage after those before it. */
  public StudyBuilder stage(Stage stage) {
    stages.add(stage);
    return this;
  }

  /**
   * The study.
   *
   * @throws IllegalArgumentException with a line for every problem
   */
  public Study build() {
    return new Study(name, seed, space, stages);
  }
}
