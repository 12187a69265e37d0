package io.github.clrsearch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test of one parameter, {@link RandomValues}, that runs once for each of the seeds 1, 2, and so
 * on. The name of a case is its seed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(RandomCases.Seeds.class)
public @interface RandomCases {
  /** The number of cases. */
  int value() default 200;

  /** Values of each seed. */
  final class Seeds implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      int cases = context.getRequiredTestMethod().getAnnotation(RandomCases.class).value();
      return IntStream.rangeClosed(1, cases).mapToObj(seed -> Arguments.of(new RandomValues(seed)));
    }
  }
}
