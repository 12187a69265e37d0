package io.github.clrsearch.cli;

import io.github.clrsearch.export.OnnxModel;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.FinalModel;
import io.github.clrsearch.workflow.OutputFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports a final network as an ONNX model. */
@Command(
    name = "export",
    description = {
      "Exports a final network, or an ensemble of several, as an ONNX model.",
      "Input: 'images', raw pixels, uint8, N x channels x height x width.",
      "Outputs: 'probabilities' (float, N x classes) and 'label' (int64, N).",
      "Metadata: class names, accuracy and provenance."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh export runs/final",
      "  ./submit.sh export runs/final --members all --out final-ensemble.onnx"
    })
final class ExportCommand implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Mixin private StudyArgument study;

  @Mixin private MembersOption members;

  @Option(
      names = "--out",
      paramLabel = "FILE.onnx",
      description =
          "Output file, a path or a Hadoop URI (default: the study's name, in the current folder).")
  private String out;

  @Option(
      names = "--license",
      paramLabel = "TEXT",
      defaultValue = "not stated; the network's owner decides, within the terms of its data",
      description = "License in the model's metadata.")
  private String license;

  @Override
  public Integer call() {
    FinalModel model = members.read(study.name());
    OutputFile file = OutputFile.of(out == null ? model.tested().study() + ".onnx" : out);
    OnnxModel onnx = onnx(model);
    file.write(onnx::write);
    System.out.printf(
        "%s (%.1f MiB): %s%n  input  images: uint8, N x %s%n  output probabilities: float, N x %d; label: int64, N%n",
        file.location(),
        onnx.length() / MEBIBYTE,
        model.description(),
        model.shape().toString().replace("x", " x "),
        model.classNames().size());
    return 0;
  }

  private OnnxModel onnx(FinalModel model) {
    try {
      return OnnxModel.of(
          model.tested().study(),
          Provenance.currentVersion(),
          model.shape(),
          model.standardizer(),
          model.networks(),
          metadata(model));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "%s cannot be exported: %s".formatted(model.location(), e.getMessage()));
    }
  }

  private Map<String, String> metadata(FinalModel model) {
    Map<String, String> metadata = new TreeMap<>(model.metadata());
    // These describe the file of a single network.
    metadata
        .keySet()
        .removeAll(Set.of("format", "version", "sha256", "cycle", "number", "updates"));
    Provenance provenance = model.tested().provenance();
    metadata.put(FinalModel.CLASSES, String.join("\n", model.classNames()));
    metadata.put("members", model.test().members());
    metadata.put("networks", model.test().networks());
    metadata.put("test_images", Integer.toString(model.test().images()));
    metadata.put("test_accuracy", Double.toString(model.test().accuracy()));
    metadata.put("test_accuracy_low", Double.toString(model.test().accuracyLow()));
    metadata.put("test_accuracy_high", Double.toString(model.test().accuracyHigh()));
    metadata.put("java", String.valueOf(provenance.java()));
    metadata.put("blas", String.valueOf(provenance.blas()));
    metadata.put("processor", String.valueOf(provenance.processor()));
    // ONNX's name for the license.
    metadata.put("model_license", license);
    return metadata;
  }
}
