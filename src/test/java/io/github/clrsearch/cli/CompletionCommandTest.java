package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in a real shell. */
class CompletionCommandTest {
  @TempDir private Path folder;

  private List<String> completed(String... words) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, Ran.line("completion").out());
    String command =
        "source %s && COMP_WORDS=(%s) && COMP_CWORD=%d && COMP_LINE=\"${COMP_WORDS[*]}\" && _complete_submit && printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    bash.getOutputStream().close();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return out.lines().map(String::strip).toList();
  }

  @Test
  void completesCommands() throws Exception {
    assertThat(completed("./submit.sh", "sh")).containsExactly("show");
    assertThat(completed("./submit.sh", "''")).contains("search", "train", "sql", "list");
  }

  @Test
  void completesOptionsAlsoBehindThoseOfSpark() throws Exception {
    assertThat(completed("./submit.sh", "show", "--tr")).containsExactly("--trial");
    assertThat(completed("./submit.sh", "--master", "local[2]", "sql", "--fo"))
        .containsExactly("--format");
  }

  @Test
  void isForTheScriptThatPeopleType() {
    assertThat(Ran.line("completion").out()).containsPattern("(?m)^complete .* submit\\.sh ");
  }
}
