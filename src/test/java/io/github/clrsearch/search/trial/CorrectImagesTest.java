package io.github.clrsearch.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectImagesTest {

  @Test
  void areParsedFromTheirTextEvenIfTheLastAreIncorrect() {
    BitSet right = new BitSet();
    right.set(0);
    right.set(9);
    CorrectImages answers = new CorrectImages(5000, right);

    assertThat(answers.text()).isEqualTo("5000:AQI=");
    assertThat(CorrectImages.parse(answers.text())).isEqualTo(answers);
    assertThat(CorrectImages.parse("3:")).isEqualTo(new CorrectImages(3, new BitSet()));
  }

  @Test
  void copyTheBits() {
    BitSet right = new BitSet();
    CorrectImages answers = new CorrectImages(2, right);
    right.set(1);
    answers.bits().set(0);

    assertThat(answers.bits().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5000", ":AQI=", "x:AQI=", "3:AQI=", "5000:%%"})
  void rejectInvalidText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CorrectImages.parse(text));
  }
}
