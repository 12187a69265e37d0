package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class PreparedDataTest {

  @Test
  void measuresTheStandardizerOnTheTrainingSplit() {
    PreparedData data = TinyImages.prepared(60, 12);
    Standardizer expected = Standardizer.of(data.images(), data.split().training());

    assertThat(gather(data, data.standardizer())).containsExactly(gather(data, expected));
  }

  @Test
  void isTheSameAfterItsBroadcast() throws Exception {
    PreparedData data = TinyImages.prepared(60, 12);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(data);
    }

    PreparedData received;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      received = (PreparedData) in.readObject();
    }

    assertThat(received.images().shape()).isEqualTo(data.images().shape());
    assertThat(received.images().classNames()).isEqualTo(data.images().classNames());
    assertThat(received.images().labels()).containsExactly(data.images().labels());
    assertThat(received.split().training()).containsExactly(data.split().training());
    assertThat(received.split().validation()).containsExactly(data.split().validation());
    assertThat(gather(received, received.standardizer()))
        .containsExactly(gather(data, data.standardizer()));
  }

  private static float[] gather(PreparedData data, Standardizer standardizer) {
    int size = standardizer.size();
    float[] inputs = new float[60 * size];
    for (int i = 0; i < 60; i++) {
      standardizer.standardize(data.images().pixels(), i * size, inputs, i * size, 0, size);
    }
    return inputs;
  }
}
