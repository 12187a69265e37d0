package clrsearch.cluster;

import clrsearch.LocalSpark;
import clrsearch.data.DataSet;
import clrsearch.data.ImageShape;
import clrsearch.data.PreparedData;
import clrsearch.data.Split;
import clrsearch.data.SyntheticImages;
import clrsearch.search.Seeds;
import clrsearch.training.MeasurementPlan;
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
