package io.github.clrsearch.workflow;

import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A study file for a program.
 *
 * @param command the program and its arguments
 */
public record NewProgramStudy(List<String> command) {
  private static final String TEMPLATE = "new-program.conf";
  private static final String HELPER = "clr_search.py";

  /** The arguments that are files; the Python helper too, if it lies beside one of them. */
  List<String> files() {
    List<Path> named =
        command.stream()
            .skip(Files.isRegularFile(Path.of(command.get(0))) ? 0 : 1)
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    return Stream.concat(
            named.stream(),
            named.stream().map(file -> file.resolveSibling(HELPER)).filter(Files::isRegularFile))
        .map(Path::toString)
        .distinct()
        .toList();
  }

  /** The command in the folder of a trial, where a file has its last name only. */
  private List<String> inWorkFolder() {
    List<String> files = files();
    return command.stream()
        .map(part -> files.contains(part) ? String.valueOf(Path.of(part).getFileName()) : part)
        .toList();
  }

  /**
   * The text of the file.
   *
   * @param name of the study
   * @param file as the user names it in commands
   */
  public String text(String name, String file) {
    return NewStudy.template(TEMPLATE)
        .replace("@COMMAND@", quoted(inWorkFolder()))
        .replace("@FILES@", quoted(files()))
        .replace("@FILE@", file)
        .replace("@NAME@", name);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(", "));
  }
}
