package io.github.clrsearch.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a program's output that reports values: {@code clr-search: {"cycle": 3, "loss": 0.4}}.
 *
 * @param cycle from 1; 0 if the report does not name one
 * @param values by name, without the cycle; NaN and infinite values are allowed
 * @param asks whether the program waits for an answer: the line begins with {@code clr-search?}
 */
public record Report(int cycle, Map<String, Double> values, boolean asks) {
  /** The beginning of a line that reports values. */
  public static final String TELLS = "clr-search: ";

  /** The beginning of a line that reports values and asks whether to continue. */
  public static final String ASKS = "clr-search? ";

  private static final String CYCLE = "cycle";
  private static final int SHOWN = 80;

  /** Python's json writes NaN and Infinity as such. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Texts for numbers that JSON does not have; R's jsonlite writes them so. */
  private static final Map<String, Double> TEXTS =
      Map.of(
          "NaN", Double.NaN,
          "NA", Double.NaN,
          "Inf", Double.POSITIVE_INFINITY,
          "Infinity", Double.POSITIVE_INFINITY,
          "-Inf", Double.NEGATIVE_INFINITY,
          "-Infinity", Double.NEGATIVE_INFINITY);

  /**
   * Reads a line.
   *
   * @return empty if the line is no report
   * @throws IllegalArgumentException if it begins as a report, but the rest is invalid
   */
  static Optional<Report> parse(String line) {
    boolean asks = line.startsWith(ASKS);
    if (!asks && !line.startsWith(TELLS)) {
      return Optional.empty();
    }
    JsonNode report = json(line, line.substring(TELLS.length()));
    int cycle = 0;
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : report.properties()) {
      double value = number(line, entry.getKey(), entry.getValue());
      if (!entry.getKey().equals(CYCLE)) {
        values.put(entry.getKey(), value);
      } else if (value >= 1 && value == (int) value) {
        cycle = (int) value;
      } else {
        throw invalid("cycle must be an integer from 1", line);
      }
    }
    return Optional.of(new Report(cycle, values, asks));
  }

  private static JsonNode json(String line, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Reported below.
    }
    throw invalid(
        "a report must be a JSON object in one line, such as {\"cycle\": 1, \"loss\": 0.4}", line);
  }

  private static double number(String line, String name, JsonNode value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    Double text = value.isTextual() ? TEXTS.get(value.textValue()) : null;
    if (text == null && !value.isNumber()) {
      throw invalid("the values of a report must be numbers, but %s is not".formatted(name), line);
    }
    return text == null ? value.doubleValue() : text;
  }

  private static IllegalArgumentException invalid(String rule, String line) {
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return new IllegalArgumentException("%s; the program printed: %s".formatted(rule, shown));
  }
}
