package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CifarLayoutTest {

  @Test
  void knowsTheOfficialFilesAndTheirSizes() {
    assertThat(CifarLayout.CIFAR_10.files())
        .containsExactly(
            "data_batch_1.bin",
            "data_batch_2.bin",
            "data_batch_3.bin",
            "data_batch_4.bin",
            "data_batch_5.bin",
            "test_batch.bin");
    assertThat(CifarLayout.CIFAR_10.fileSize("test_batch.bin")).isEqualTo(30_730_000);
    assertThat(CifarLayout.CIFAR_10.classes()).isEqualTo(10);
    assertThat(CifarLayout.CIFAR_100.fileSize("train.bin")).isEqualTo(153_700_000);
    assertThat(CifarLayout.CIFAR_100.fileSize("test.bin")).isEqualTo(30_740_000);
    assertThat(CifarLayout.CIFAR_100.classes()).isEqualTo(100);
  }

  @Test
  void refusesMoreClassesThanAByteCanTellApart() {
    CifarLayout ten = CifarLayout.CIFAR_10;
    assertThatThrownBy(
            () ->
                new CifarLayout(
                    "x",
                    1,
                    ten.shape(),
                    ten.trainingFiles(),
                    "t",
                    1,
                    1,
                    "n",
                    List.of("a"),
                    "f",
                    "a"))
        .hasMessage("a layout must have 2 .. 256 classes, but got 1");
  }
}
