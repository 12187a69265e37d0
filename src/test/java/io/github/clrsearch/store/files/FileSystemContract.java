package io.github.clrsearch.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** The contract of a study's folder on every file system. */
public abstract class FileSystemContract {
  private static final int WRITERS = 8;

  /** A folder for one test, which does not exist yet. */
  protected abstract String location() throws Exception;

  protected abstract Configuration hadoop();

  /** The length of a file whose versions are read while they are replaced. */
  protected int length(int version) {
    return Math.max(1, version) << 12;
  }

  protected final AtomicFolder folder() throws Exception {
    return new AtomicFolder(location(), hadoop());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Optional<String> text(Optional<byte[]> content) {
    return content.map(read -> new String(read, UTF_8));
  }

  /** All files below the folder, including those that readers ignore. */
  private List<String> files() throws Exception {
    Path root = folder().root();
    FileSystem fileSystem = root.getFileSystem(hadoop());
    return fileSystem.exists(root) ? files(fileSystem, root) : List.of();
  }

  private static List<String> files(FileSystem fileSystem, Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus found : fileSystem.listStatus(folder)) {
      Path path = found.getPath();
      names.addAll(found.isFile() ? List.of(path.toString()) : files(fileSystem, path));
    }
    return names;
  }

  private FileStatus status(String name) throws Exception {
    Path root = folder().root();
    return root.getFileSystem(hadoop()).getFileStatus(new Path(root, name));
  }

  /** Runs a task on several threads that begin at the same moment. */
  private static <T> List<T> together(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each :
          threads.invokeAll(IntStream.range(0, WRITERS).mapToObj(i -> task).toList())) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void readsAndReplacesWhatItWroteAndLeavesNoOtherFile() throws Exception {
    AtomicFolder folder = folder();
    folder.write("trials/coarse-00000.json", bytes("a long first version"));
    folder.write("trials/coarse-00000.json", bytes("second"));
    folder.writeFromMany("trials/coarse-00000.json", bytes("third"));

    assertThat(text(folder.read("trials/coarse-00000.json"))).hasValue("third");
    assertThat(folder.list("trials", "*")).containsExactly("coarse-00000.json");
    assertThat(files()).hasSize(1);
    folder.delete("trials/coarse-00000.json");
    folder.delete("trials/coarse-00000.json");
    assertThat(folder.read("trials/coarse-00000.json")).isEmpty();
    assertThat(folder.exists("trials/coarse-00000.json")).isFalse();
    assertThat(folder.list("nothing", "*")).isEmpty();
  }

  @Test
  public void listsAndReadsCompleteFilesInTheOrderOfTheirNames() throws Exception {
    AtomicFolder folder = folder();
    List<Integer> numbers = IntStream.range(0, 120).boxed().toList();
    folder.each(
        numbers.stream().map("trials/coarse-%05d.json"::formatted).toList(),
        name -> folder.create(name, bytes(name)));
    folder.write("trials/.fine-00000.json.partial", bytes("half of it"));
    folder.write("trials/_SUCCESS", bytes(""));
    folder.write("trials/old/coarse-00121.json", bytes("in another folder"));
    List<String> expected = numbers.stream().map("coarse-%05d.json"::formatted).toList();

    assertThat(folder.list("trials", "coarse-*.json")).isEqualTo(expected);
    assertThat(folder.list("trials", "*")).isEqualTo(expected);
    assertThat(
            folder.readAll(
                "trials",
                "coarse-*.json",
                (name, content) -> List.of(name, new String(content, UTF_8))))
        .isEqualTo(expected.stream().map(name -> List.of(name, "trials/" + name)).toList());
    assertThat(folder.<Integer>readAll("nothing", "*", (name, content) -> 1)).isEmpty();
  }

  @Test
  public void doesNotRewriteAFileWithTheSameContent() throws Exception {
    AtomicFolder folder = folder();
    assertThat(folder.update("study.json", bytes("first"))).isTrue();
    FileStatus before = status("study.json");
    assertThat(folder.update("study.json", bytes("first"))).isTrue();

    assertThat(status("study.json").getModificationTime()).isEqualTo(before.getModificationTime());
    assertThat(folder.update("study.json", bytes("other"))).isTrue();
    assertThat(text(folder.read("study.json"))).hasValue("other");
    assertThat(files()).hasSize(1);
  }

