package io.github.clrsearch.cli;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.report.StudyComparison;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.StudyFolders;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The study that a command reads, or several that it compares. */
final class StudyArguments {
  @Parameters(
      paramLabel = "STUDY",
      arity = "1..*",
      description = "A study's folder, or its name in runs/; several to compare them.")
  private List<String> names;

  /** The first study's folder or name, as given. */
  String name() {
    return names.get(0);
  }

  /** Whether there are several. */
  boolean areCompared() {
    return names.size() > 1;
  }

  /** Opens the first study. */
  StudyStore open() {
    return StudyFolders.open(name());
  }

  /** Reads all studies to compare them. */
  StudyComparison comparison() {
    List<StudyStore> stores = names.stream().map(StudyFolders::open).toList();
    if (stores.stream().map(StudyStore::location).distinct().count() < stores.size()) {
      throw new ConfigurationException(
          List.of(
              "a study cannot be compared with itself, but got %s: name each once"
                  .formatted(names)));
    }
    try {
      return StudyComparison.of(stores);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(e.getMessage()), e);
    }
  }
}
