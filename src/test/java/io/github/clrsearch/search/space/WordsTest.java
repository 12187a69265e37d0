package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hyperparameters whose values are words. */
class WordsTest {
  private static final Choice ACT = Choice.of("relu", "gelu", "tanh");
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lr", new LogUniform(1e-5, 1)).with("act", ACT);

  private static Setting setting(double lr, String act) {
    return Setting.of(new LinkedHashMap<>(Map.of("lr", lr, "act", act)));
  }

  @Test
  void aSpaceDrawsWords() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      double u = i / 30.0;
      drawn.add(SPACE.at(name -> u).word("act"));
    }
    assertThat(drawn).containsExactlyInAnyOrder("relu", "gelu", "tanh");
    Setting middle = SPACE.at(name -> 0.5);
    assertThat(middle.word("act")).isEqualTo("gelu");
    assertThat(middle.forms()).containsEntry("act", "gelu").containsKey("lr");
    assertThat(middle.numbers()).containsOnlyKeys("lr");
    assertThat(middle.text("act")).isEqualTo("gelu");
    assertThat(middle).hasToString("lr=0.003162 act=gelu");
    assertThat(Setting.of(middle.forms())).isEqualTo(middle).hasSameHashCodeAs(middle);
    assertThat(middle.only(List.of("act")).with(setting(1, "relu")).word("act")).isEqualTo("relu");
    assertThat(middle.only(List.of("lr")).words()).isEmpty();
    assertThat(middle.with("act", 3).words()).isEmpty();
  }

  @Test
  void aWordIsTheSameInEveryChoice() {
    assertThat(Choice.of("tanh", "relu").at(1)).isEqualTo(ACT.at(0));
    assertThat(ACT.only(List.of(ACT.at(0), ACT.at(2)))).isEqualTo(Choice.of("relu", "tanh"));
    assertThat(ACT.range().contains(ACT.at(1))).isTrue();
    // Numbers of words never change, because the seeds of stored studies depend on them.
    assertThat(Words.number("relu")).isEqualTo(Words.number("relu")).isBetween(0.0, 0x1p53);
  }

  @Test
  void isReadFromItsForm() {
    assertThat(DistributionForm.parse("act", ACT.form())).isEqualTo(ACT);
    assertThat(ACT).hasToString("choice [relu, gelu, tanh]");
    Choice one = Choice.of("relu");
    assertThat(one.form()).isEqualTo("relu");
    assertThat(one).hasToString("constant relu");
    assertThat(DistributionForm.parse("act", "relu")).isEqualTo(one);
    assertThat(one.isConstant()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a,b", "{a}", "a=b", "1e-3", "NaN", "12", "\n"})
  void aWordCanBeToldFromEverythingAroundIt(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Choice.of("relu", word))
        .withMessageContaining("but got '%s': rename it".formatted(word));
  }

  @Test
  void numbersAndWordsAreNotMixed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistributionForm.parse("act", Map.of("choice", List.of("relu", 3))))
        .withMessage("act: choice must be a list of numbers, but got [relu, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Choice.of("relu", "relu"))
        .withMessage("choice must have distinct values, but got [relu, relu]: list each once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting(1, "relu").word("lr"))
        .withMessage("lr must be a word, but is 1: give it a choice of words");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Setting(Map.of("act", 1.0), Map.of("act", "relu")))
        .withMessage("the value of act must be the number of its word relu");
  }

  @Test
  void spacesOfSettingsAndUnionsHaveTheWords() {
    List<Setting> settings = List.of(setting(0.1, "gelu"), setting(0.1, "relu"));
    SearchSpace all = SearchSpace.ofAll(settings);
    assertThat(all.distribution("act")).isEqualTo(Choice.of("gelu", "relu"));
    assertThat(all.distribution("lr")).isEqualTo(new Constant(0.1));
    assertThat(SearchSpace.of(settings.get(0)).onlySetting()).isEqualTo(settings.get(0));
    assertThat(
            SearchSpace.union(List.of(SPACE.with("act", Choice.of("relu")), SPACE.with("act", ACT)))
                .distribution("act"))
        .isEqualTo(ACT);
  }

  @Test
  void aFiniteSpaceHasEverySettingOnce() {
    SearchSpace space =
        SearchSpace.empty().with("act", ACT).with("drop", new Quantized(0, 0.5, 0.25));
    FiniteSpace finite = FiniteSpace.of(space).orElseThrow();
    Set<Setting> all = new HashSet<>();
    for (long i = 0; i < finite.size(); i++) {
      all.add(finite.setting(i));
      assertThat(finite.ordinal(finite.setting(i))).hasValue(i);
    }
    assertThat(all).hasSize(9).allMatch(setting -> setting.words().containsKey("act"));
  }

  @Test
  void modelsSeeOneAxisPerWord() {
    List<Axis> axes =
        Axis.of(SPACE, List.of()).stream().flatMap(Axis::oneHot).collect(Collectors.toList());
    assertThat(axes)
        .extracting(Axis::label)
        .containsExactly("lr", "act=relu", "act=gelu", "act=tanh");
    assertThat(Axis.names(axes)).isEqualTo("lr, act");
    assertThat(Axis.coordinates(axes, setting(1, "gelu"))).hasValue(new double[] {1, 0, 1, 0});
    assertThat(Axis.coordinates(axes, setting(1, "selu"))).isEmpty();
    // A word that a later stage fixes is an axis if others were observed.
    SearchSpace fixed = SPACE.with("act", Choice.of("relu"));
    assertThat(Axis.of(fixed, List.of(setting(1, "relu")))).hasSize(1);
    assertThat(Axis.of(fixed, List.of(setting(1, "tanh"))).get(1).distribution())
        .isEqualTo(Choice.of("relu", "tanh"));
  }
}
