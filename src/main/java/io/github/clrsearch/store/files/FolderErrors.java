package io.github.clrsearch.store.files;

import io.github.clrsearch.data.ErrorMessages;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Classification of the errors of file systems. */
final class FolderErrors {
  /** Messages of lasting errors of local files, whose exceptions have no type of their own. */
  private static final List<String> FINAL =
      List.of(
          "Permission denied",
          "Operation not permitted",
          "Read-only file system",
          "No such file or directory",
          "Not a directory",
          "Is a directory",
          "File name too long");

  private FolderErrors() {}

  /** The first line of an error's message; its class if it has none. */
  static String reason(Exception e) {
    return ErrorMessages.firstLine(e);
  }

  /** A network timeout is not an interruption. */
  static boolean isInterruption(IOException e) {
    return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)
        || e instanceof ClosedByInterruptException;
  }

  /** Whether waiting may repair the error; unknown errors count as temporary. */
  static boolean isTransient(IOException error) {
    IOException e = error instanceof RemoteException far ? far.unwrapRemoteException() : error;
    if (e instanceof AccessControlException
        || e instanceof java.nio.file.AccessDeniedException
        || e instanceof java.nio.file.NoSuchFileException
        || e instanceof java.nio.file.FileAlreadyExistsException
        || e instanceof FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException
        || e instanceof PathIsDirectoryException) {
      return false;
    }
    String message = String.valueOf(e.getMessage());
    boolean local =
        e instanceof FileNotFoundException
            || e instanceof java.nio.file.FileSystemException
            || e.getClass() == IOException.class;
    return !local || FINAL.stream().noneMatch(message::contains);
  }
}
