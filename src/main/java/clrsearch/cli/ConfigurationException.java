package clrsearch.cli;

import java.util.List;

/** A configuration with problems: the message has a line for each, all of them. */
final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }

  ConfigurationException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
  }
}
