package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
  private static Map<String, Double> map() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("m", 50.0);
    map.put("lambda", 0.001);
    map.put("k", 2.0);
    return map;
  }

  private final Map<String, Double> values = new NamedValues(map());

  @Test
  void isTheMapThatItCopied() {
    assertThat(values).isEqualTo(map()).hasSameHashCodeAs(map()).hasToString(map().toString());
    assertThat(map()).isEqualTo(values);
    assertThat(values.keySet()).containsExactly("m", "lambda", "k");
    assertThat(values.get("lambda")).isEqualTo(0.001);
    assertThat(values.get("eta")).isNull();
    assertThat(values.containsKey("k")).isTrue();
    assertThat(values.containsKey(null)).isFalse();
  }

  @Test
  void doesNotChange() {
    Map<String, Double> copied = map();
    Map<String, Double> copy = new NamedValues(copied);
    copied.put("m", 1.0);

    assertThat(copy).isEqualTo(map());
    assertThatThrownBy(() -> copy.put("m", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.remove("m")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(1.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** A setting is sent to executors. */
  @Test
  void isSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Setting(map()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(new Setting(map()));
    }
  }
}
