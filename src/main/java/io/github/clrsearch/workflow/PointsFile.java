package io.github.clrsearch.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of comma-separated values with one setting per line, such as an answer of {@code sql
 * --format csv}. The first line names the columns.
 *
 * @param location for messages
 * @param columns names of all columns
 * @param lines of the settings: their number in the file, from 1, and their values
 */
record PointsFile(String location, List<String> columns, List<Line> lines) {

  private record Line(int number, List<String> values) {}

  /**
   * Reads a file.
   *
   * @param location a path, or a URI that Hadoop supports
   * @throws CommandException if there is no such file, or it cannot be read
   */
  static PointsFile read(String location) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    try {
      DataFiles place = DataSets.files(location, SparkSessions.hadoop());
      if (!place.exists(name)) {
        throw new CommandException("%s: file not found; correct it".formatted(location));
      }
      return of(location, new String(place.open(name).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new CommandException(
          "%s cannot be read: %s".formatted(location, ErrorMessages.reason(e)), e);
    }
  }

  private static PointsFile of(String location, String text) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.replaceFirst("^\ufeff", "").lines().toList()) {
      number++;
      if (!line.isBlank()) {
        lines.add(new Line(number, values(line)));
      }
    }
    if (lines.isEmpty()) {
      throw new CommandException(
          "%s is empty: its first line must name hyperparameters, such as lambda,k"
              .formatted(location));
    }
    return new PointsFile(
        location, lines.get(0).values(), List.copyOf(lines.subList(1, lines.size())));
  }

  /** The values of a line. One in double quotes may contain commas; \" and "" are quotes in it. */
  private static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean more = i + 1 < line.length();
      if (quoted && more && (c == '\\' || c == '"') && line.charAt(i + 1) == '"') {
        value.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  /**
   * The settings of the file, without repetitions. Columns of other names are ignored, and an empty
   * value is missing.
   *
   * @param names of the hyperparameters to read
   * @param space says which of them are words
   * @throws CommandException if there is no column of these, or a value is not a number
   */
  List<Setting> settings(List<String> names, SearchSpace space) {
    if (names.stream().noneMatch(columns::contains)) {
      throw new CommandException(
          "%s must name hyperparameters that the stage searches (%s) in its first line, but that is '%s': correct it"
              .formatted(location, String.join(", ", names), String.join(",", columns)));
    }
    return lines.stream()
        .map(line -> setting(line, names, space))
        .filter(setting -> !setting.values().isEmpty())
        .distinct()
        .toList();
  }

  private Setting setting(Line line, List<String> names, SearchSpace space) {
    if (line.values().size() != columns.size()) {
      throw new CommandException(
          "%s: %d: a line must have %d values, as the first one, but has %d: correct it"
              .formatted(location, line.number(), columns.size(), line.values().size()));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      int column = columns.indexOf(name);
      String text = column < 0 ? "" : line.values().get(column);
      if (!text.isEmpty()) {
        boolean word = space.distribution(name).hasWords();
        values.put(name, word ? text : (Object) number(line, name, text));
      }
    }
    return Setting.of(values);
  }

  private double number(Line line, String name, String text) {
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new CommandException(
          "%s: %d: %s must be a number, but is '%s': correct it"
              .formatted(location, line.number(), name, text),
          e);
    }
  }
}
