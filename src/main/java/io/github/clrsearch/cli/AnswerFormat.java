package io.github.clrsearch.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the answer of a query is written. */
enum AnswerFormat {
  TABLE,
  CSV,
  JSON,
  PARQUET;

  /** The format of a file, by the end of its name; empty if the name does not tell. */
  static Optional<AnswerFormat> ofFile(String location) {
    String name = location.toLowerCase(Locale.ROOT);
    return Stream.of(CSV, JSON, PARQUET)
        .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The same as a text; empty for a binary format. */
  Optional<TextFormat> text() {
    return this == PARQUET ? Optional.empty() : Optional.of(TextFormat.valueOf(name()));
  }
}
