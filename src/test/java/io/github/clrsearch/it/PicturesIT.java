package io.github.clrsearch.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.it.SparkProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of commands of the packaged jar. */
class PicturesIT {
  @TempDir private Path folder;

  @Test
  void aRangeTestIsDrawnIntoItsFolder() throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("small.conf"),
            """
            data { format = synthetic, validation = 200, synthetic.training = 1200 }
            space.m = 10
            lr-range { epochs = 1, points = 5, seeds = 2 }
            """);
    Path out = folder.resolve("out");
    Ended ended;
    try (SparkProcess test =
        SparkProcess.submit(
            folder,
            List.of("--master", "local[1]"),
            "lr-range",
            configuration.toString(),
            "--out",
            out.toString())) {
      ended = test.ended();
    }

    Path svg = out.resolve("pictures/lr-range.svg");
    assertThat(ended.error()).doesNotContain("\tat ", "Exception");
    assertThat(ended.output()).contains("picture " + svg);
    assertThat(svg).content().contains("<title>Learning rate range test</title>", ">seeds<");
    assertThat(out.resolve("pictures/lr-range-linear.svg")).exists();
  }
}
