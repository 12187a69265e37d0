package io.github.clrsearch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.store.files.SafeTensors;
import io.github.clrsearch.store.json.SearchJson;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.ejml.data.FMatrixRMaj;

/**
 * State of a trial as a {@link SafeTensors} file: the network, the snapshots' predictions for the
 * validation split, and, under the same checksum, a JSON text with the rows so far and with
 * everything that the state depends on.
 */
final class StateFile {
  private static final SafeTensors.Kind KIND =
      new SafeTensors.Kind(
          "clr-search state", "1", "trial's state", "the trial is retrained from its start");

  private static final String ROWS = "rows";
  private static final String VELOCITY = "velocity.";
  private static final String AVERAGE = "average.";
  private static final ObjectMapper JSON =
      JsonMapper.builder().annotationIntrospector(SearchJson.introspector()).build();

  private StateFile() {}

  /** The part of a state that is not a tensor. */
  private record Rows(
      Map<String, String> of,
      int cycle,
      long updates,
      List<CycleResult> cycles,
      List<Measurement> measurements,
      List<Long> snapshots,
      List<String> parts) {}

  /**
   * The bytes of a state's file.
   *
   * @param of everything that the state depends on, by name
   */
  static byte[] write(Map<String, String> of, TrialState state) {
    TrainingState training = state.training();
    Map<String, FMatrixRMaj> tensors = new LinkedHashMap<>();
    NetworkFile.put(training.network(), "", tensors);
    List<String> parts = new ArrayList<>();
    if (training.velocity() != null) {
      NetworkFile.put(training.velocity(), VELOCITY, tensors);
      parts.add(VELOCITY);
    }
    if (training.average() != null) {
      NetworkFile.put(training.average(), AVERAGE, tensors);
      parts.add(AVERAGE);
    }
    for (int i = 0; i < training.cycle(); i++) {
      tensors.put(probabilities(i), NetworkFile.row(training.probabilities().get(i)));
    }
    for (int i = 0; i < state.snapshots().size(); i++) {
      NetworkFile.put(state.snapshots().get(i).network(), snapshot(i), tensors);
    }
    Rows rows =
        new Rows(
            of,
            training.cycle(),
            training.updates(),
            state.cycles(),
            state.measurements(),
            state.snapshots().stream().map(Snapshot::updates).toList(),
            parts);
    return new SafeTensors(tensors, Map.of(ROWS, json(rows)), Map.of()).write(KIND);
  }

  private static byte[] json(Rows rows) {
    try {
      return JSON.writeValueAsString(rows).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written as JSON", e);
    }
  }

  /**
   * Reads a state.
   *
   * @param name of the file, for messages
   * @param of everything that the state must depend on, by name
   * @throws StoreException if the file is truncated, damaged, of another kind or version, or
   *     depends on something else
   */
  static TrialState read(String name, byte[] content, Map<String, String> of) {
    SafeTensors file = SafeTensors.read(KIND, name, content);
    try {
      Rows rows = JSON.readValue(file.bytes().getOrDefault(ROWS, new byte[0]), Rows.class);
      difference(rows.of(), of)
          .ifPresent(
              difference -> {
                throw KIND.refused(name, "is the state of another training (" + difference + ")");
              });
      return state(file, name, rows);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw KIND.refused(name, "has invalid rows (%s)".formatted(ErrorMessages.firstLine(e)));
    }
  }

  private static TrialState state(SafeTensors file, String name, Rows rows) {
    List<float[]> probabilities = new ArrayList<>();
    for (int i = 0; i < rows.cycle(); i++) {
      probabilities.add(file.matrix(KIND, name, probabilities(i)).data);
    }
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < rows.snapshots().size(); i++) {
      Network network = NetworkFile.network(file, KIND, name, snapshot(i));
      snapshots.add(new Snapshot(i + 1, rows.snapshots().get(i), network));
    }
    return new TrialState(
        new TrainingState(
            rows.cycle(),
            rows.updates(),
            NetworkFile.network(file, KIND, name, ""),
            part(VELOCITY, file, name, rows),
            part(AVERAGE, file, name, rows),
            probabilities),
        rows.cycles(),
        rows.measurements(),
        snapshots);
  }

  /** A further network; null if the state has none. Earlier versions wrote states without parts. */
  private static Network part(String prefix, SafeTensors file, String name, Rows rows) {
    return rows.parts() != null && rows.parts().contains(prefix)
        ? NetworkFile.network(file, KIND, name, prefix)
        : null;
  }

  private static Optional<String> difference(Map<String, String> found, Map<String, String> of) {
    TreeSet<String> names = new TreeSet<>(of.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(found.get(name), of.get(name)))
        .map(
            name ->
                "%s is %s in the file, but %s in this trial"
                    .formatted(name, found.get(name), of.get(name)))
        .findFirst();
  }

  private static String probabilities(int index) {
    return "probabilities_" + (index + 1);
  }

  private static String snapshot(int index) {
    return "snapshot_%d.".formatted(index + 1);
  }
}
