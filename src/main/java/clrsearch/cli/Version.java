package clrsearch.cli;

import clrsearch.store.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The version of this jar. */
final class Version implements IVersionProvider {

  /** As the jar's manifest has it; {@code development} outside a jar. */
  static String current() {
    return Provenance.currentVersion();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"clr-search " + current()};
  }
}
