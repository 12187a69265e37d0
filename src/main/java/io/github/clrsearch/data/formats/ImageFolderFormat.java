package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataSet;
import java.util.Set;

/** PNG and JPEG images in folders, one folder per class. */
record ImageFolderFormat() implements DataFormat {

  @Override
  public String key() {
    return "folders";
  }

  @Override
  public String name() {
    return ImageFolderReader.NAME;
  }

  @Override
  public String expected() {
    return "folders of images (train/CLASS/*.png ..)";
  }

  @Override
  public Set<String> options() {
    return Set.of(DataOptions.SIZE, DataOptions.TEST);
  }

  @Override
  public boolean isThere(DataFiles files) {
    return ImageFolderReader.isThere(files);
  }

  @Override
  public DataSet read(DataFiles files, DataOptions options) {
    return ImageFolderReader.read(files, options.size(), options.test());
  }
}
