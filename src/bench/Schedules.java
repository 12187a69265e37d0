import io.github.clrsearch.training.schedule.Anneal;
import io.github.clrsearch.training.schedule.CosineSchedule;
import io.github.clrsearch.training.schedule.CycleEnds;
import io.github.clrsearch.training.schedule.EtaBounds;
import io.github.clrsearch.training.schedule.ExpRangeSchedule;
import io.github.clrsearch.training.schedule.OneCycleSchedule;
import io.github.clrsearch.training.schedule.Schedule;
import io.github.clrsearch.training.schedule.Triangular2Schedule;
import io.github.clrsearch.training.schedule.TriangularSchedule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Draws docs/images/schedules.svg: learning rate and momentum of every schedule.
 *
 * <pre>
 * src/bench/measure Schedules > docs/images/schedules.svg
 * </pre>
 */
final class Schedules {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 150;
  private static final int PLOT_HEIGHT = 110;
  private static final int UPDATES = 1200;
  private static final int N_S = 100;

  private Schedules() {}

  public static void main(String[] arguments) {
    EtaBounds rates = new EtaBounds(0, 1);
    TriangularSchedule triangles = new TriangularSchedule(rates, N_S);
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    schedules.put("triangular", triangles);
    schedules.put("triangular2", new Triangular2Schedule(triangles));
    schedules.put("exp-range, gamma = 0.999", new ExpRangeSchedule(triangles, 0.999));
    schedules.put("cosine", new CosineSchedule(rates, new CycleEnds(N_S)));
    schedules.put("cosine, cycle_mult = 2", new CosineSchedule(rates, new CycleEnds(86, 2)));
    schedules.put("one-cycle", oneCycle(Anneal.COSINE));
    schedules.put("one-cycle, anneal = linear", oneCycle(Anneal.LINEAR));
    StringBuilder svg = new StringBuilder();
    int rows = (schedules.size() + 1) / 2;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <title>Learning rate (solid) and momentum (dashed) of every schedule, over the updates</title>
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(2 * WIDTH, rows * HEIGHT));
    int i = 0;
    for (Map.Entry<String, Schedule> each : schedules.entrySet()) {
      panel(svg, each.getKey(), each.getValue(), i % 2 * WIDTH, i / 2 * HEIGHT);
      i++;
    }
    System.out.print(svg.append("</svg>\n"));
  }

  private static Schedule oneCycle(Anneal anneal) {
    return new OneCycleSchedule(1, 0.25, 25, 1e5, anneal, UPDATES / 2);
  }

  private static void panel(StringBuilder svg, String name, Schedule schedule, int left, int top) {
    StringBuilder eta = new StringBuilder();
    StringBuilder momentum = new StringBuilder();
    for (long t = 0; t < UPDATES; t += 4) {
      String at = t == 0 ? "M" : "L";
      double x = (WIDTH - 20.0) * t / UPDATES;
      eta.append(point(at, x, schedule.eta(t)));
      momentum.append(point(at, x, schedule.momentum(t, 1, 0.5)));
    }
    svg.append(
        """
        <g transform="translate(%d %d)"><text y="12">%s</text>
        <path d="M0 20V%dH%d" stroke="#999" fill="none"/>
        <path d="%s" stroke="#c22" fill="none"/>
        <path d="%s" stroke="#26a" stroke-dasharray="3 3" fill="none"/></g>
        """
            .formatted(left + 10, top + 10, name, 20 + PLOT_HEIGHT, WIDTH - 20, eta, momentum));
  }

  private static String point(String command, double x, double height) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, 20 + PLOT_HEIGHT * (1 - height));
  }
}
