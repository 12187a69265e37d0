package io.github.clrsearch.training;

import io.github.clrsearch.network.Momentum;
import io.github.clrsearch.network.Momentum.Decay;
import io.github.clrsearch.network.Momentum.Rule;
import io.github.clrsearch.training.schedule.Anneal;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The choices of a training that are not numbers: the same for all trials of a study.
 *
 * @param schedule the learning rate over the updates
 * @param anneal shape of the schedule {@link ScheduleKind#ONE_CYCLE}
 * @param momentum what momentum does, if the hyperparameter is above 0
 */
public record TrainingMethod(ScheduleKind schedule, Anneal anneal, Momentum momentum)
    implements Serializable {

  /** The training of the report. */
  public static final TrainingMethod DEFAULT =
      new TrainingMethod(
          ScheduleKind.TRIANGULAR, Anneal.COSINE, new Momentum(Rule.HEAVY_BALL, Decay.L2));

  private static final String SCHEDULE = "training.schedule";
  private static final String ANNEAL = "training.anneal";
  private static final String MOMENTUM = "training.momentum";
  private static final String DECAY = "training.decay";

  /** The keys that have an effect with momentum only. */
  public static final Set<String> MOMENTUM_KEYS = Set.of(MOMENTUM, DECAY);

  /**
   * The method with given choices.
   *
   * @param choices names by configuration key; one that is missing is the default. Other keys are
   *     ignored.
   * @throws IllegalArgumentException if a choice does not exist
   */
  public static TrainingMethod of(Map<String, String> choices) {
    return new TrainingMethod(
        chosen(SCHEDULE, choices, DEFAULT.schedule),
        chosen(ANNEAL, choices, DEFAULT.anneal),
        new Momentum(
            chosen(MOMENTUM, choices, DEFAULT.momentum.rule()),
            chosen(DECAY, choices, DEFAULT.momentum.decay())));
  }

  /**
   * The same for choices in a study's file, which cannot have those of a range test.
   *
   * @throws IllegalArgumentException if a choice does not exist
   */
  public static TrainingMethod ofFile(Map<String, String> choices) {
    TrainingMethod method = of(choices);
    if (!method.schedule.isForTraining()) {
      throw unknown(SCHEDULE, ScheduleKind.values(), method.schedule.toString());
    }
    return method;
  }

  private static <E extends Enum<E>> E chosen(
      String key, Map<String, String> choices, E defaultChoice) {
    String name = choices.getOrDefault(key, defaultChoice.toString());
    E[] all = defaultChoice.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(key, all, name));
  }

  private static IllegalArgumentException unknown(String key, Enum<?>[] all, String name) {
    String names =
        Arrays.stream(all)
            .filter(each -> !(each instanceof ScheduleKind kind) || kind.isForTraining())
            .map(Enum::toString)
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "%s must be one of %s, but got '%s'".formatted(key, names, name));
  }

  /** This method with another schedule. */
  public TrainingMethod with(ScheduleKind other) {
    return new TrainingMethod(other, anneal, momentum);
  }

  /** This method with another momentum. */
  public TrainingMethod with(Momentum other) {
    return new TrainingMethod(schedule, anneal, other);
  }

  /** The names of all choices, by configuration key. */
  public Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put(SCHEDULE, schedule.toString());
    choices.put(ANNEAL, anneal.toString());
    choices.put(MOMENTUM, momentum.rule().toString());
    choices.put(DECAY, momentum.decay().toString());
    return choices;
  }

  /**
   * The choices that differ from the default: studies of versions without a choice have the default
   * and do not name it.
   */
  public Map<String, String> definition() {
    Map<String, String> own = choices();
    own.entrySet().removeAll(DEFAULT.choices().entrySet());
    return own;
  }
}