  /** A file that is being replaced is never missing or partial. */
  @Test
  public void readersSeeOneWholeVersion() throws Exception {
    AtomicFolder folder = folder();
    folder.write("file", new byte[length(0)]);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int version = 1; version <= 60; version++) {
                byte[] next = new byte[length(version)];
                Arrays.fill(next, (byte) version);
                folder.write("file", next);
              }
            });

    do {
      byte[] read = folder.read("file").orElseThrow();
      byte[] whole = new byte[length(read[0])];
      Arrays.fill(whole, read[0]);
      assertThat(Arrays.equals(read, whole))
          .as(
              "%d bytes that begin with %d and end with %d",
              read.length, read[0], read[read.length - 1])
          .isTrue();
    } while (!writer.isDone());
    writer.join();
  }

  /** Ended trials must be saved even while the driver is interrupted. */
  @Test
  public void writesOnAnInterruptedThread() throws Exception {
    AtomicFolder folder = folder();
    Thread.currentThread().interrupt();
    folder.write("file", bytes("x"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(text(folder.read("file"))).hasValue("x");
  }

  @Test
  public void doesNotReplaceAFileWithCreate() throws Exception {
    AtomicFolder folder = folder();

    assertThat(folder.create("trials/a.json", bytes("first"))).isTrue();
    assertThat(folder.create("trials/a.json", bytes("second"))).isFalse();
    assertThat(folder.create("trials/a.json", bytes("first"))).as("again").isTrue();
    assertThat(text(folder.read("trials/a.json"))).hasValue("first");
    assertThat(files()).hasSize(1);
  }

  @Test
  public void ofSeveralProcessesThatCreateAFileOneSucceeds() throws Exception {
    AtomicFolder folder = folder();
    for (int i = 0; i < 10; i++) {
      String name = "file" + i;
      List<String> successes =
          together(
              () -> {
                String content = Thread.currentThread().getName();
                return folder.create(name, bytes(content)) ? content : "";
              });

      assertThat(successes.stream().filter(content -> !content.isEmpty()).toList())
          .containsExactly(text(folder.read(name)).orElseThrow());
    }
    assertThat(files()).hasSize(10);
  }

  @Test
  public void replacesOnlyAFileThatHasNotChanged() throws Exception {
    AtomicFolder folder = folder();
    ConditionalWrites writes = folder.conditional();
    Path file = new Path(folder.root(), "driver.json");
    folder.write("driver.json", bytes("first"));

    assertThat(writes.replace(file, bytes("other"), bytes("second"))).isFalse();
    assertThat(writes.takeOver(file, bytes("other"), bytes("second"))).isFalse();
    assertThat(text(folder.read("driver.json"))).hasValue("first");
    assertThat(writes.replace(file, bytes("first"), bytes("second"))).isTrue();
    assertThat(writes.takeOver(file, bytes("second"), bytes("third"))).isTrue();
    assertThat(text(folder.read("driver.json"))).hasValue("third");
    folder.delete("driver.json");
    assertThat(writes.replace(file, bytes("third"), bytes("fourth"))).isFalse();
    assertThat(writes.takeOver(file, bytes("third"), bytes("fourth"))).isFalse();
    assertThat(files()).isEmpty();
  }

  @Test
  public void ofSeveralProcessesThatTakeAFileOverOneSucceeds() throws Exception {
    AtomicFolder folder = folder();
    ConditionalWrites writes = folder.conditional();
    for (int i = 0; i < 10; i++) {
      Path file = new Path(folder.root(), "driver" + i);
      folder.write(file.getName(), bytes("dead"));
      List<String> successes =
          together(
              () -> {
                String content = Thread.currentThread().getName();
                return writes.takeOver(file, bytes("dead"), bytes(content)) ? content : "";
              });

      assertThat(successes.stream().filter(content -> !content.isEmpty()).toList())
          .containsExactly(text(folder.read(file.getName())).orElseThrow());
    }
    assertThat(files()).hasSize(10);
  }

  @Test
  public void ofSeveralDriversThatStartAtTheSameMomentOneGetsTheLease() throws Exception {
    String location = location();
    List<Optional<StudyLease>> leases =
        together(
            () -> {
              try {
                return Optional.of(StudyLease.take(location, hadoop(), line -> {}));
              } catch (StoreException e) {
                assertThat(e).hasMessageContaining(" is in use by another clr-search");
                return Optional.empty();
              }
            });

    assertThat(leases.stream().flatMap(Optional::stream)).hasSize(1);
    leases.stream().flatMap(Optional::stream).forEach(StudyLease::close);
    assertThat(files()).isEmpty();
  }
}
