package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("optimizing-compiler")
class BlasTest {
  private final Blas blas = Blas.instance();

  static Stream<Arguments> cases() {
    List<int[]> shapes =
        List.of(
            new int[] {1, 1, 1},
            new int[] {1, 7, 3},
            new int[] {5, 1, 4},
            new int[] {3, 129, 1},
            new int[] {17, 31, 53});
    List<float[]> factors =
        List.of(
            new float[] {1, 0},
            new float[] {1, 1},
            new float[] {-0.1f, 0.98f},
            new float[] {2, -3},
            new float[] {0, 0.5f});
    return shapes.stream()
        .flatMap(s -> factors.stream().map(f -> Arguments.of(s[0], s[1], s[2], f[0], f[1])));
  }

  @ParameterizedTest(name = "{0} x {1} times {1} x {2}, alpha = {3}, beta = {4}")
  @MethodSource("cases")
  void multipliesAsEjmlDoes(int rows, int inner, int columns, float alpha, float beta) {
    FMatrixRMaj a = BlasProbe.random(rows, inner, 1);
    FMatrixRMaj b = BlasProbe.random(inner, columns, 2);
    FMatrixRMaj aTurned = CommonOps_FDRM.transpose(a, null);
    FMatrixRMaj bTurned = CommonOps_FDRM.transpose(b, null);
    FMatrixRMaj start = BlasProbe.random(rows, columns, 3);
    FMatrixRMaj expected = start.copy();
    CommonOps_FDRM.scale(beta, expected);
    CommonOps_FDRM.multAdd(alpha, a, b, expected);

    assertResult(start, expected, (x, c) -> x.mult(alpha, a, b, beta, c));
    assertResult(start, expected, (x, c) -> x.multTransA(alpha, aTurned, b, beta, c));
    assertResult(start, expected, (x, c) -> x.multTransB(alpha, a, bTurned, beta, c));
  }

  private void assertResult(
      FMatrixRMaj start, FMatrixRMaj expected, BiConsumer<Blas, FMatrixRMaj> product) {
    FMatrixRMaj c = start.copy();
    product.accept(blas, c);
    assertThat(c.data).containsExactly(expected.data, within(2e-5f));
  }

  @Test
  void overwritesWhatIsNotANumberAtBetaZero() {
    for (float value : BlasProbe.products()) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void worksInBuffersThatAreLargerThanTheMatrix() {
    FMatrixRMaj a = BlasProbe.random(3, 4, 1);
    FMatrixRMaj b = BlasProbe.random(4, 2, 2);
    FMatrixRMaj c = new FMatrixRMaj(10, 2);
    c.fill(9);
    c.reshape(3, 2);

    blas.mult(1, a, b, 0, c);

    FMatrixRMaj expected = CommonOps_FDRM.mult(a, b, null);
    assertThat(Arrays.copyOf(c.data, 6)).containsExactly(expected.data, within(1e-6f));
    assertThat(Arrays.copyOfRange(c.data, 6, 20)).containsOnly(9);
  }

  @Test
  void refusesInnerDimensionsThatDisagree() {
    FMatrixRMaj c = new FMatrixRMaj(3, 2);

    assertThatThrownBy(() -> blas.mult(1, new FMatrixRMaj(3, 4), new FMatrixRMaj(5, 2), 0, c))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected inner dimensions to agree and a result of 3 x 2, found 4, 5 and 3 x 2");
    assertThatThrownBy(() -> blas.multTransB(1, new FMatrixRMaj(3, 4), new FMatrixRMaj(2, 5), 0, c))
        .hasMessageContaining("found 4, 5 and 3 x 2");
    assertThatThrownBy(() -> blas.multTransA(1, new FMatrixRMaj(4, 3), new FMatrixRMaj(5, 2), 0, c))
        .hasMessageContaining("found 4, 5 and 3 x 2");
  }

  @Test
  void refusesAResultOfAnotherShape() {
    assertThatThrownBy(
            () ->
                blas.mult(
                    1, new FMatrixRMaj(3, 4), new FMatrixRMaj(4, 2), 0, new FMatrixRMaj(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected inner dimensions to agree and a result of 3 x 2, found 4, 4 and 2 x 3");
  }
}
