package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Study files of tests, each {@code study.conf} in its own folder. */
public record StudyTexts(Path folder) {

  /** Reads a study that has no problem. */
  public StudyConfiguration read(String text, String... settings) throws IOException {
    return StudyReader.read(write("study.conf", text), List.of(settings));
  }

  /** Reads a study with values from options. */
  StudyConfiguration read(String text, List<Assignment> found) throws IOException {
    return StudyReader.read(write("study.conf", text), found, List.of());
  }

  /** All problems of a study, with paths relative to its folder. */
  List<String> problems(String text, String... settings) throws IOException {
    Path file = write("study.conf", text);
    ConfigurationException problems =
        catchThrowableOfType(
            ConfigurationException.class, () -> StudyReader.read(file, List.of(settings)));
    return problems == null
        ? List.of()
        : problems.getMessage().replace(folder + "/", "").lines().toList();
  }

  /** Another file in the same folder, to be included. */
  public Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
