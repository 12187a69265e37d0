package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ImageShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** CIFAR layouts with a few small records, and their files. */
final class TinyCifar {
  /** Three batches of 20 images, 8 to test on, each 2 x 2 pixels in three planes. */
  static final CifarLayout TEN =
      new CifarLayout(
          "tiny-10",
          1,
          new ImageShape(3, 2, 2),
          List.of("batch_1.bin", "batch_2.bin", "batch_3.bin"),
          "test.bin",
          20,
          8,
          "names.txt",
          CifarLayout.CIFAR_10.classNames(),
          "tiny-batches",
          "tiny.tar.gz");

  /** One file with a coarse label before the fine one. */
  static final CifarLayout HUNDRED =
      new CifarLayout(
          "tiny-100",
          2,
          new ImageShape(3, 2, 2),
          List.of("fine_train.bin"),
          "fine_test.bin",
          20,
          8,
          "fine.txt",
          CifarLayout.CIFAR_100.classNames(),
          "tiny-fine",
          "tiny-fine.tar.gz");

  private TinyCifar() {}

  /** The label of a record: it depends on the file, so that files cannot be mixed up. */
  static int label(CifarLayout layout, String file, int record) {
    return (record * 3 + layout.files().indexOf(file)) % layout.classes();
  }

  /** A pixel of a record; it depends on the file too. */
  static byte pixel(CifarLayout layout, String file, int record, int pixel) {
    return (byte) (100 * layout.files().indexOf(file) + 12 * record + pixel);
  }

  /** The bytes of an undamaged file. */
  static byte[] file(CifarLayout layout, String file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int r = 0; r < layout.records(file); r++) {
      for (int l = 1; l < layout.labelBytes(); l++) {
        out.write(255);
      }
      out.write(label(layout, file, r));
      for (int p = 0; p < layout.shape().size(); p++) {
        out.write(pixel(layout, file, r, p));
      }
    }
    return out.toByteArray();
  }

  /** All files of a layout with their bytes, including the class names. */
  static Map<String, byte[]> files(CifarLayout layout) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    layout.files().forEach(file -> files.put(file, file(layout, file)));
    StringBuilder names = new StringBuilder();
    for (int c = 0; c < layout.classes(); c++) {
      names.append("name ").append(c).append("\r\n");
    }
    files.put(
        layout.classNamesFile(), names.append("\n").toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** Writes files into a folder, which is created. */
  static Path write(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  /** A gzipped tar with files in a folder, in the order of the map. */
  static byte[] archive(String folder, Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.putArchiveEntry(new TarArchiveEntry(folder + "/"));
      tar.closeArchiveEntry();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A gzipped tar with the official archive's folder. */
  static byte[] archive(CifarLayout layout) throws IOException {
    return archive(layout.folder(), files(layout));
  }
}
