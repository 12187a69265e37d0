package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.cli.console.TextScatter.Axis;
import io.github.clrsearch.cli.console.TextScatter.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextScatterTest {

  private static String percent(double value) {
    return "%.2f %%".formatted(100 * value);
  }

  @Test
  void drawsTheWholeAxisHoweverFewPointsThereAre() {
    List<Point> points = List.of(new Point(1e-4, 0.40, 'o'), new Point(1e-3, 0.50, 'x'));

    assertThat(
            TextScatter.draw(points, new Axis(1e-5, 1e-1, true), TextScatterTest::percent, 13, 3))
        .containsExactly(
            "  50.00 % |      x",
            "  45.00 % |",
            "  40.00 % |   o",
            "          +-------------",
            "           1e-5      0.1");
  }

  @Test
  void putsTheExtremesIntoTheCornersAndLabelsThem() {
    List<Point> points =
        List.of(new Point(1e-5, 0.40, 'o'), new Point(1e-3, 0.50, 'x'), new Point(1e-1, 0.45, 'o'));

    assertThat(
            TextScatter.draw(points, new Axis(1e-5, 1e-1, true), TextScatterTest::percent, 11, 3))
        .containsExactly(
            "  50.00 % |     x",
            "  45.00 % |          o",
            "  40.00 % |o",
            "          +-----------",
            "           1e-5    0.1");
  }

  @Test
  void showsTheLaterOfTwoPointsAtOnePlace() {
    List<Point> points = List.of(new Point(2, 0.5, 'o'), new Point(2, 0.5, '@'));

    assertThat(TextScatter.draw(points, new Axis(2, 2, false), TextScatterTest::percent, 5, 2))
        .containsExactly("  50.00 % |  @", "          |", "          +-----", "           2");
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(TextScatter.draw(List.of(), new Axis(0, 1, false), TextScatterTest::percent, 5, 2))
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoAxisOrIsNotOnIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Axis(0, 1, true))
        .withMessageContaining("and min > 0 if it is logarithmic, but got [0.0, 1.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TextScatter.draw(
                    List.of(new Point(0.5, 0.5, 'o')),
                    new Axis(1, 2, false),
                    TextScatterTest::percent,
                    5,
                    2))
        .withMessage("points must be within [1.0, 2.0], but got 0.5");
  }
}
