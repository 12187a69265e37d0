package io.github.clrsearch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of packages in {@code docs/design.md}. */
class ArchitectureTest {
  private static final String BASE = "io.github.clrsearch";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  private static final Imports SEARCH = new Imports("search", "search", "org.apache.commons.math3");

  /**
   * From the lowest package to the highest; {@code workflow} and {@code cli} import any library.
   */
  private static final List<Imports> TABLE =
      List.of(
          new Imports("data", "", "org.apache.commons.compress jdk.incubator.vector javax.imageio"),
          SEARCH,
          // com.sun.management belongs to the JDK.
          new Imports("network", "data", "org.ejml jdk.incubator.vector com.sun.management"),
          new Imports("training", "data network", ""),
          new Imports("program", "search", "com.fasterxml.jackson"),
          new Imports(
              "store",
              "data network training search",
              "org.ejml org.apache.spark.sql scala org.apache.hadoop com.fasterxml.jackson"),
          new Imports(
              "cluster",
              "data network training program search store",
              "org.apache.spark org.apache.hadoop scala"),
          new Imports(
              "tracking", "data search store cluster", "com.google.protobuf com.fasterxml.jackson"),
          new Imports(
              "report",
              "data network training search store",
              "org.ejml org.apache.commons.math3 com.fasterxml.jackson org.mozilla.javascript"
                  + " com.github.weisj.jsvg javax.imageio"),
          new Imports("export", "data network store", "org.ejml ai.onnx.proto com.google.protobuf"),
          new Imports(
              "config",
              "data training search store cluster",
              "com.typesafe.config org.apache.commons.text"));

  private static final List<Imports> SEARCH_TABLE =
      List.of(
          new Imports("search.space", "", "org.apache.commons.math3"),
          new Imports("search.trial", "search.space", ""),
          new Imports("search.samplers", "search.space search.trial", "org.apache.commons.math3"),
          new Imports("search.stopping", "search.space search.trial", ""),
          new Imports("search.budget", "search.space search.trial search.stopping", ""),
          new Imports("search.findings", "search.space search.trial", "org.apache.commons.math3"));

  /**
   * The imports that a package and its sub-packages may have, besides their own, the base package
   * and the JDK.
   *
   * @param own packages of clr-search, separated by spaces
   * @param libraries prefixes of packages, separated by spaces
   */
  private record Imports(String name, String own, String libraries) {
    List<String> lower() {
      return words(own);
    }

    String[] allowed() {
      Stream<String> internal =
          Stream.concat(Stream.of(name), lower().stream()).map(each -> BASE + "." + each);
      List<String> allowed = new ArrayList<>(List.of(BASE, "java.."));
      Stream.concat(internal, words(libraries).stream())
          .map(each -> each + "..")
          .forEach(allowed::add);
      return allowed.toArray(String[]::new);
    }

    private static List<String> words(String text) {
      return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Imports> packages() {
    return Stream.concat(TABLE.stream(), SEARCH_TABLE.stream());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatTheTableAllows(Imports row) {
    classes()
        .that()
        .resideInAPackage("%s.%s..".formatted(BASE, row.name()))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.allowed())
        .check(CLASSES);
  }

  @Test
  void theTableAllowsOnlyImportsOfLowerPackages() {
    for (List<Imports> table : List.of(TABLE, SEARCH_TABLE)) {
      List<String> below = new ArrayList<>();
      for (Imports row : table) {
        assertThat(below)
            .as(row.name())
            .containsAll(row.lower().stream().filter(name -> !name.equals(row.name())).toList());
        below.add(row.name());
      }
    }
  }

  @Test
  void nothingImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".cli..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineImportsTheWorkflow() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".cli..", BASE + ".workflow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".workflow..")
        .check(CLASSES);
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching(BASE + ".search.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theSubPackagesOfSearchDoNotImportSearchItself() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".search.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".search")
        .check(CLASSES);
  }

  @Test
  void dataDoesNotImportItsFormats() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".data")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".data.*..")
        .check(CLASSES);
  }

  @Test
  void theFilesOfTheStoreDoNotImportTheStoreItself() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".store.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".store")
        .check(CLASSES);
  }

  @Test
  void theJobsDoNotImportTheSearch() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".cluster.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".cluster")
        .check(CLASSES);
  }

  @Test
  void theConsoleDoesNotImportTheCommands() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".cli.console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".cli")
        .check(CLASSES);
  }

  @Test
  void noPackageHasMoreThanThirtyFiveFiles() {
    Map<String, Long> files =
        CLASSES.stream()
            .filter(type -> type.getEnclosingClass().isEmpty())
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(files.values()).allMatch(count -> count <= 35);
  }

  @Test
  void everyClassIsInAPackageOfTheTable() {
    Set<String> found =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(BASE))
            .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> table = new TreeSet<>(Set.of("workflow", "cli"));
    TABLE.forEach(row -> table.add(row.name()));

    assertThat(found).isEqualTo(table);
  }

  @Test
  void noMainClassIsNamedLikeATest() {
    classes().should().haveSimpleNameNotEndingWith("Test").check(CLASSES);
  }
}
