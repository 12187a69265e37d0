package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.Images;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays of a data set while it is read. They have their final size, so files can be read in any
 * order; they are allocated when the first file is read.
 */
final class CifarArrays {
  private static final class Part {
    private final CifarLayout layout;
    private final int records;
    private byte[] pixels = {};
    private byte[] labels = {};

    Part(CifarLayout layout, int records) {
      this.layout = layout;
      this.records = records;
    }

    void allocate() {
      if (labels.length == 0) {
        pixels = new byte[Math.multiplyExact(records, layout.shape().size())];
        labels = new byte[records];
      }
    }
  }

  private record Slot(Part part, int firstRecord) {}

  private final CifarLayout layout;
  private final CifarSelection selection;
  private final Part images;
  private final Part test;
  private final Map<String, Slot> open = new HashMap<>();

  /**
   * Prepares the arrays.
   *
   * @param selection names every file to read
   */
  CifarArrays(CifarLayout layout, CifarSelection selection) {
    this.layout = layout;
    this.selection = selection;
    List<String> files = new ArrayList<>(selection.training());
    files.addAll(selection.validation());
    images = new Part(layout, files.size() * layout.trainingRecords());
    test = new Part(layout, layout.testRecords());
    for (int i = 0; i < files.size(); i++) {
      open.put(files.get(i), new Slot(images, i * layout.trainingRecords()));
    }
    open.put(layout.testFile(), new Slot(test, 0));
  }

  /** Files that have not been read yet, in the layout's order. */
  List<String> missing() {
    return layout.files().stream().filter(open::containsKey).toList();
  }

  /**
   * Reads a file into its part of the arrays.
   *
   * @param where the file's location, for messages
   * @param file its name in the layout; each file is read once
   * @param length its length in bytes
   * @param in its content; read up to the last record, not closed
   */
  void read(String where, String file, long length, InputStream in) throws IOException {
    String problem = layout.sizeProblem(file, length);
    if (!problem.isEmpty()) {
      throw new DataException("%s %s: download it again".formatted(where, problem));
    }
    Slot slot = open.get(file);
    slot.part.allocate();
    int size = layout.shape().size();
    int records = layout.records(file);
    for (int r = 0; r < records; r++) {
      byte[] labels = in.readNBytes(layout.labelBytes());
      int target = slot.firstRecord + r;
      int read = in.readNBytes(slot.part.pixels, target * size, size);
      if (labels.length + read < layout.recordSize()) {
        throw new DataException(
            "%s ends at byte %d, inside record %d of %d: download it again"
                .formatted(
                    where, (long) r * layout.recordSize() + labels.length + read, r, records));
      }
      slot.part.labels[target] = label(where, r, labels);
    }
    open.remove(file);
  }

  private byte label(String where, int record, byte[] labels) {
    int label = labels[labels.length - 1] & 0xFF;
    if (label >= layout.classes()) {
      throw new DataException(
          "%s has label %d in record %d, at byte %d, but labels of %s are 0 .. %d: the file is damaged or belongs to another data set, download it again"
              .formatted(
                  where,
                  label,
                  record,
                  (long) record * layout.recordSize() + layout.labelBytes() - 1,
                  layout.name(),
                  layout.classes() - 1));
    }
    return (byte) label;
  }

  /** Creates the data set. All files must have been read. */
  DataSet toDataSet(String origin, List<String> classNames) {
    return new DataSet(
        layout.name(),
        origin,
        new Images(layout.shape(), classNames, images.pixels, images.labels),
        selection.validation().size() * layout.trainingRecords(),
        new Images(layout.shape(), classNames, test.pixels, test.labels));
  }
}
