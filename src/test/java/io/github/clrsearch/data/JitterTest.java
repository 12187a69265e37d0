package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class JitterTest {
  private static final int COUNT = 10_000;

  private record Move(boolean mirrored, int down, int right) {}

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
  void mirrorsAFractionOfTheImages(double mirror) {
    List<Move> moves = moves(new Jitter(1, mirror, 0), 0, COUNT);

    double fraction = (double) moves.stream().filter(Move::mirrored).count() / COUNT;
    assertThat(fraction).isCloseTo(mirror, within(4 * Math.sqrt(mirror * (1 - mirror) / COUNT)));
    assertThat(moves).allMatch(move -> move.down() == 0 && move.right() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void shiftsByEveryPairOfStepsEquallyOften(int shift) {
    List<Move> moves = moves(new Jitter(1, 0, shift), 0, COUNT);

    int steps = 2 * shift + 1;
    double expected = (double) COUNT / steps / steps;
    for (int down = -shift; down <= shift; down++) {
      for (int right = -shift; right <= shift; right++) {
        Move move = new Move(false, down, right);
        assertThat((double) moves.stream().filter(move::equals).count())
            .as("%s", move)
            .isCloseTo(expected, within(4.5 * Math.sqrt(expected)));
      }
    }
  }

  @Test
  void mirrorsWhateverTheShift() {
    List<Move> moves = moves(new Jitter(1, 0.5, 1), 0, COUNT);

    // Each shift is expected to be mirrored 556 times, with a standard deviation of 23.
    for (int shift = 0; shift < 9; shift++) {
      Move move = new Move(true, shift / 3 - 1, shift % 3 - 1);
      assertThat(moves.stream().filter(move::equals).count()).as("%s", move).isBetween(460L, 650L);
    }
  }

  @Test
  void reachesTheLargestShift() {
    List<Move> moves = moves(new Jitter(1, 0, Jitter.MOST_SHIFT), 0, COUNT);

    assertThat(moves).allMatch(move -> Math.abs(move.down()) <= Jitter.MOST_SHIFT);
    assertThat(moves).anyMatch(move -> move.right() > Jitter.MOST_SHIFT - 5);
    assertThat(moves).anyMatch(move -> move.right() < 5 - Jitter.MOST_SHIFT);
  }

  @Test
  void drawsTheSameMovesForTheSameSeedAndUpdateWhateverCameBefore() {
    Jitter used = new Jitter(1, 0.5, 4);
    moves(used, 3, 7);

    assertThat(moves(used, 5, 100)).isEqualTo(moves(new Jitter(1, 0.5, 4), 5, 100));
  }

  /** There are 162 moves, so about 6 of 1000 pairs agree. */
  @ParameterizedTest
  @CsvSource({"1, 6", "2, 5", "2, 6"})
  void drawsOtherMovesForAnotherSeedOrUpdate(long seed, long update) {
    List<Move> moves = moves(new Jitter(1, 0.5, 4), 5, 1000);
    List<Move> others = moves(new Jitter(seed, 0.5, 4), update, 1000);

    assertThat(IntStream.range(0, 1000).filter(i -> moves.get(i).equals(others.get(i))).count())
        .isLessThan(20);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, true", "1, 0, false", "0, 1, false", "1e-6, 0, false"})
  void tellsWhetherItMovesAnything(double mirror, int shift, boolean none) {
    assertThat(new Jitter(1, mirror, shift).isNone()).isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-0.1|0|mirror must be in [0, 1], but got -0.1",
        "1.1|0|mirror must be in [0, 1], but got 1.1",
        "NaN|0|mirror must be in [0, 1], but got NaN",
        "0|-1|shift must be in 0 .. 1024, but got -1",
        "0|1025|shift must be in 0 .. 1024, but got 1025"
      })
  void refusesWhatIsOutsideItsRange(double mirror, int shift, String message) {
    assertThatThrownBy(() -> new Jitter(1, mirror, shift))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static List<Move> moves(Jitter jitter, long update, int count) {
    jitter.startUpdate(update);
    return IntStream.range(0, count)
        .mapToObj(
            position -> {
              jitter.draw(position);
              return new Move(jitter.mirrored(), jitter.down(), jitter.right());
            })
        .toList();
  }
}
