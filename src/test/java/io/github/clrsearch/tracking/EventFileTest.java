package io.github.clrsearch.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Outcome COMPLETED = new Outcome.Completed();

  /** A field of a message: a number, or the bytes of a text or a message. */
  private record Field(int number, double value, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The fields of a message, as Protocol Buffers document their form. */
  private static List<Field> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.add(new Field(number, varint(in), null));
        case 1 -> fields.add(new Field(number, in.getDouble(), null));
        case 5 -> fields.add(new Field(number, in.getFloat(), null));
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.add(new Field(number, Double.NaN, bytes));
        }
        default -> throw new AssertionError("no wire type: " + tag);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** The messages of a file, whose checksums hold. */
  private static List<byte[]> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] record =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(record);
      assertThat(in.getInt()).isEqualTo(masked(record));
      records.add(record);
    }
    return records;
  }

  /** As in TensorFlow's documentation of TFRecord. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15) | (value << 17)) + 0xa282ead8L);
  }

  private static Field field(byte[] message, int number) {
    return fields(message).stream().filter(f -> f.number() == number).findFirst().orElseThrow();
  }

  /** The scalars: {@code 50 loss/training 4.0}. */
  private static List<String> scalars(byte[] file) {
    return records(file).stream()
        .skip(3)
        .flatMap(
            event ->
                fields(field(event, 5).bytes()).stream()
                    .map(
                        value ->
                            "%d %s %s"
                                .formatted(
                                    (long) field(event, 2).value(),
                                    field(value.bytes(), 1).text(),
                                    field(value.bytes(), 2).value())))
        .toList();
  }

  @Test
  void scalarsHaveTheirUpdatesAsStepsWithoutMissingValues() {
    byte[] file = EventFile.of(Ended.trial(3, COMPLETED, 1));
    float eta = 0.01f;

    assertThat(field(records(file).get(0), 3).text()).isEqualTo("brain.Event:2");
    assertThat(scalars(file))
        .containsExactly(
            "50 loss/training 4.0",
            "50 accuracy/training 0.5",
            "50 eta " + (double) eta,
            "50 loss/validation 4.0",
            "50 accuracy/validation 0.5",
            "100 loss/training 2.0",
            "100 accuracy/training 0.5",
            "100 eta " + (double) eta,
            "100 loss/validation 2.0",
            "100 accuracy/validation 0.5",
            "100 cycle_end/training_accuracy 0.25",
            "100 cycle_end/validation_loss 1.0",
            "100 cycle_end/validation_accuracy 0.5");
    assertThat(field(records(file).get(3), 1).value())
        .isEqualTo(field(records(file).get(0), 1).value() + 5);
  }

  @Test
  void theSettingIsASessionOfTheHyperparametersPlugin() {
    List<byte[]> records = records(EventFile.of(Ended.trial(3, new Outcome.Diverged("NaN"), 1)));
    byte[] start = field(field(records.get(1), 5).bytes(), 1).bytes();
    byte[] plugin = field(field(start, 9).bytes(), 1).bytes();
    byte[] info = field(field(plugin, 2).bytes(), 3).bytes();
    byte[] end = field(field(records.get(2), 5).bytes(), 1).bytes();
    byte[] endInfo = field(field(field(field(end, 9).bytes(), 1).bytes(), 2).bytes(), 4).bytes();

    assertThat(field(start, 1).text()).isEqualTo("_hparams_/session_start_info");
    assertThat(field(plugin, 1).text()).isEqualTo("hparams");
    assertThat(fields(info).stream().filter(f -> f.number() == 1))
        .extracting(
            f -> field(f.bytes(), 1).text() + " " + field(field(f.bytes(), 2).bytes(), 2).value())
        .containsExactly("lambda 0.001", "n_cycles 3.0", "n_s 50.0");
    assertThat(field(info, 4).text()).isEqualTo("coarse/3");
    assertThat(field(endInfo, 1).value()).isEqualTo(2);
  }

  @Test
  void recordsOfAContinuedTrialAreAppended() {
    byte[] before = EventFile.of(Ended.trial(0, new Outcome.Stopped("waits"), 1));
    byte[] after = EventFile.of(Ended.trial(0, COMPLETED, 3));

    assertThat(scalars(after)).startsWith(scalars(before).toArray(String[]::new));
    assertThat(scalars(Arrays.copyOf(after, before.length))).isEqualTo(scalars(before));
  }

  @Test
  void everyTrialIsOneFileThatIsWrittenOnce(@TempDir Path folder) throws IOException {
    Study study = new Study("s", 1, SearchSpace.empty(), List.of(Stage.of("coarse", 1)));
    StudyStore store = Studies.begin(folder, study);
    TensorBoardFiles files = new TensorBoardFiles(store);
    Path file = folder.resolve("tensorboard/coarse-00003/events.out.tfevents.0.clr-search");

    files.track(Ended.trial(3, COMPLETED, 1));
    Object written = Files.readAttributes(file, "unix:ino,lastModifiedTime");
    files.track(Ended.trial(3, COMPLETED, 1));
    assertThat(Files.readAttributes(file, "unix:ino,lastModifiedTime")).isEqualTo(written);
    files.track(Ended.trial(3, COMPLETED, 2));
    assertThat(Files.readAllBytes(file)).isEqualTo(EventFile.of(Ended.trial(3, COMPLETED, 2)));
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }
}
