package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ImageShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layout of the binary files of a CIFAR data set. A record has {@code labelBytes} labels and {@code
 * shape.size()} pixels; nothing separates records.
 *
 * @param name of the data set
 * @param labelBytes label bytes at the start of a record, at least 1; the last one is used
 *     (CIFAR-100: coarse, then fine)
 * @param shape of every image
 * @param trainingFiles names of the files with training and validation images, in order
 * @param testFile name of the file with test images
 * @param trainingRecords records in each training file, at least 1
 * @param testRecords records in the test file, at least 1
 * @param classNamesFile name of the text file with one class name per line; the file may be missing
 * @param classNames names to use if that file is missing; one per class, 2 .. 256
 * @param folder name of the folder with the files in the archive
 * @param archive file name of the official archive
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

  /** Ten classes: five files of 10,000 training images and one of 10,000 test images. */
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

  /** A hundred classes: one file of 50,000 training images and one of 10,000 test images. */
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

  /** Checks the counts; the lists are copied. */
  public CifarLayout {
    trainingFiles = List.copyOf(trainingFiles);
    classNames = List.copyOf(classNames);
    if (labelBytes < 1 || trainingRecords < 1 || testRecords < 1 || trainingFiles.isEmpty()) {
      throw new IllegalArgumentException(
          "a layout must have at least 1 label byte, 1 training file, 1 training record and 1 test record, but got %d, %d, %d and %d"
              .formatted(labelBytes, trainingFiles.size(), trainingRecords, testRecords));
    }
    if (classNames.size() < 2 || classNames.size() > 256) {
      throw new IllegalArgumentException(
          "a layout must have 2 .. 256 classes, but got " + classNames.size());
    }
  }

  /** The number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** Size of a record in bytes: labels and pixels. */
  public int recordSize() {
    return labelBytes + shape.size();
  }

  /** Names of all files with records: training files, then the test file. */
  public List<String> files() {
    return IntStream.rangeClosed(0, trainingFiles.size())
        .mapToObj(i -> i < trainingFiles.size() ? trainingFiles.get(i) : testFile)
        .toList();
  }

  /** The required number of records of a file. */
  public int records(String file) {
    return file.equals(testFile) ? testRecords : trainingRecords;
  }

  /** The required size of a file in bytes. */
  public long fileSize(String file) {
    return (long) records(file) * recordSize();
  }

  /** Describes what is wrong with a file of {@code length} bytes; empty if nothing is. */
  String sizeProblem(String file, long length) {
    long expected = fileSize(file);
    if (length == expected) {
      return "";
    }
    String where =
        length % recordSize() == 0
            ? "contains %d complete records".formatted(length / recordSize())
            : "ends inside record %d, which starts at byte %d"
                .formatted(length / recordSize(), length - length % recordSize());
    return "must have %d bytes (%d records of %d bytes), but has %d, %s: it %s"
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
