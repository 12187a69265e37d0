package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataSet;
import java.util.Set;

/** IDX files, the format of MNIST and Fashion-MNIST. */
record IdxFormat() implements DataFormat {

  @Override
  public String key() {
    return "idx";
  }

  @Override
  public String name() {
    return IdxReader.NAME;
  }

  @Override
  public String expected() {
    return "IDX files (train-images-idx3-ubyte ..)";
  }

  @Override
  public Set<String> options() {
    return Set.of(DataOptions.CLASS_NAMES);
  }

  @Override
  public boolean isThere(DataFiles files) {
    return IdxReader.isThere(files);
  }

  @Override
  public DataSet read(DataFiles files, DataOptions options) {
    return IdxReader.read(files, options.classNames());
  }
}
