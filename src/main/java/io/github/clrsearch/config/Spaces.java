package io.github.clrsearch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.config.OtherNames.Hint;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads hyperparameters: those of the built-in training, or those of a program. */
interface Spaces {

  /** The distributions of a section {@code space}, in an order of their own: HOCON has none. */
  Map<String, Distribution> read(String path, ConfigObject space);

  /** A setting of one value; empty if there is a problem with it. */
  Optional<Setting> value(String path, String name, ConfigValue value);

  /** The names of the hyperparameters, as users write them. */
  List<String> names();

  /** The name in the study of a hyperparameter that a user has named. */
  String inStudy(String name);

  /** A hint for an unknown name; empty if there is none. */
  Optional<Hint> hint(String name);

  /**
   * Reports a space in which no setting could be trained.
   *
   * @param own the section itself
   * @param space the section with all distributions that it inherits
   */
  void checkBounds(String path, ConfigObject own, SearchSpace space);

  /** One line per stage that cannot be trained. */
  List<String> stageProblems(Study study);
}
