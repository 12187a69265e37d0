package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ImageShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a data set of the CIFAR family lies in its binary files: records of {@code labelBytes} labels
 * and {@code shape.size()} pixels each, with nothing between them.
 *
 * @param name what the data set is called
 * @param labelBytes bytes before the pixels of a record, at least 1; the last of them is the label
 *     that counts (CIFAR-100: coarse, then fine)
 * @param shape the shape of every image
 * @param trainingFiles the names of the files to train and validate on, in order
 * @param testFile the name of the file to test on
 * @param trainingRecords records in each training file, at least 1
 * @param testRecords records in the test file, at least 1
 * @param classNamesFile the text file with a class name a line; it may be missing
 * @param classNames the names where that file is missing; their number is the number of classes, 2
 *     .. 256
 * @param folder the folder in which the files lie in the archive
 * @param archive the file name of the official archive
 */
public record CifarLayout(
    String name,
    int labelBytes,
    ImageShape shape,
    List<String> trainingFiles,
    String testFile,
    int trainingRecords,
    int testRecords,
    String classNamesFile,
    List<String> classNames,
    String folder,
    String archive) {

  /** Five batches of 10,000 images to train on, one to test on, in ten classes. */
  public static final CifarLayout CIFAR_10 =
      new CifarLayout(
          "CIFAR-10",
          1,
          ImageShape.CIFAR,
          IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
          "test_batch.bin",
          10_000,
          10_000,
          "batches.meta.txt",
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"),
          "cifar-10-batches-bin",
          "cifar-10-binary.tar.gz");

  /** One file of 50,000 images to train on, one of 10,000 to test on, in a hundred classes. */
  public static final CifarLayout CIFAR_100 =
      new CifarLayout(
          "CIFAR-100",
          2,
          ImageShape.CIFAR,
          List.of("train.bin"),
          "test.bin",
          50_000,
          10_000,
          "fine_label_names.txt",
          IntStream.range(0, 100).mapToObj(i -> "class " + i).toList(),
          "cifar-100-binary",
          "cifar-100-binary.tar.gz");

  /** The layouts that are recognized, in the order in which they are looked for. */
  public static final List<CifarLayout> ALL = List.of(CIFAR_10, CIFAR_100);

  /** Checks the counts; the lists are copied. */
  public CifarLayout {
    trainingFiles = List.copyOf(trainingFiles);
    classNames = List.copyOf(classNames);
    if (labelBytes < 1 || trainingRecords < 1 || testRecords < 1 || trainingFiles.isEmpty()) {
      throw new IllegalArgumentException(
          "a layout must have a label byte, a training file and records, but got %d, %d and %d / %d"
              .formatted(labelBytes, trainingFiles.size(), trainingRecords, testRecords));
    }
    if (classNames.size() < 2 || classNames.size() > 256) {
      throw new IllegalArgumentException(
          "a label of one byte must tell 2 .. 256 classes apart, but got " + classNames.size());
    }
  }

  /** The number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** Bytes of one record: its labels and its pixels. */
  public int recordSize() {
    return labelBytes + shape.size();
  }

  /** The names of all files with records: those to train on, then the one to test on. */
  public List<String> files() {
    return IntStream.rangeClosed(0, trainingFiles.size())
        .mapToObj(i -> i < trainingFiles.size() ? trainingFiles.get(i) : testFile)
        .toList();
  }

  /** The number of records that a file must have. */
  public int records(String file) {
    return file.equals(testFile) ? testRecords : trainingRecords;
  }

  /** The number of bytes that a file must have. */
  public long fileSize(String file) {
    return (long) records(file) * recordSize();
  }

  /** What is wrong with a file of {@code length} bytes, in words; empty where nothing is. */
  String sizeProblem(String file, long length) {
    long expected = fileSize(file);
    if (length == expected) {
      return "";
    }
    String where =
        length % recordSize() == 0
            ? "holds %d whole records".formatted(length / recordSize())
            : "ends inside record %d, which begins at byte %d"
                .formatted(length / recordSize(), length - length % recordSize());
    return "must have %d bytes (%d records of %d), but has %d, %s: it %s"
        .formatted(
            expected,
            records(file),
            recordSize(),
            length,
            length < expected
                ? (expected - length) + " too few"
                : (length - expected) + " too many",
            where);
  }
}
