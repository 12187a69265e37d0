package io.github.clrsearch.config;

import io.github.clrsearch.ReportedException;
import java.util.List;

/** An invalid configuration. The message has one line per problem. */
public final class ConfigurationException extends ReportedException {
  private static final long serialVersionUID = 1;

  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }

  public ConfigurationException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
  }
}
