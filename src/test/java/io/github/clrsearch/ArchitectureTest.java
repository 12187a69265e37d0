package io.github.clrsearch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of rooms in {@code docs/design.md}. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.clrsearch");

  /** What a room may import besides itself and the JDK; the command line may import everything. */
  private static final Map<String, List<String>> IMPORTS =
      Map.of(
          "data",
              List.of(
                  "org.apache.commons.compress",
                  "jdk.incubator.vector",
                  // The JDK's, under another name.
                  "javax.imageio"),
          "network",
              List.of(
                  "clrsearch.data",
                  "org.ejml",
                  "jdk.incubator.vector",
                  // The JDK's, under another name.
                  "com.sun.management"),
          "training", List.of("clrsearch.data", "clrsearch.network"),
          "search", List.of("org.apache.commons.math3"),
          "store",
              List.of(
                  "clrsearch.search",
                  "clrsearch.training",
                  "clrsearch.network",
                  "clrsearch.data",
                  "org.ejml",
                  "org.apache.spark.sql",
                  "scala",
                  "org.apache.hadoop",
                  "com.fasterxml.jackson"),
          "cluster",
              List.of(
                  "clrsearch.data",
                  "clrsearch.network",
                  "clrsearch.training",
                  "clrsearch.search",
                  "clrsearch.store",
                  "org.apache.spark",
                  "scala"),
          "tracking",
              List.of(
                  "clrsearch.search",
                  "clrsearch.store",
                  "clrsearch.cluster",
                  "com.google.protobuf",
                  "com.fasterxml.jackson"),
          "report",
              List.of(
                  "clrsearch.data",
                  "clrsearch.network",
                  "clrsearch.search",
                  "clrsearch.training",
                  "clrsearch.store",
                  "ai.onnx.proto",
                  "com.google.protobuf",
                  "org.ejml",
                  "org.apache.commons.math3",
                  "com.fasterxml.jackson",
                  "org.mozilla.javascript",
                  "com.github.weisj.jsvg",
                  // The JDK's, under another name.
                  "javax.imageio"));

  @ParameterizedTest
  @ValueSource(
      strings = {"data", "network", "training", "search", "store", "cluster", "tracking", "report"})
  void aRoomImportsWhatTheTableSays(String room) {
    String[] allowed =
        Stream.concat(Stream.of("java", "clrsearch." + room), IMPORTS.get(room).stream())
            .map(name -> name + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("clrsearch.%s..".formatted(room))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        // A room of the table may not have been built yet.
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void sparkAndHadoopAppearInThreeRoomsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("clrsearch.store..", "clrsearch.cluster..", "clrsearch.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void nothingImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("clrsearch.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("clrsearch.cli..")
        .check(CLASSES);
  }

  @Test
  void theRoomsFormNoCycle() {
    slices().matching("clrsearch.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyClassIsInARoomOfTheTable() {
    Set<String> rooms =
        CLASSES.stream()
            .map(type -> type.getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> table = new TreeSet<>(Set.of("clrsearch.cli"));
    IMPORTS.keySet().forEach(room -> table.add("clrsearch." + room));

    assertThat(table).containsAll(rooms);
  }
}
