package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.github.clrsearch.cluster.training.ClrHyperparameters;
import io.github.clrsearch.training.Hyperparameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code reference.conf} and the tables have exactly the declared hyperparameters. */
class DeclaredHyperparametersTest {
  private static final Config SPACE =
      ConfigFactory.parseResources("reference.conf").getConfig("space");

  private static List<String> declared() {
    return Arrays.stream(Hyperparameter.values()).map(Hyperparameter::key).toList();
  }

  @Test
  void theReferenceHasExactlyTheDeclaredHyperparameters() {
    assertThat(SPACE.root().keySet()).containsExactlyInAnyOrderElementsOf(declared());
  }

  @ParameterizedTest
  @EnumSource
  void theReferenceHasTheDeclaredDefaultAndDescription(Hyperparameter hyperparameter) {
    assertThat(SPACE.getDouble(hyperparameter.key())).isEqualTo(hyperparameter.defaultValue());
    assertThat(String.join(" ", SPACE.getValue(hyperparameter.key()).origin().comments()).strip())
        .startsWith(
            hyperparameter.description().substring(0, hyperparameter.description().length() - 1));
  }

  @ParameterizedTest
  @EnumSource
  void aDefaultIsInRange(Hyperparameter hyperparameter) {
    assertThat(hyperparameter.defaultValue()).isBetween(hyperparameter.min(), hyperparameter.max());
  }

  @Test
  void theTablesHaveTheDeclaredHyperparametersAndHalfACycle() {
    assertThat(ClrHyperparameters.columns().keySet())
        .filteredOn(name -> !name.equals(ClrHyperparameters.N_S))
        .containsExactlyElementsOf(declared());
    assertThat(ClrHyperparameters.limits()).containsOnlyKeys(declared().toArray(String[]::new));
  }
}
