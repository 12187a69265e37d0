package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import java.util.Set;

/**
 * A form in which data sets lie. Another one is a class, and an entry of {@link DataFormats#ALL}.
 */
public interface DataFormat {

  /** What {@code data.format} calls it. */
  String key();

  /** What a message calls a data set of it: {@code IDX images}. */
  String name();

  /** What lies there, in words: {@code IDX files (train-images-idx3-ubyte ..)}. */
  String expected();

  /** Which of {@link DataOptions#given} can apply to it. */
  Set<String> options();

  /** Whether such data lies in a place, whole or in part. */
  boolean isThere(DataFiles files);

  /**
   * Reads a data set.
   *
   * @param options of which those that are given are {@link #options}
   * @throws DataException where something is missing or damaged
   */
  DataSet read(DataFiles files, DataOptions options);

  /**
   * Reads all of a data set and says in several lines what it is.
   *
   * @throws DataException where something is missing or damaged: with all such problems
   */
  default String check(DataFiles files) {
    return read(files, DataOptions.NONE).contents();
  }
}
