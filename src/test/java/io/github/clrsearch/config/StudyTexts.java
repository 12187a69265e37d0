package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Studies written down in a test, each as {@code study.conf} in a folder. */
public record StudyTexts(Path folder) {

  /** Reads a study that has no problem. */
  public StudyConfiguration read(String text, String... settings) throws IOException {
    return StudyReader.read(write("study.conf", text), List.of(settings));
  }

  /** All problems of a study, as if its folder were the current one. */
  List<String> problems(String text, String... settings) throws IOException {
    Path file = write("study.conf", text);
    ConfigurationException problems =
        catchThrowableOfType(
            ConfigurationException.class, () -> StudyReader.read(file, List.of(settings)));
    return problems == null
        ? List.of()
        : problems.getMessage().replace(folder + "/", "").lines().toList();
  }

  /** Another file beside it, to be included. */
  public Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
