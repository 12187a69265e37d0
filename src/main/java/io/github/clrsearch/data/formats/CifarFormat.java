package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * The binary version of CIFAR-10 or CIFAR-100, in a folder or an archive.
 *
 * @param layout of the data set
 */
record CifarFormat(CifarLayout layout) implements DataFormat {

  @Override
  public String key() {
    return layout.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return layout.name();
  }

  @Override
  public String expected() {
    return "%s (%s .. or the archive)".formatted(layout.name(), layout.files().get(0));
  }

  @Override
  public Set<String> options() {
    return Set.of(DataOptions.TRAINING, DataOptions.VALIDATION);
  }

  @Override
  public boolean isThere(DataFiles files) {
    return CifarSource.find(files, layout).isPresent();
  }

  @Override
  public DataSet read(DataFiles files, DataOptions options) {
    return CifarReader.read(CifarSource.require(files, layout), options.files());
  }

  /** The last line reports whether this is the official data set. */
  @Override
  public String check(DataFiles files) {
    String contents = DataFormat.super.check(files);
    CifarSource place = CifarSource.require(files, layout);
    try {
      return contents + OfficialArchive.of(layout).verdict(place) + "\n";
    } catch (IOException e) {
      throw DataException.unreadable(place.location(), e);
    }
  }
}
