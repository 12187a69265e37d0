package io.github.clrsearch.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.it.SmallStudy;
import io.github.clrsearch.it.SparkProcess;
import io.github.clrsearch.it.SparkProcess.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Studies on S3 end with the rows of an undisturbed search on this machine. */
@Tag("services")
class S3IT {
  @TempDir private static Path scratch;
  private static S3 s3;

  @TempDir private Path folder;
  private String path;
  private SmallStudy study;

  @BeforeAll
  static void start() throws Exception {
    s3 = S3.start(scratch);
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @BeforeEach
  void study(TestInfo test) {
    path = "/" + test.getTestMethod().orElseThrow().getName();
    study = new SmallStudy(folder, s3.study(path));
  }

  private SparkProcess search(SmallStudy searched) throws Exception {
    return searched.search(s3.launch(folder), "local[1]");
  }

  private Ended succeeded(SparkProcess process) throws Exception {
    Ended ended = process.ended();
    assertThat(ended.status()).as(ended.toString()).isZero();
    return ended;
  }

  private String run(String... command) throws Exception {
    try (SparkProcess process =
        SparkProcess.submit(s3.launch(folder).withOptions("--master", "local[1]"), command)) {
      return succeeded(process).output();
    }
  }

  @Test
  @Tag("short")
  void aKilledSearchIsResumedAndExtended() throws Exception {
    try (SparkProcess search = search(study)) {
      study.awaitTrials(3, search);
      search.kill();
    }
    try (SparkProcess search = search(study)) {
      assertThat(succeeded(search).output()).contains("of them kept from earlier runs");
    }
    assertThat(study.rows()).isEqualTo(SmallStudy.undisturbed().rows());
    assertThat(study.states()).isEmpty();
    assertThat(new String(s3.study(path).read("report.html"), StandardCharsets.UTF_8))
        .contains("</html>");

    SmallStudy extended = study.set(List.of("stages.fine.trials=6"));
    try (SparkProcess search = search(extended)) {
      succeeded(search);
    }
    assertThat(extended.rows())
        .hasSize(SmallStudy.TRIALS + 2)
        .containsAllEntriesOf(SmallStudy.undisturbed().rows());
    assertThat(run("sql", "SELECT count(*) AS trials FROM trials", "--study", s3.uri(path)))
        .contains("12");
  }

  @Test
  void ofTwoDriversThatStartTogetherOneSearches() throws Exception {
    SmallStudy searched = study.ofLongTrials();
    try (SparkProcess one = search(searched);
        SparkProcess other = search(searched)) {
      List<Ended> ended = List.of(one.ended(), other.ended());

      assertThat(ended).extracting(Ended::status).containsExactlyInAnyOrder(0, 1);
      assertThat(ended.get(ended.get(0).status()).error())
          .doesNotContain("is in use by another clr-search");
      assertThat(ended.get(1 - ended.get(0).status()).error())
          .contains("is in use by another clr-search");
    }
    assertThat(searched.rows()).isEqualTo(SmallStudy.undisturbedOfLongTrials().rows());
  }

  private long requests(String request) {
    return s3.requests(path).stream().filter(found -> found.startsWith(request)).count();
  }

  /** States, the lease and the page are written by the clock: here the first ones are not. */
  @Test
  void aTrialTakesAtMostSixRequestsAndAnEndedOneIsReadWithOne() throws Exception {
    SmallStudy searched = study.set(List.of("search.keep-state-after=1h"));
    try (SparkProcess search = search(searched)) {
      succeeded(search);
    }
    assertThat(requests("PUT trials/")).isEqualTo(SmallStudy.TRIALS);
    assertThat(requests("DELETE states/")).isEqualTo(SmallStudy.TRIALS);
    // Also before each page.
    assertThat(requests("HEAD study.json") - requests("PUT report.html"))
        .as("looks whether the study is still there")
        .isLessThanOrEqualTo(4 * SmallStudy.TRIALS);
    assertThat(requests("GET trials/")).isZero();

    try (SparkProcess search = search(searched)) {
      succeeded(search);
    }
    assertThat(requests("GET trials/")).isEqualTo(SmallStudy.TRIALS);
    assertThat(requests("PUT trials/")).isEqualTo(SmallStudy.TRIALS);
    assertThat(requests("DELETE states/")).isEqualTo(SmallStudy.TRIALS);
  }
}
