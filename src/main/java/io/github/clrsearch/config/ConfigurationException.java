package io.github.clrsearch.config;

import java.util.List;

/** A configuration with problems: the message has a line for each, all of them. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }

  public ConfigurationException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
  }
}
