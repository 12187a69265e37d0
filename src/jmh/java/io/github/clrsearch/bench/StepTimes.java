package io.github.clrsearch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads commands from standard input, one per line, and prints seconds of processor time, so that
 * src/bench/compare.py can alternate between this program and PyTorch. {@code step M KEEP MIRROR
 * COUNT} prints the median of COUNT updates, {@code step M KEEP MIRROR TRIALS COUNT} the same for
 * fused trials, and {@code peak COUNT} the median of COUNT square products.
 */
public final class StepTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StepTimes() {}

  /** Runs commands until the input ends. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(OpenBlas.name());
    Map<String, Runnable> known = new HashMap<>();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      int last = line.lastIndexOf(' ');
      Runnable work = known.computeIfAbsent(line.substring(0, last), StepTimes::work);
      System.out.println(median(work, Integer.parseInt(line.substring(last + 1))));
    }
  }

  private static Runnable work(String question) {
    String[] words = question.split(" ");
    if (words[0].equals("peak")) {
      return new Square()::multiply;
    }
    return new Workload(
            Integer.parseInt(words[1]),
            Double.parseDouble(words[2]),
            Double.parseDouble(words[3]),
            words.length > 4 ? Integer.parseInt(words[4]) : 1)
        ::update;
  }

  private static double median(Runnable work, int count) {
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      work.run();
      times[i] = THREADS.getCurrentThreadCpuTime() - before;
    }
    Arrays.sort(times);
    return times[count / 2] * 1e-9;
  }
}
