package io.github.clrsearch.store;

import static io.github.clrsearch.store.TrialStates.OF;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final Trial TRIAL = Studies.trial("s", "coarse", 3, 0.01);
  private static final String FILE = "%016x.safetensors".formatted(TRIAL.seed());

  @TempDir private Path folder;

  private StudyStore store;
  private StateFolder states;

  @BeforeEach
  void begin() throws Exception {
    store = begun();
    states = onExecutor(store.states(Configuration::new));
  }

  private StudyStore begun() {
    Study study = new Study("s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 4)));
    return Studies.begin(folder, study);
  }

  /** As deserialized in a task. */
  private static StateFolder onExecutor(StateFolder states) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(states);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (StateFolder) in.readObject();
    }
  }

  private List<String> files() throws IOException {
    Path path = folder.resolve("states");
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(path)) {
      return list.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void savesOnlyTheLastStateOfATrial() throws IOException {
    states.write(TRIAL, OF, TrialStates.after(1));
    states.write(TRIAL, OF, TrialStates.after(2));

    assertThat(files()).containsExactly(FILE);
    TrialStates.assertSame(states.read(TRIAL, OF).orElseThrow(), TrialStates.after(2));
    assertThat(states.read(Studies.trial("s", "coarse", 2, 0.01), OF)).isEmpty();
  }

  @Test
  void statesAreNotTrialsAndAreRemovedWhenTheTrialHasEnded() throws IOException {
    states.write(TRIAL, OF, TrialStates.after(1));
    assertThat(store.trials()).isEmpty();

    store.append(Studies.completed("s", "coarse", 3, 0.4));
    store.removeState(TRIAL);
    store.removeState(TRIAL);

    assertThat(files()).isEmpty();
    assertThat(store.trials()).hasSize(1);
  }

  @Test
  void knowsWhetherALostDriverLeftStates() {
    assertThat(store.states(Configuration::new).begun()).isFalse();
    states.write(TRIAL, OF, TrialStates.after(1));

    assertThat(begun().states(Configuration::new).begun()).isTrue();
  }

  @Test
  void ignoresDamagedStates() throws IOException {
    states.write(TRIAL, OF, TrialStates.after(1));
    Files.writeString(folder.resolve("states").resolve(FILE), "no state");

    assertThat(states.read(TRIAL, OF)).isEmpty();
  }

  @Test
  void ignoresTheStateOfAnotherTraining() {
    states.write(TRIAL, OF, TrialStates.after(1));

    assertThat(states.read(TRIAL, Map.of("seed", "8"))).isEmpty();
  }

  @Test
  void partialFilesOfKilledWritersAreIgnored() throws IOException {
    states.write(TRIAL, OF, TrialStates.after(1));
    Path partial = folder.resolve("states").resolve("." + FILE + ".ab12.partial");
    Files.writeString(partial, "half a sta");

    TrialStates.assertSame(states.read(TRIAL, OF).orElseThrow(), TrialStates.after(1));
    store.removeEmptyStates();
    assertThat(files()).containsExactly(FILE);
  }

  @Test
  void removesItsFolderWhenOnlyAKilledWriterHasLeftSomething() throws IOException {
    states.write(TRIAL, OF, TrialStates.after(1));
    Files.writeString(folder.resolve("states").resolve("." + FILE + ".ab12.partial"), "half");

    store.removeState(TRIAL);
    store.removeEmptyStates();
    assertThat(folder.resolve("states")).doesNotExist();
  }

  @Test
  void writesNothingOnAMachineWithoutTheFolder() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere);
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(file -> !file.equals(elsewhere)).toList()) {
        Files.move(file, elsewhere.resolve(file.getFileName()));
      }
    }
    states.write(TRIAL, OF, TrialStates.after(1));

    assertThat(files()).isEmpty();
    assertThat(states.read(TRIAL, OF)).isEmpty();
  }

  @Test
  void writesNothingIntoAnUnrelatedFolderOfTheSameName() throws IOException {
    Path header = folder.resolve("study.json");
    Files.writeString(header, Files.readString(header).replace("\"seed\":1", "\"seed\":2"));
    states.write(TRIAL, OF, TrialStates.after(1));

    assertThat(files()).isEmpty();
  }

  @Test
  void anUnwritableFolderCostsOnlyTheState() throws IOException {
    Files.writeString(folder.resolve("states"), "a file in place of the folder");
    states.write(TRIAL, OF, TrialStates.after(1));

    assertThat(states.read(TRIAL, OF)).isEmpty();
  }

  @Test
  void textIsThePlaceAlone() {
    assertThat(store.states(Configuration::new).toString())
        .isEqualTo(
            folder.toUri().toString().replaceFirst("/$", "").replace("file:///", "file:/")
                + "/states");
  }
}
