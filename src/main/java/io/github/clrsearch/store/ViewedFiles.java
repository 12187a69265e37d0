package io.github.clrsearch.store;

import io.github.clrsearch.store.files.AtomicFolder;
import java.util.Arrays;

/**
 * Files in a study's folder that people and other programs look at, and clr-search never reads: the
 * page {@code report.html}, {@code pictures/}, and {@code tensorboard/}.
 */
public final class ViewedFiles {
  private static final String PAGE = "report.html";
  private static final String PICTURES = "pictures";
  private static final String TENSORBOARD = "tensorboard";
  private final AtomicFolder folder;
  private final String location;
  private final Runnable check;

  /** The files of a study; {@code check} throws if they must not be written now. */
  ViewedFiles(AtomicFolder folder, String location, Runnable check) {
    this.folder = folder;
    this.location = location;
    this.check = check;
  }

  /**
   * Saves the study's page, replacing the previous one; returns its path.
   *
   * @throws io.github.clrsearch.store.files.StoreException if it cannot be written, or another
   *     driver has taken over the study
   */
  public String page(byte[] html) {
    check.run();
    folder.write(PAGE, html);
    return location + "/" + PAGE;
  }

  /** Saves a picture, replacing one of the same name; returns its path. */
  public String picture(String name, byte[] content) {
    String file = PICTURES + "/" + name;
    folder.update(file, content);
    return location + "/" + file;
  }

  /** The path of the folder of TensorBoard's event files. */
  public String tensorBoard() {
    return location + "/" + TENSORBOARD;
  }

  /**
   * Saves one of TensorBoard's event files. It is written in place, because TensorBoard would read
   * a partial file in the same folder as events of its own.
   */
  public void eventFile(String name, byte[] content) {
    check.run();
    String file = TENSORBOARD + "/" + name;
    if (folder.read(file).filter(kept -> Arrays.equals(kept, content)).isEmpty()) {
      folder.overwrite(file, content);
    }
  }
}
