package io.github.clrsearch.store;

import io.github.clrsearch.store.files.AtomicFolder;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.store.json.JsonLines;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Moves the trials of an ended stage from their own files to the file of the stage. That file is
 * replaced first and as a whole; then the own files are deleted. A trial that is in both counts
 * once ({@link TrialFiles}), so nothing is lost or counted twice wherever this stops, and it can be
 * repeated.
 */
final class Compaction {
  /** Fewer trials of a stage keep their own files. */
  static final int FEWEST = 100;

  /** Files that are read or deleted at a time. */
  private static final int BATCH = 500;

  private final TrialFiles trials;
  private final JsonLines<TrialRow> compacted;
  private final Runnable check;
  private final AtomicFolder folder;

  /** Names of the own files, by number. */
  private final SortedMap<Integer, String> own = new TreeMap<>();

  /**
   * Prepares a compaction.
   *
   * @param check throws if the folder must not be written now
   */
  Compaction(TrialFiles trials, String stage, Runnable check) {
    this.trials = trials;
    this.compacted = trials.compacted(stage);
    this.check = check;
    this.folder = trials.folder();
    trials.own(List.of(stage)).forEach(name -> own.put(FileNames.number(name), name));
  }

  /**
   * Moves the trials; returns their number, 0 if the stage has too few. On file systems where a
   * replaced file is missing for a moment, a killed driver could lose the file of the stage, so it
   * is written only once there.
   *
   * @throws StoreException if a file is damaged or cannot be written
   */
  int run() {
    if (own.isEmpty() || !isDue()) {
      return 0;
    }
    SortedSet<Integer> numbers = new TreeSet<>(own.keySet());
    compacted.read(TrialRow::number).ifPresent(numbers::addAll);
    folder.write(
        compacted.name(),
        out -> {
          new Merge(out, numbers.size()).run();
          // If this driver was frozen meanwhile, another one may have taken the study over.
          check.run();
        });
    for (List<String> batch : batches()) {
      check.run();
      folder.each(batch, this::delete);
    }
    return own.size();
  }

  private boolean isDue() {
    return folder.exists(compacted.name())
        ? folder.replacesInOneStep(compacted.name())
        : own.size() >= FEWEST;
  }

  private String delete(String name) {
    folder.delete(TrialFiles.FOLDER + "/" + name);
    return name;
  }

  private List<List<String>> batches() {
    List<String> names = List.copyOf(own.values());
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < names.size(); from += BATCH) {
      batches.add(names.subList(from, Math.min(names.size(), from + BATCH)));
    }
    return batches;
  }

  /**
   * Merges the lines of the stage's earlier file with the own files, which replace lines of the
   * same trials.
   */
  private final class Merge {
    private final OutputStream out;
    private final int rows;
    private final Iterator<Integer> numbers = own.keySet().iterator();
    private final Iterator<List<String>> unread = batches().iterator();
    private final Deque<byte[]> read = new ArrayDeque<>();
    private long next = nextNumber();
    private boolean begun;

    Merge(OutputStream out, int rows) {
      this.out = new BufferedOutputStream(out);
      this.rows = rows;
    }

    void run() throws IOException {
      try (InputStream in = folder.open(compacted.name())) {
        compacted.forEach(in, Earlier::new, this::add);
      } catch (FileNotFoundException e) {
        // The stage has no earlier file.
      }
      writeOwn(Integer.MAX_VALUE);
      out.flush();
    }

    private void add(Earlier earlier) throws IOException {
      if (!writeOwn(earlier.number())) {
        write(earlier.line());
      }
    }

    /** Writes the own lines up to a number; returns whether the number is among them. */
    private boolean writeOwn(int number) throws IOException {
      boolean found = false;
      for (; next <= number; next = nextNumber()) {
        if (read.isEmpty()) {
          read.addAll(folder.each(unread.next(), trials::content));
        }
        write(read.remove());
        found = next == number;
      }
      return found;
    }

    private long nextNumber() {
      return numbers.hasNext() ? numbers.next() : Long.MAX_VALUE;
    }

    private void write(byte[] line) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new StoreException("interrupted");
      }
      out.write(begun ? JsonLines.withoutRows(line) : JsonLines.withRows(line, rows));
      begun = true;
    }
  }

  /** A line of the stage's earlier file. */
  private record Earlier(int number, byte[] line) {
    Earlier(TrialRow row, byte[] line) {
      this(row.number(), line);
    }
  }
}
