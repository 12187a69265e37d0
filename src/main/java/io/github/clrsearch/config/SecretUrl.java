package io.github.clrsearch.config;

import java.net.URI;

/**
 * A URL whose path and query may be secrets, as in those of web hooks. Its text is the host alone.
 *
 * @param uri http or https, with a host
 */
public record SecretUrl(URI uri) {
  /** The system property with the command line, which Spark shows and logs. */
  private static final String COMMAND = "sun.java.command";

  /** The host and the port. */
  public String host() {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** Removes the URL from the command line that Spark shows and logs. */
  public void hide() {
    String command = System.getProperty(COMMAND);
    if (command != null) {
      System.setProperty(COMMAND, command.replace(uri.toString(), toString()));
    }
  }

  @Override
  public String toString() {
    return "%s://%s/...".formatted(uri.getScheme(), host());
  }
}
