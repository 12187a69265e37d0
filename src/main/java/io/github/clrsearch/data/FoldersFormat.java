package io.github.clrsearch.data;

import java.util.Set;

/** Folders of PNG and JPEG images, a folder a class. */
record FoldersFormat() implements DataFormat {

  @Override
  public String key() {
    return "folders";
  }

  @Override
  public String name() {
    return ImageFolders.NAME;
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
    return ImageFolders.isThere(files);
  }

  @Override
  public DataSet read(DataFiles files, DataOptions options) {
    return ImageFolders.read(files, options.size(), options.test());
  }
}
