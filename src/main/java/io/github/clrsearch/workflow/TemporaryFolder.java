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
 * The user's own folder for what is no result. Where temporary files go others may write too, and
 * could have put a folder or a link of its name there: only one that nobody else can write is
 * taken.
 */
final class TemporaryFolder {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private static Path chosen;

  private TemporaryFolder() {}

  /**
   * The folder, which is there.
   *
   * @throws CommandException where none can be made
   */
  static synchronized Path path() {
    if (chosen == null) {
      chosen = in(Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    }
    return chosen;
  }

  /** The folder of a user in a place; another at each call where somebody else has its name. */
  static Path in(Path place, String user) {
    Path folder = place.resolve("clr-search-" + user.replaceAll("[^A-Za-z0-9._-]", "-"));
    try {
      if (!place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        // Windows gives each user a place of their own.
        return Files.createDirectories(folder);
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
      } catch (FileAlreadyExistsException e) {
        // Mine of an earlier command, or somebody else's.
      }
      return isPrivate(folder) ? folder : Files.createTempDirectory(place, "clr-search-");
    } catch (IOException e) {
      throw new CommandException(
          "no temporary folder can be made in %s (%s): set TMPDIR to a folder that you can write"
              .formatted(place, e),
          e);
    }
  }

  private static boolean isPrivate(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    // Whoever makes a file owns it.
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
