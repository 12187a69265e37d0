package io.github.clrsearch.store;

import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.files.StudyLease;
import io.github.clrsearch.store.json.JsonFiles;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code study.json} of a study's folder.
 *
 * @param folder of the study
 */
record HeaderFile(AtomicFolder folder) {
  static final String NAME = StudyLease.STUDY;

  /** The part of a header that every layout has. */
  private record Layout(int layout, Writer provenance) {}

  private record Writer(String version) {}

  /**
   * Reads the header; empty if there is no study in the folder.
   *
   * @throws StoreException if it is damaged, or has the layout of a later version
   */
  Optional<StudyHeader> read() {
    JsonFiles files = new JsonFiles(folder);
    // The layout first: the rest of another layout may have any form.
    files
        .read(NAME, Layout.class)
        .filter(found -> found.layout() > StudyHeader.LAYOUT)
        .ifPresent(
            found -> {
              throw new StoreException(
                  "%s has layout %d, and this version reads layouts up to %d: use the version that wrote it (%s)"
                      .formatted(
                          folder.root(),
                          found.layout(),
                          StudyHeader.LAYOUT,
                          found.provenance().version()));
            });
    return files.read(NAME, StudyHeader.class, HeaderFile::checked);
  }

  private static StudyHeader checked(StudyHeader header) {
    header.stages();
    return header;
  }

  /**
   * Writes the header of a study that begins or is resumed.
   *
   * @param location of the folder, for messages
   * @throws StoreException if the folder contains another study; the message names every difference
   */
  void write(String location, StudyHeader header) {
    JsonFiles files = new JsonFiles(folder);
    do {
      check(location, header);
      // If another driver was faster, its study is checked.
    } while (!files.update(NAME, header));
  }

  /**
   * Checks that a study can be resumed in the folder, or begins there.
   *
   * @throws StoreException if the folder contains another study; the message names every difference
   */
  void check(String location, StudyHeader header) {
    List<String> differences = read().map(before -> before.differences(header)).orElse(List.of());
    if (!differences.isEmpty()) {
      throw new StoreException(
          "%s contains another study: %s. Undo the change, or give the new study a folder with --out or another study.name"
              .formatted(location, String.join("; ", differences)));
    }
  }
}
