package io.github.clrsearch.workflow;

import io.github.clrsearch.store.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The version of this jar. */
public final class Version implements IVersionProvider {

  /** The version in the jar's manifest; {@code development} outside a jar. */
  public static String current() {
    return Provenance.currentVersion();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"clr-search " + current()};
  }
}
