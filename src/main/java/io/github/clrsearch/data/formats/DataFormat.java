package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import java.util.Set;

/**
 * A format of data sets. To add one, implement this interface and list it in {@link
 * DataFormats#ALL}.
 */
public interface DataFormat {

  /** Its value in {@code data.format}. */
  String key();

  /** Name of such data in messages, such as {@code IDX images}. */
  String name();

  /** Description of the expected files, such as {@code IDX files (train-images-idx3-ubyte ..)}. */
  String expected();

  /** The {@link DataOptions#given options} that apply to it. */
  Set<String> options();

  /** Whether a place contains data in this format, complete or not. */
  boolean isThere(DataFiles files);

  /**
   * Reads a data set.
   *
   * @param options may set only {@link #options}
   * @throws DataException if something is missing or damaged
   */
  DataSet read(DataFiles files, DataOptions options);

  /**
   * Reads all of a data set and describes it in several lines.
   *
   * @throws DataException if something is missing or damaged; reports all such problems together
   */
  default String check(DataFiles files) {
    return read(files, DataOptions.NONE).contents();
  }
}
