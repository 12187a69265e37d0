package io.github.clrsearch.workflow;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The user's folder for temporary files. Other users may write to its parent and could create a
 * folder or link of its name, so a folder is used only if nobody else can write to it.
 */
final class TemporaryFolder {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private static Path chosen;

  private TemporaryFolder() {}

  /**
   * The folder, created if necessary.
   *
   * @throws CommandException if it cannot be created
   */
  static synchronized Path path() {
    if (chosen == null) {
      chosen = in(Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    }
    return chosen;
  }

  /** The folder of a user; a new one at each call if somebody else owns that name. */
  static Path in(Path place, String user) {
    Path folder = place.resolve("clr-search-" + user.replaceAll("[^A-Za-z0-9._-]", "-"));
    try {
      if (!place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        // On Windows, each user has a private temporary folder.
        return Files.createDirectories(folder);
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
      } catch (FileAlreadyExistsException e) {
        // From an earlier command, or from somebody else.
      }
      return isPrivate(folder) ? folder : Files.createTempDirectory(place, "clr-search-");
    } catch (IOException e) {
      throw new CommandException(
          "no temporary folder can be created in %s (%s): set TMPDIR to a writable folder"
              .formatted(place, e),
          e);
    }
  }

  private static boolean isPrivate(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    // Find the current user from a new file.
    Path probe = Files.createTempFile(folder.getParent(), "clr-search-", null);
    try {
      return found.isDirectory()
          && found.owner().equals(Files.getOwner(probe))
          && OWNER_ALONE.containsAll(found.permissions());
    } finally {
      Files.delete(probe);
    }
  }
}
