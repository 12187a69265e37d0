package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class OtherNamesTest {
  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf");

  @Test
  void everyHintLeadsToAKeyThatAStudyHasOrSaysWhyThereIsNone() {
    assertThat(OtherNames.HINTS)
        .isNotEmpty()
        .allSatisfy(
            (name, hint) ->
                assertThat(
                        hint.key()
                            .map(REFERENCE::hasPathOrNull)
                            .orElseGet(() -> !hint.remark().isEmpty()))
                    .as(name)
                    .isTrue());
  }
}
