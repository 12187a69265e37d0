package io.github.clrsearch.workflow;

import com.typesafe.config.ConfigUtil;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.formats.DataFiles;
import io.github.clrsearch.data.formats.DataFormat;
import io.github.clrsearch.data.formats.DataFormats;
import io.github.clrsearch.data.formats.DataOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A study file for the data that is found.
 *
 * @param keys lines of the section {@code data}
 * @param data what was found, in one line
 * @param problem why the data cannot be read yet; empty if it can
 * @param images number of training and validation images; a guess if the data cannot be read
 */
public record NewStudy(List<String> keys, String data, Optional<String> problem, int images) {
  /** Where data is if no place is named. */
  private static final List<String> USUAL = List.of("data/cifar-10-batches-bin", "data");

  private static final String TEMPLATE = "new-study.conf";
  private static final int GUESS = 50_000;
  private static final int MOST_VALIDATION = 5_000;
  private static final int USUAL_BATCH = 100;

  /** Mini-batches per epoch below which mini-batches are smaller than usual. */
  private static final int FEWEST_BATCHES = 10;

  /**
   * A study of the data in a place.
   *
   * @param place a path, or a URI that Hadoop supports; empty to look where data usually is
   * @throws DataException if a named place has no data
   */
  public static NewStudy of(Optional<String> place, Configuration hadoop) {
    for (String each : place.map(List::of).orElse(USUAL)) {
      DataFiles files = DataSets.files(each, hadoop);
      Optional<DataFormat> format = DataFormats.recognized(files);
      if (format.isPresent()) {
        return of(each, files, format.get());
      }
      if (place.isPresent()) {
        throw DataFormats.unrecognized(files);
      }
    }
    return new NewStudy(
        List.of(
            "  # No data was found in data/. Generated images are for trying clr-search, not for results.",
            "  # './submit.sh data fetch' downloads CIFAR-10; then write path = data/cifar-10-batches-bin here.",
            "  format = synthetic"),
        "generated images",
        Optional.empty(),
        10_000);
  }

  private static NewStudy of(String place, DataFiles files, DataFormat format) {
    List<String> keys = new ArrayList<>();
    try {
      DataSet data = format.read(files, DataOptions.NONE);
      keys.add(comment(data.description()));
      keys.add("  path = " + ConfigUtil.quoteString(place));
      return new NewStudy(keys, data.name(), Optional.empty(), data.images().count());
    } catch (DataException e) {
      String problem = e.getMessage().lines().findFirst().orElse("");
      keys.add(comment("The data cannot be read yet: " + problem));
      keys.add("  path = " + ConfigUtil.quoteString(place));
      return new NewStudy(keys, format.name(), Optional.of(problem), GUESS);
    }
  }

  /** A comment in one line, whatever the names of files are. */
  private static String comment(String text) {
    return "  # " + text.replaceAll("\\p{Cntrl}", " ");
  }

  /** Number of validation images: a tenth, at most 5,000. */
  private int validation() {
    return Math.max(1, Math.min(MOST_VALIDATION, images / 10));
  }

  private int batchSize() {
    return Math.max(1, Math.min(USUAL_BATCH, (images - validation()) / FEWEST_BATCHES));
  }

  /**
   * The text of the file.
   *
   * @param name of the study
   * @param file as the user names it in commands
   */
  public String text(String name, String file) {
    return template(TEMPLATE)
        .replace("@DATA_KEYS@", keys.stream().collect(Collectors.joining("\n")))
        .replace("@DATA@", data)
        .replace("@FILE@", file)
        .replace("@NAME@", name)
        .replace("@VALIDATION@", Integer.toString(validation()))
        .replace("@BATCH_SIZE@", Integer.toString(batchSize()));
  }

  /** The text of a resource beside this class. */
  static String template(String name) {
    try (InputStream in = NewStudy.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
