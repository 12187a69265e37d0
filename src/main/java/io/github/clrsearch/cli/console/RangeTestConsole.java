package io.github.clrsearch.cli.console;

import io.github.clrsearch.report.RangeTestRows;
import io.github.clrsearch.report.ShellWord;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.LearningRateSuggestion.BoundOverSeeds;
import io.github.clrsearch.training.SuggestionRule;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what the rules suggest after a learning rate range test.
 *
 * @param chosen rule whose suggestion is used
 * @param smoothing number of points in the moving average of the curves, odd
 */
public record RangeTestConsole(PrintStream out, SuggestionRule chosen, int smoothing) {

  /**
   * Prints the suggestions of a test, and how to use them.
   *
   * @param tests of the study: one, or one per compared value
   * @param folder of the study
   * @return whether the chosen rule has a suggestion in every test
   */
  public boolean print(List<RangeTestRows> tests, String folder) {
    tests.forEach(test -> print(test, tests.size() > 1));
    boolean all = tests.stream().allMatch(test -> test.suggestion(chosen, smoothing).isPresent());
    if (tests.size() == 1 && all) {
      out.printf("to use it in a search or training: --use-suggested %s%n", ShellWord.of(folder));
    }
    return all;
  }

  private void print(RangeTestRows test, boolean several) {
    out.println();
    if (several) {
      out.println(Paint.BOLD.of(Printable.line(test.label())));
    }
    test.endings().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "suggestions: median over the seeds [lowest, highest]; * is lr-range.rule%n    %-9s %-30s %s%n",
        "rule",
        "eta_min",
        "eta_max");
    for (SuggestionRule rule : SuggestionRule.values()) {
      Optional<LearningRateSuggestion> found = test.suggestion(rule, smoothing);
      String row =
          found
              .map(of -> "%-30s %s".formatted(text(of.etaMin()), text(of.etaMax())))
              .orElse("none");
      out.println("  %s %-9s %s".formatted(rule == chosen ? "*" : " ", rule, row));
    }
    test.obstacles(chosen, smoothing)
        .forEach(line -> out.println("no suggestion by %s from %s".formatted(chosen, line)));
  }

  private static String text(BoundOverSeeds bound) {
    return String.format(
        Locale.ROOT, "%.3g [%.3g, %.3g]", bound.median(), bound.lowest(), bound.highest());
  }
}
