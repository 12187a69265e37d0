package io.github.clrsearch.cluster;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.SyntheticImages;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.training.MeasurementPlan;
import org.apache.spark.api.java.JavaSparkContext;

/** Training on small synthetic images, broadcast on the local Spark. */
final class SmallTraining {
  private static final int VALIDATION = 40;

  private SmallTraining() {}

  /** Of so many images in four classes, 40 of which validate. */
  static ClrObjective objective(int images, MeasurementPlan plan) {
    DataSet data = SyntheticImages.generate(new ImageShape(3, 8, 8), 4, images, 40, 1);
    PreparedData prepared =
        PreparedData.of(data.images(), Split.of(data, VALIDATION, Seeds.split(1)));
    return new ClrObjective(
        JavaSparkContext.fromSparkContext(LocalSpark.context()).broadcast(prepared),
        images - VALIDATION,
        1,
        plan);
  }
}
