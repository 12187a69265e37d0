import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded trials themselves, which are drawn by their number. So there is no model between them,
 * and no search that uses their hyperparameters.
 */
record TabledCurves(List<Curve> curves, int cycles) implements Curves {
  static final String NUMBER = "number";

  /**
   * A recorded trial.
   *
   * @param accuracies at the ends of its cycles; fewer if it diverged
   */
  record Curve(long updatesPerCycle, List<Double> accuracies) {}

  /** Reads a file; hyperparameters are not used. A trial that ended no cycle has one empty accuracy. */
  static TabledCurves read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(","));
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      long updates = Long.parseLong(row[header.indexOf("updates")]);
      String accuracy = row[header.indexOf("validation_accuracy")];
      Curve curve = curves.computeIfAbsent(row[0], added -> new Curve(updates, new ArrayList<>()));
      if (!accuracy.isEmpty()) {
        curve.accuracies().add(Double.parseDouble(accuracy));
      }
    }
    int cycles = curves.values().stream().mapToInt(c -> c.accuracies().size()).max().orElseThrow();
    return new TabledCurves(List.copyOf(curves.values()), cycles);
  }

  @Override
  public SearchSpace space() {
    return SearchSpace.empty()
        .with(NUMBER, new IntegerUniform(0, curves.size() - 1))
        .with("n_cycles", new IntegerUniform(1, cycles));
  }

  private Curve curve(Setting setting) {
    return curves.get(setting.integer(NUMBER));
  }

  @Override
  public long updatesPerCycle(Setting setting) {
    return curve(setting).updatesPerCycle();
  }

  @Override
  public double expected(Setting setting) {
    List<Double> accuracies = curve(setting).accuracies();
    int cycle = setting.integer("n_cycles");
    return accuracies.size() < cycle ? 0 : accuracies.get(cycle - 1);
  }

  @Override
  public double[] accuracies(Trial trial) {
    return curve(trial.setting()).accuracies().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
