package io.github.clrsearch.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A test case of Table 1: a network or an ensemble at the end of a cycle of a training, and the
 * accuracies to compare it with.
 *
 * @param number the report's
 * @param stage the stage that trains it
 * @param cycle the cycle at whose end it is tested, from 1
 * @param improvements those of the report: a more thorough search, b more hidden units, c ensemble,
 *     d dropout
 * @param answers what classifies the test images
 * @param report test accuracy in the report, a fraction; null if there is none
 * @param pytorch test accuracy of an independent implementation in single precision, one seed,
 *     whose ensembles average probabilities, a fraction; null if there is none
 */
public record TestCase(
    int number,
    String stage,
    int cycle,
    List<String> improvements,
    Predictor answers,
    Double report,
    Double pytorch) {
  private static final String REPORT = "table1.json";

  /** What classifies the test images. */
  public enum Predictor {
    /** The network at the end of the cycle. */
    NETWORK,
    /** The networks at the ends of this cycle and of all earlier ones. */
    ENSEMBLE
  }

  public TestCase {
    improvements = List.copyOf(improvements);
  }

  /** A test case without values to compare with. */
  static TestCase of(int number, String stage, int cycle) {
    return new TestCase(number, stage, cycle, List.of(), Predictor.NETWORK, null, null);
  }

  /** The report's twelve test cases. */
  public static List<TestCase> ofReport() {
    try (InputStream json = TestCase.class.getResourceAsStream(REPORT)) {
      return List.of(new ObjectMapper().readValue(json, TestCase[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
