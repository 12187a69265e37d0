package io.github.clrsearch.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a trial may use of its machine.
 *
 * @param cores number of cores, at least 1
 * @param addresses of other resources by name, such as {@code gpu}
 */
public record Resources(int cores, Map<String, List<String>> addresses) {
  private static final List<String> THREADS =
      List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS");

  /** CUDA's variable; its name for a GPU is its address in Spark. */
  private static final String GPUS = "CUDA_VISIBLE_DEVICES";

  /**
   * Variables that keep libraries to these resources, except those that the user has set. Python
   * must not hold back its output, because reports would arrive at its end.
   *
   * @param given the environment of this JVM; not modified
   */
  public Map<String, String> environment(Map<String, String> given) {
    Map<String, String> environment = new LinkedHashMap<>();
    THREADS.forEach(name -> environment.put(name, Integer.toString(cores)));
    environment.put("PYTHONUNBUFFERED", "1");
    environment.keySet().removeAll(given.keySet());
    addresses.forEach(
        (name, of) -> {
          environment.put(
              "CLR_SEARCH_RESOURCE_" + name.toUpperCase(Locale.ROOT), String.join(",", of));
          if (name.equals("gpu")) {
            environment.put(GPUS, String.join(",", of));
          }
        });
    return environment;
  }
}
