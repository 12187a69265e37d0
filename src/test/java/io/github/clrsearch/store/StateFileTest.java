package io.github.clrsearch.store;

import static io.github.clrsearch.store.TrialStates.OF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.store.files.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFileTest {
  private static final String NAME = "states/00000000000000c3.safetensors";

  private final TrialState state = TrialStates.after(3);
  private final byte[] file = StateFile.write(OF, state);

  @Test
  void readsTheSameBitsThatWereWritten() {
    TrialStates.assertSame(StateFile.read(NAME, file, OF), state);
  }

  @Test
  void rejectsTruncatedFiles() {
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> StateFile.read(NAME, cut, OF))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(NAME)
          .hasMessageEndingWith("the trial is retrained from its start");
    }
  }

  /** A flipped bit in the header may have no effect; no number changes. */
  @Test
  void flippedBitsAreRejectedOrHarmless() {
    int header = 8 + ((file[0] & 0xFF) | (file[1] & 0xFF) << 8);
    for (int i = 0; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      TrialState read = null;
      try {
        read = StateFile.read(NAME, flipped, OF);
      } catch (StoreException e) {
        assertThat(e).message().startsWith(NAME);
        assertThat(e.getMessage().lines()).hasSize(1);
      }
      if (read != null) {
        assertThat(i).as("a byte of the numbers").isLessThan(header);
        TrialStates.assertSame(read, state);
      }
    }
  }

  @Test
  void rejectsTheStateOfAnotherTraining() {
    Map<String, String> other = Map.of("seed", "8", "setting", OF.get("setting"));

    assertThatThrownBy(() -> StateFile.read(NAME, file, other))
        .hasMessage(
            NAME
                + " is the state of another training (seed is 7 in the file, but 8 in this trial): the trial is retrained from its start");
  }

  @Test
  void rejectsANetwork() {
    byte[] network =
        new String(file, StandardCharsets.ISO_8859_1)
            .replace("clr-search state", "clr-search netwo")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> StateFile.read(NAME, network, OF))
        .hasMessageContaining("does not contain a trial's state of clr-search");
  }
}
