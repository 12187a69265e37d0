package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/** Slots on executors: each task is a Spark job. */
final class ExecutorSlots extends Slots {
  private final JavaSparkContext javaContext;

  ExecutorSlots(SparkContext context) {
    super(context);
    this.javaContext = JavaSparkContext.fromSparkContext(context);
  }

  @Override
  public int count() {
    return InFlight.slots(context());
  }

  @Override
  public IntSupplier inFlight(int perSlot) {
    return InFlight.of(context(), perSlot);
  }

  /** An objective that cannot be serialized would fail in every trial. */
  @Override
  public void check(Objective objective) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(objective);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "an objective is sent to executors and must be serializable, but contains a %s: make that Serializable or transient, or create it in evaluate"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "an objective is sent to executors and must be serializable, but is not: %s".formatted(e),
          e);
    }
  }

  @Override
  CompletionStage<List<EndedTrial>> submit(String tag, TrialTask task) {
    AtomicReference<List<EndedTrial>> result = new AtomicReference<>();
    describeJobs(tag, task);
    return FutureConverters.asJava(
        context()
            .submitJob(
                oneTask(),
                onExecutor(task),
                CollectionConverters.asScala(List.<Object>of(0)).toSeq(),
                (partition, value) -> {
                  result.set(value);
                  return BoxedUnit.UNIT;
                },
                result::get));
  }

  @Override
  void cancel(String tag, String reason) {
    cancelJobs(tag, reason);
  }

  /** A new RDD per job: when Spark gives up a job, it gives up all jobs over the same RDD. */
  private RDD<Integer> oneTask() {
    return javaContext.parallelize(List.of(0), 1).rdd();
  }

  private static Function1<Iterator<Integer>, List<EndedTrial>> onExecutor(TrialTask task) {
    return (Function1<Iterator<Integer>, List<EndedTrial>> & Serializable)
        partition -> {
          TaskContext context = TaskContext.get();
          return task.call(context::isInterrupted, context.attemptNumber());
        };
  }
}
