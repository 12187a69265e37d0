package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.DataFormats;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.data.formats.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code data}. */
final class DataReader {
  private static final String REFUSE = "refuse";

  private final Config config;
  private final Problems problems;
  private final Values values;

  /**
   * Creates a reader.
   *
   * @param config a study's configuration with all sections
   * @param problems modified: problems are added
   */
  DataReader(Config config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.values = new Values(config, problems);
  }

  /** The data; substitutes for values that have a problem. */
  DataConfiguration read() {
    boolean files = config.getValue("data.validation") instanceof ConfigList;
    List<String> validation = files ? values.strings("data.validation") : List.of();
    if (files && config.getList("data.validation").isEmpty()) {
      problems.add(
          config.getValue("data.validation").origin(),
          "data.validation must be a number of images or a list of files, but got []");
    }
    return new DataConfiguration(
        problems.read(() -> config.getString("data.path"), ""),
        missing(),
        format(),
        new DataOptions(
            new CifarSelection(values.strings("data.training"), validation),
            values.strings("data.class-names"),
            size(),
            values.count("data.test", 0)),
        files ? 0 : values.count("data.validation", 1),
        values.count("data.whitening", 0),
        new Synthetic(
            values.count("data.synthetic.classes", 2),
            values.count("data.synthetic.training", 2),
            values.count("data.synthetic.test", 1),
            values.seed("data.synthetic.seed")));
  }

  /** Only a path that nobody has set may lead to nothing. */
  private Missing missing() {
    String key = "data.missing";
    String name = problems.read(() -> config.getString(key), REFUSE);
    if (!List.of(REFUSE, Format.SYNTHETIC.key()).contains(name)) {
      problems.add(
          config.getValue(key).origin(),
          "%s must be %s or %s, but got '%s'".formatted(key, REFUSE, Format.SYNTHETIC.key(), name));
    }
    if (!StudyFile.isDefault(config.getValue("data.path"))) {
      return Missing.REFUSED;
    }
    return name.equals(REFUSE) ? Missing.OFFERED : Missing.GENERATED;
  }

  private Format format() {
    String name = problems.read(() -> config.getString("data.format"), "auto");
    List<String> formats = new ArrayList<>(List.of(Format.AUTO.key()));
    DataFormats.ALL.forEach(format -> formats.add(format.key()));
    if (formats.contains(name) || name.equals(Format.SYNTHETIC.key())) {
      return new Format(name);
    }
    problems.add(
        config.getValue("data.format").origin(),
        "data.format must be %s or %s, but got '%s'"
            .formatted(String.join(", ", formats), Format.SYNTHETIC.key(), name));
    return Format.AUTO;
  }

  private Optional<ImageSize> size() {
    if (config.getIsNull("data.size")) {
      return Optional.empty();
    }
    List<Number> extents = problems.read(() -> config.getNumberList("data.size"), null);
    if (extents == null) {
      return Optional.empty();
    }
    boolean integers = extents.stream().allMatch(each -> each.doubleValue() == each.intValue());
    try {
      if (integers && extents.size() == 2) {
        return Optional.of(new ImageSize(extents.get(0).intValue(), extents.get(1).intValue()));
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    problems.add(
        config.getValue("data.size").origin(),
        "data.size must be [height, width], two integers in 1 .. %d, but got %s"
            .formatted(ImageSize.MAX, extents));
    return Optional.empty();
  }
}
