package io.github.clrsearch.tracking;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.store.EndedTrial;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * TensorBoard event file of a trial: TFRecord records, each an {@code Event} message. The step of a
 * scalar is the number of updates; the setting is a session of the HParams plugin. When a trial is
 * continued, records are only appended, so that a running TensorBoard can continue to read.
 */
final class EventFile {
  private static final String VERSION = "brain.Event:2";
  private static final int CRC_MASK = 0xa282ead8;
  private static final int CRC_ROTATION = 15;

  // Fields of tensorflow/core/util/event.proto and framework/summary.proto.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int METADATA = 9;
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;
  private static final int CONTENT = 2;

  // Fields of tensorboard/plugins/hparams/plugin_data.proto and protobuf's struct.proto.
  private static final int START_INFO = 3;
  private static final int END_INFO = 4;
  private static final int HPARAMS = 1;
  private static final int GROUP_NAME = 4;
  private static final int START_TIME = 5;
  private static final int STATUS = 1;
  private static final int END_TIME = 2;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int NUMBER_VALUE = 2;

  /** Of google.protobuf.Value. */
  private static final int STRING_VALUE = 3;

  private final EndedTrial ended;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EventFile(EndedTrial ended) {
    this.ended = ended;
  }

  /** The bytes of a trial's file. */
  static byte[] of(EndedTrial ended) {
    EventFile file = new EventFile(ended);
    file.record(new Protobuf().add(WALL_TIME, file.wallTime(0)).add(FILE_VERSION, VERSION));
    file.event(
        0, new Protobuf().add(VALUE, hparams("session_start_info", START_INFO, file.start())));
    file.event(0, new Protobuf().add(VALUE, hparams("session_end_info", END_INFO, file.end())));
    file.scalars().forEach((update, values) -> file.event(update, summary(values)));
    return file.out.toByteArray();
  }

  /** The scalars by update, without those that were not measured. */
  private SortedMap<Long, Map<String, Double>> scalars() {
    SortedMap<Long, Map<String, Double>> scalars = new TreeMap<>();
    for (Measurement point : ended.result().measurements()) {
      Map<String, Double> values = at(scalars, point.update());
      values.put("cost/" + point.split(), point.cost());
      values.put("loss/" + point.split(), point.loss());
      values.put("accuracy/" + point.split(), point.accuracy());
      values.put("eta", point.eta());
    }
    for (CycleResult end : ended.result().cycles()) {
      Map<String, Double> values = at(scalars, end.updates());
      values.put("cycle_end/training_accuracy", end.trainingAccuracy());
      values.put("cycle_end/validation_loss", end.validationLoss());
      values.put("cycle_end/validation_accuracy", end.validationAccuracy());
      end.metrics().forEach((name, value) -> values.put("cycle_end/" + name, value));
    }
    scalars.values().forEach(values -> values.values().removeIf(value -> !Double.isFinite(value)));
    scalars.values().removeIf(Map::isEmpty);
    return scalars;
  }

  private static Map<String, Double> at(SortedMap<Long, Map<String, Double>> scalars, long update) {
    return scalars.computeIfAbsent(update, none -> new LinkedHashMap<>());
  }

  private static Protobuf summary(Map<String, Double> values) {
    Protobuf summary = new Protobuf();
    values.forEach(
        (tag, value) ->
            summary.add(VALUE, new Protobuf().add(TAG, tag).add(SIMPLE_VALUE, value.floatValue())));
    return summary;
  }

  private Protobuf start() {
    Protobuf info = new Protobuf();
    Map<String, Object> setting = new TreeMap<>(ended.trial().setting().forms());
    setting.putAll(ended.derived());
    setting.forEach(
        (name, value) -> info.add(HPARAMS, new Protobuf().add(1, name).add(2, value(value))));
    return info.add(GROUP_NAME, ended.trial().toString())
        .add(START_TIME, seconds(ended.execution().started()));
  }

  private static Protobuf value(Object value) {
    return value instanceof Double number
        ? new Protobuf().add(NUMBER_VALUE, number)
        : new Protobuf().add(STRING_VALUE, value.toString());
  }

  private Protobuf end() {
    int status =
        switch (ended.result().outcome().kind()) {
          case COMPLETED, STOPPED -> SUCCESS;
          case DIVERGED, FAILED -> FAILURE;
        };
    return new Protobuf()
        .add(STATUS, (long) status)
        .add(END_TIME, seconds(ended.execution().ended()));
  }

  private static Protobuf hparams(String what, int field, Protobuf info) {
    Protobuf plugin =
        new Protobuf().add(PLUGIN_NAME, "hparams").add(CONTENT, new Protobuf().add(field, info));
    return new Protobuf()
        .add(TAG, "_hparams_/" + what)
        .add(METADATA, new Protobuf().add(PLUGIN_DATA, plugin));
  }

  private void event(long update, Protobuf summary) {
    record(new Protobuf().add(WALL_TIME, wallTime(update)).add(STEP, update).add(SUMMARY, summary));
  }

  /** An estimate: all updates are taken to be equally long. */
  private double wallTime(long update) {
    Instant started = ended.execution().started();
    double lasted = Duration.between(started, ended.execution().ended()).toMillis() / 1e3;
    return seconds(started) + lasted * update / Math.max(1, ended.result().updates());
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }

  /** Length, its checksum, the message, its checksum. */
  private void record(Protobuf event) {
    byte[] message = event.bytes();
    byte[] length = littleEndian(Long.BYTES).putLong(message.length).array();
    out.writeBytes(length);
    out.writeBytes(maskedCrc(length));
    out.writeBytes(message);
    out.writeBytes(maskedCrc(message));
  }

  private static byte[] maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int rotated = Integer.rotateRight((int) crc.getValue(), CRC_ROTATION);
    return littleEndian(Integer.BYTES).putInt(rotated + CRC_MASK).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
