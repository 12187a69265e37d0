package io.github.clrsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arguments that {@code submit.sh} passes on, printed by a fake {@code spark-submit}. */
class SubmitScriptTest {
  private static final Path SCRIPT = Path.of("submit.sh").toAbsolutePath();
  private static final String JAR = SCRIPT.resolveSibling("target/clr-search.jar").toString();
  private static final String QUICKSTART = SCRIPT.resolveSibling("conf/quickstart.conf").toString();

  @TempDir private Path folder;
  private Path sparkHome;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void fakeSpark() throws IOException {
    sparkHome = folder.resolve("a spark");
    Path sparkSubmit = sparkHome.resolve("bin/spark-submit");
    Files.createDirectories(sparkSubmit.getParent());
    Files.writeString(
        sparkSubmit,
        """
        #!/bin/sh
        printf '%s\\n' "$@"
        printf '%s\\n' "ip=${SPARK_LOCAL_IP:-}" "pwd=$(pwd)" >&2
        printf '%s\\n' "charmap=$(locale charmap)" "java=${SPARK_SUBMIT_OPTS:-}" >&2
        exit "${FAKE_STATUS:-0}"
        """);
    Files.setPosixFilePermissions(sparkSubmit, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("SPARK_HOME", sparkHome.toString());
    environment.put("CLR_SEARCH_SKIP_BUILD", "1");
  }

  private record Ended(int status, List<String> output, String error) {}

  private Ended submit(String... arguments) throws IOException, InterruptedException {
    return run(folder, SCRIPT, arguments);
  }

  private Ended run(Path workingDirectory, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(Arrays.asList(arguments));
    Path output = folder.resolve("output");
    Path error = folder.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SPARK_") || name.equals("MASTER"));
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    return new Ended(
        status,
        Files.readAllLines(output, StandardCharsets.UTF_8),
        Files.readString(error, StandardCharsets.UTF_8));
  }

  private static List<String> words(String... words) {
    return List.of(words);
  }

  static Stream<List<List<String>>> splits() {
    return Stream.of(
        List.of(words("sql", "SELECT 1"), words(), words("sql", "SELECT 1")),
        List.of(
            words("--master", "local[2]", "search", "x.conf", "--out", "a b"),
            words("--master", "local[2]"),
            words("search", "x.conf", "--out", "a b")),
        List.of(
            words("--master=local[2]", "search", "--master", "mine"),
            words("--master=local[2]"),
            words("search", "--master", "mine")),
        List.of(
            words(
                "-c", "spark.a=b c", "--conf", "spark.d=\"e\"", "--supervise", "report", "runs/x"),
            words("-c", "spark.a=b c", "--conf", "spark.d=\"e\"", "--supervise"),
            words("report", "runs/x")),
        List.of(
            words("--driver-java-options", "-Da=b -Dc=d", "sql", "it's", "$x `y` \\ * \"", ""),
            words("--driver-java-options", "-Da=b -Dc=d"),
            words("sql", "it's", "$x `y` \\ * \"", "")),
        List.of(
            words("--verbose", "--name", "n", "sql", "--verbose"),
            words("--name", "n"),
            words("--verbose", "sql", "--verbose")),
        List.of(words("--name", "n", "--", "sql"), words("--name", "n"), words("sql")),
        List.of(words("--help"), words(), words("--help")),
        List.of(words("-h"), words(), words("-h")),
        List.of(words("--version"), words(), words("--version")),
        List.of(words(), words(), words("search", QUICKSTART)),
        List.of(
            words("--verbose", "--master=local"),
            words("--master=local"),
            words("--verbose", "search", QUICKSTART)));
  }

  @ParameterizedTest
  @MethodSource("splits")
  void givesSparkItsOptionsAndTheApplicationTheRest(List<List<String>> split) throws Exception {
    Ended ended = submit(split.get(0).toArray(String[]::new));

    List<String> expected = new ArrayList<>(List.of("--class", "io.github.clrsearch.cli.Main"));
    expected.addAll(split.get(1));
    expected.add(JAR);
    expected.addAll(split.get(2));
    assertThat(ended.output()).isEqualTo(expected);
    assertThat(ended.status()).isZero();
  }

  @Test
  void namesTheQuickstartAsSeenFromTheProject() throws Exception {
    assertThat(run(SCRIPT.getParent(), SCRIPT).output()).endsWith("search", "conf/quickstart.conf");
  }

  @Test
  void staysInTheWorkingDirectory() throws Exception {
    assertThat(submit("sql").error()).contains("pwd=" + folder.toRealPath() + "\n");
  }

  @Test
  void findsTheProjectThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("clr-search"), SCRIPT);
    assertThat(run(folder, link, "sql").output()).contains(JAR);
    Files.delete(link);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 52, 130})
  void exitsWithTheStatusOfTheCommand(int status) throws Exception {
    environment.put("FAKE_STATUS", Integer.toString(status));
    assertThat(submit("sql").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "--name=n,                               127.0.0.1",
    "--master=local,                         127.0.0.1",
    "--master=local[4],                      127.0.0.1",
    "'--master=local-cluster[2,1,1024]',     127.0.0.1",
    "--conf=spark.master=local[*],           127.0.0.1",
    "--master=spark://h:7077,                ''",
    "--master=yarn,                          ''",
    "--conf=spark.master=k8s://h,            ''",
  })
  void listensOnThisMachineAloneWithALocalMaster(String option, String address) throws Exception {
    assertThat(submit(option, "sql").error()).startsWith("ip=" + address + "\n");
  }

  @Test
  void takesTheMasterFromSparksOwnConfiguration() throws Exception {
    Files.createDirectories(sparkHome.resolve("conf"));
    Files.writeString(sparkHome.resolve("conf/spark-defaults.conf"), "spark.master   yarn\n");

    assertThat(submit("sql").error()).startsWith("ip=\n");
    assertThat(submit("--master", "local", "sql").error()).startsWith("ip=127.0.0.1\n");
  }

  @Test
  void leavesAnAddressThatWasChosen() throws Exception {
    environment.put("SPARK_LOCAL_IP", "10.1.2.3");
    assertThat(submit("sql").error()).startsWith("ip=10.1.2.3\n");
  }

  @Test
  void tellsAnOptionOfACommandInFrontOfTheCommand() throws Exception {
    Ended ended = submit("--set", "study.seed=2", "search");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .isEqualTo(
            "submit.sh: unknown spark-submit option --set: options of a command come after the"
                + " command\n");
  }

  @Test
  void tellsAnOptionWithoutItsValue() throws Exception {
    Ended ended = submit("--master");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error()).isEqualTo("submit.sh: --master needs a value\n");
  }

  @Test
  void tellsASparkHomeWithoutSpark() throws Exception {
    environment.put("SPARK_HOME", folder.toString());
    Ended ended = submit("sql");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .isEqualTo(
            "submit.sh: SPARK_HOME is "
                + folder
                + ", but bin/spark-submit was not found there: correct it, or unset it to use the embedded"
                + " Spark\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:7077", "localhost", "yarn-cluster", "mesos://h:5050"})
  void tellsAMasterThatSparkDoesNotKnow(String master) throws Exception {
    Ended ended = submit("--master", master, "search");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .isEqualTo(
            "submit.sh: unknown Spark master '"
                + master
                + "': use local[N], spark://HOST:PORT, yarn or k8s://URL with --master\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--driver-memory=1x,                  --driver-memory must be a size such as 512m or 4g",
    "--executor-memory=,                  --executor-memory must be a size such as 512m or 4g",
    "--conf=spark.executor.memory=two g,  --conf spark.executor.memory must be a size such as 512m or 4g",
    "--executor-cores=0,                  --executor-cores must be an integer of at least 1",
    "--conf=spark.executor.cores=1.5,     --conf spark.executor.cores must be an integer of at least 1",
  })
  void tellsANumberThatSparkAnswersWithAStackTrace(String option, String problem) throws Exception {
    Ended ended = submit(option, "sql");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error()).startsWith("submit.sh: " + problem + ", but is '").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
  void namesAreReadAsUtf8WhereTheLocaleKnowsEnglishLettersAlone(String locale) throws Exception {
    environment.put("LC_ALL", locale);

    assertThat(submit("sql").error()).contains("charmap=UTF-8\n");
  }

  @Test
  void javaTakesTheFolderForTemporaryFilesThatTheUserChose() throws Exception {
    Path chosen = Files.createDirectory(folder.resolve("a \"tmp\""));
    environment.put("TMPDIR", chosen.toString());
    assertThat(submit("sql").error())
        .contains(
            "java=\"-Djava.io.tmpdir=" + chosen.toRealPath().toString().replace("\"", "\\\""));

    environment.put("TMPDIR", folder.resolve("none").toString());
    assertThat(submit("sql").error()).doesNotContain("tmpdir");
  }

  /** The fake {@code id} knows only the user's number, not a name. */
  @ParameterizedTest
  @CsvSource({"/, true", "'', true", "relative, true", "home, false"})
  void aUserWithoutANameGetsOneAndAHome(String given, boolean other) throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Path id = tools.resolve("id");
    Files.writeString(id, "#!/bin/sh\necho 54321\n[ \"$1\" = -u ]\n");
    Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    Path temporary = Files.createDirectory(folder.resolve("tmp")).toRealPath();
    environment.put("TMPDIR", temporary.toString());
    Path home = Files.createDirectory(folder.resolve("home"));
    environment.put("HOME", given.equals("home") ? home.toString() : given);
    // Root may write to any folder.
    assumeFalse(given.equals("/") && Files.isWritable(Path.of("/")));

    Path expected = other ? temporary.resolve("clr-search-54321") : home;
    assertThat(submit("sql").error())
        .contains("-Duser.name=54321 -Duser.home=" + expected)
        .doesNotContain("user.home=/ ");
    assertThat(expected).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://h:6443"})
  void tellsAMasterBeyondTheEmbeddedSpark(String master) throws Exception {
    environment.remove("SPARK_HOME");
    Ended ended = submit("--master", master, "search");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .isEqualTo(
            "submit.sh: the embedded Spark cannot reach "
                + master
                + ": set SPARK_HOME to a full Spark distribution\n");
  }

  @ParameterizedTest
  @CsvSource({
    "java version \"1.8.0_392\", 1.8.0_392",
    "openjdk version \"11.0.2\" 2019-01-15, 11.0.2"
  })
  void tellsAnOldJava(String says, String version) throws Exception {
    Path java = folder.resolve("old/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho '" + says + "' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("JAVA_HOME", folder.resolve("old").toString());
    Ended ended = submit("sql");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.error())
        .isEqualTo(
            "submit.sh: "
                + java
                + " is Java "
                + version
                + ", but 17 or newer is needed: install a JDK 17, or set JAVA_HOME to one\n");
  }
}
