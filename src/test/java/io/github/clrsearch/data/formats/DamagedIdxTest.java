package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** IDX files that break off, or have other bytes: read, or refused in one line. */
class DamagedIdxTest {
  private static final List<String> NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  private static Path folder;

  /** A file with a place in it. */
  record Place(String name, int position) {}

  @BeforeContainer
  static void lay() throws IOException {
    folder = TinyIdx.write(Files.createTempDirectory("damaged-idx"), 4, 3);
  }

  @AfterContainer
  static void remove() throws IOException {
    for (String name : NAMES) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Provide
  static Arbitrary<Place> places() {
    return Arbitraries.of(NAMES)
        .flatMap(
            name ->
                Combinators.combine(
                        Arbitraries.just(name),
                        Arbitraries.integers()
                            .between(0, (int) folder.resolve(name).toFile().length() - 1))
                    .as(Place::new));
  }

  private interface Fault {
    byte[] apply(byte[] whole);
  }

  /** Whether it was read all the same. */
  private static boolean read(Place place, Fault fault) throws IOException {
    Path file = folder.resolve(place.name());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, fault.apply(whole.clone()));
    try {
      IdxReader.read(DataFiles.of(folder), List.of());
      return true;
    } catch (DataException e) {
      assertThat(e.getMessage().lines()).hasSize(1);
      assertThat(e).message().startsWith(folder.toString()).contains(": ");
      return false;
    } finally {
      Files.write(file, whole);
    }
  }

  @Property(tries = 300)
  void aFileThatBreaksOffAnywhereIsRefused(@ForAll("places") Place place) throws IOException {
    assertThat(read(place, whole -> Arrays.copyOf(whole, place.position()))).isFalse();
  }

  @Property(tries = 300)
  void anotherByteAnywhereIsReadOrRefused(@ForAll("places") Place place, @ForAll byte value)
      throws IOException {
    read(
        place,
        whole -> {
          whole[place.position()] = value;
          return whole;
        });
  }
}
