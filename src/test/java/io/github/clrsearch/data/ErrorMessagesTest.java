package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {
  private static final IOException REMOTE =
      new IOException("Permission denied: user=me\n\tat a.B.c(B.java:1)\nCaused by: x\n\tat d.E");

  @Test
  void keepsTheWayOutBehindAServersStack() {
    String message = "/x cannot be made (%s): name another".formatted(REMOTE.getMessage());

    assertThat(new DataException(message, REMOTE))
        .hasMessage("/x cannot be made (Permission denied: user=me): name another");
    assertThat(new DataException(message, new RuntimeException("wrapped", REMOTE)))
        .hasMessage("/x cannot be made (Permission denied: user=me): name another");
    assertThat(DataException.unreadable("/x", REMOTE))
        .hasMessage(
            "/x cannot be read (java.io.IOException: Permission denied: user=me): check data.path and its permissions");
  }

  @Test
  void leavesLinesThatNoErrorBroughtAlong() {
    assertThat(ErrorMessages.shortened("a\nb", new IOException("c"))).isEqualTo("a\nb");
    assertThat(ErrorMessages.shortened("a", null)).isEqualTo("a");
    assertThat(ErrorMessages.shortened("a null", new IOException())).isEqualTo("a null");
  }

  @Test
  void aReasonIsTheFirstThatIsSaid() {
    assertThat(ErrorMessages.reason(new IllegalArgumentException("m must be 1\nor 2")))
        .isEqualTo("m must be 1");
    assertThat(ErrorMessages.reason(new FileNotFoundException("/x is not there")))
        .isEqualTo("FileNotFoundException: /x is not there");
    assertThat(ErrorMessages.reason(new RuntimeException((String) null, REMOTE)))
        .isEqualTo("IOException: Permission denied: user=me");
    assertThat(ErrorMessages.reason(new RuntimeException("Error while making 'A':", REMOTE)))
        .isEqualTo("IOException: Permission denied: user=me");
    assertThat(ErrorMessages.reason(new ClassNotFoundException("a.B")))
        .isEqualTo("ClassNotFoundException: a.B");
    assertThat(ErrorMessages.reason(new NullPointerException())).isEqualTo("NullPointerException");
  }
}
