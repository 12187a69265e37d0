package io.github.clrsearch.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.trial.Candidate;
import java.util.List;
import java.util.Map;

/**
 * Message about the end of a search, for people and programs.
 *
 * @param event {@code ended}, {@code failed} or {@code interrupted}
 * @param text one line; chat servers show it
 * @param study name of the study
 * @param folder of the study
 * @param reason of the failure in one line; empty if the search did not fail
 * @param trials number of ended trials
 * @param outcomes number of trials per outcome
 * @param best the best trial at the end of its best cycle; null if no trial has a result
 * @param confirmed the best setting of the last stage that confirms; null if there is none
 * @param notes of the search
 * @param seconds that this run took
 */
record SearchNotice(
    String event,
    String text,
    String study,
    String folder,
    String reason,
    int trials,
    Map<String, Long> outcomes,
    Best best,
    Confirmed confirmed,
    List<String> notes,
    double seconds) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * A trial at the end of a cycle.
   *
   * @param metric name of the metric
   * @param value of the metric
   */
  record Best(String trial, int cycle, String metric, double value, Map<String, Object> setting) {
    static Best of(Candidate best) {
      return new Best(
          best.trial().toString(),
          best.cycle(),
          best.metric().name(),
          best.value(),
          best.setting().forms());
    }
  }

  /**
   * A setting that was trained with several seeds.
   *
   * @param trial where the search found it
   * @param mean of the metric over the seeds
   */
  record Confirmed(String trial, int cycle, String metric, double mean, int seeds) {
    static Confirmed of(RepeatedSetting setting) {
      return new Confirmed(
          setting.found().trial(),
          setting.found().cycle(),
          setting.metric().name(),
          setting.metric().value(setting.mean()),
          setting.seeds());
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written as JSON", e);
    }
  }
}
