package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.cli.TextScatter.Point;
import io.github.clrsearch.cli.TextScatter.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextScatterTest {

  @Test
  void putsTheExtremesIntoTheCornersAndLabelsThem() {
    List<Point> points =
        List.of(new Point(1e-5, 0.40, 'o'), new Point(1e-3, 0.50, 'x'), new Point(1e-1, 0.45, 'o'));

    assertThat(TextScatter.draw(points, Scale.LOG, 11, 3))
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

    assertThat(TextScatter.draw(points, Scale.LINEAR, 5, 2))
        .containsExactly("  50.00 % |  @", "          |", "          +-----", "           2");
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(TextScatter.draw(List.of(), Scale.LINEAR, 5, 2)).isEmpty();
  }

  @Test
  void refusesWhatHasNoPlaceOnALogarithmicAxis() {
    List<Point> points = List.of(new Point(0, 0.5, 'o'), new Point(1, 0.5, 'o'));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextScatter.draw(points, Scale.LOG, 5, 2))
        .withMessageStartingWith("points must be finite, and positive on a logarithmic axis");
  }
}
