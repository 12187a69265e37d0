package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.formats.ImageDecoder;
import io.github.clrsearch.data.formats.ImageSize;
import io.github.clrsearch.data.formats.PixelImage;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.FinalModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies image files with a final network. */
@Command(
    name = "predict",
    description = {
      "Classifies PNG and JPEG files with a final network, or with an ensemble of several.",
      "Images of another size are scaled, with a line on standard error."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh predict runs/final cat.png",
      "  ./submit.sh predict runs/final --members all --top 1 --format csv *.jpg > answers.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin private StudyArgument study;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "PNG or JPEG files.")
  private List<Path> images;

  @Mixin private MembersOption members;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of classes per image (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private TextFormat format;

  @Override
  public Integer call() {
    if (top < 1) {
      throw new ConfigurationException(List.of("--top must be at least 1, but is " + top));
    }
    FinalModel model = members.read(study.name());
    if (model.shape().channels() != 1 && model.shape().channels() != 3) {
      throw new CommandException(
          "%s expects images with %d channels, but image files have 1 or 3: export the model and run it on your own data"
              .formatted(model.location(), model.shape().channels()));
    }
    PredictionPrinter printer = new PredictionPrinter(format, format.stream(System.out));
    int failed = 0;
    for (Path file : images) {
      try {
        byte[] pixels = read(file, model.shape());
        printer.print(file.toString(), model.classNames(), model.probabilities(pixels), top);
      } catch (DataException e) {
        // Continue with the other images.
        System.err.println("clr-search: " + Printable.line(e.getMessage()));
        failed++;
      }
    }
    printer.end();
    return failed == 0 ? 0 : Main.FAILED;
  }

  private static byte[] read(Path file, ImageShape shape) {
    PixelImage image;
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "%s: file not found; name PNG or JPEG files after the study%s"
              .formatted(file, Files.isDirectory(file) ? ", such as " + file + "/*.png" : ""));
    }
    try (InputStream in = Files.newInputStream(file)) {
      image = ImageDecoder.read(file.toString(), in);
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be read (%s): check its permissions".formatted(file, e), e);
    }
    ImageSize size = new ImageSize(shape.height(), shape.width());
    List<String> changes = new ArrayList<>();
    if (!image.size().equals(size)) {
      changes.add("scaled from %s to %s (height x width)".formatted(image.size(), size));
    }
    if (image.shape().channels() > shape.channels()) {
      changes.add("converted to grey");
    }
    if (!changes.isEmpty()) {
      System.err.printf(
          "%s is %s%n", Printable.line(file.toString()), String.join(" and ", changes));
    }
    return image.withChannels(shape.channels()).scaled(size).pixels();
  }
}
