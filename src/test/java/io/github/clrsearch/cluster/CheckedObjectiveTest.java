package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.trial.Objective;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A default that the checks do not hand on would hide what the objective says. */
class CheckedObjectiveTest {
  @Test
  void handsOnEveryMethodOfTheObjective() {
    assertThat(Arrays.stream(Objective.class.getMethods()))
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .allSatisfy(method -> assertThat(declared(method)).isNotNull());
  }

  private static Method declared(Method method) throws NoSuchMethodException {
    return CheckedObjective.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
  }
}
