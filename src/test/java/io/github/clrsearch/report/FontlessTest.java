package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java cannot measure or draw text, as on a server without font libraries. */
class FontlessTest {
  private static final String SOURCE =
      """
      package sun.font;
      public final class FontManagerFactory {
        public static FontManager getInstance() {
          throw new UnsatisfiedLinkError("libfreetype.so.6: no such file");
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void drawsTheSameSvgAndNoPngWithoutAnyFont() throws Exception {
    Path svg = folder.resolve("picture.svg");
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--patch-module=java.desktop=" + withoutFonts(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                FontlessProbe.class.getName(),
                folder.resolve("study").toString(),
                svg.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int status = process.waitFor();

    assertThat(status).as(Files.readString(errors)).isZero();
    assertThat(Files.readAllLines(output)).last().isEqualTo("false");
    assertThat(svg).hasBinaryContent(FontlessProbe.rangeTest(folder.resolve("again")).svg());
  }

  private Path withoutFonts() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/sun/font"));
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--patch-module=java.desktop=" + folder.resolve("source"),
                "-d",
                classes.toString(),
                Files.writeString(source.resolve("FontManagerFactory.java"), SOURCE).toString());
    assertThat(status).isZero();
    return classes;
  }
}
