package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InformativePointsTest {

  @Test
  void choosesPointsFarFromEachOther() {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      points.add(new double[] {i / 100.0});
    }
    assertThat(InformativePoints.of(points, 1, 3)).containsExactly(0, 50, 100);
    assertThat(InformativePoints.of(points, 0, points.size())).hasSize(101);
  }

  @Test
  void keepsTheFirstPointsAndLeavesOutWhatTheyTell() {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      points.add(new double[] {0.5, 0.5 + 1e-3 * i});
    }
    points.add(new double[] {0, 0});
    points.add(new double[] {1, 0});

    assertThat(InformativePoints.of(points, 2, 4)).containsExactly(0, 1, 10, 11);
  }
}
