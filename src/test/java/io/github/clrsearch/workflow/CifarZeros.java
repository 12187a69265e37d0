package io.github.clrsearch.workflow;

import io.github.clrsearch.data.formats.CifarLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Sparse files of CIFAR-10's size: all zeros except for the first label. */
public final class CifarZeros {
  private CifarZeros() {}

  /** Writes files into a folder, which is created; the first label of each is its index. */
  public static Path folder(Path folder, List<String> names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(CifarLayout.CIFAR_10.fileSize(name));
        file.write(names.indexOf(name));
      }
    }
    return folder;
  }

  /** Writes the same files into an archive. */
  public static Path archive(Path archive, List<String> names) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(fastest(file))) {
      for (String name : names) {
        int size = Math.toIntExact(CifarLayout.CIFAR_10.fileSize(name));
        byte[] bytes = new byte[size];
        bytes[0] = (byte) names.indexOf(name);
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  private static GZIPOutputStream fastest(OutputStream out) throws IOException {
    return new GZIPOutputStream(out) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }
}
