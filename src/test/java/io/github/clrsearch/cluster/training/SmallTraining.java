package io.github.clrsearch.cluster.training;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.SyntheticImages;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.training.MeasurementPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** Training on small synthetic images, broadcast on the local Spark. */
public final class SmallTraining {
  private static final int VALIDATION = 40;

  private SmallTraining() {}

  /** An objective on images of four classes; 40 of them are the validation split. */
  public static ClrObjective objective(int images, MeasurementPlan plan) {
    DataSet data = SyntheticImages.generate(new ImageShape(3, 8, 8), 4, images, 40, 1);
    PreparedData prepared =
        PreparedData.of(data.images(), Split.of(data, VALIDATION, Seeds.split(1)));
    return new ClrObjective(
        JavaSparkContext.fromSparkContext(LocalSpark.context()).broadcast(prepared),
        images - VALIDATION,
        1,
        plan);
  }

  /** A setting whose training takes a fraction of a second. */
  public static Setting setting() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("lambda", 0.001);
    values.put("k", 2.0);
    values.put("n_cycles", 2.0);
    values.put("m", 12.0);
    values.put("p_x", 1.0);
    values.put("p_h", 1.0);
    values.put("eta_min", 1e-5);
    values.put("eta_max", 0.1);
    values.put("batch_size", 25.0);
    return new Setting(values);
  }
}
