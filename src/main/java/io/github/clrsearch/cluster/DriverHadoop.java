package io.github.clrsearch.cluster;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.github.clrsearch.store.files.ExecutorFolder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.ConfigRedactor;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The driver's Hadoop configuration for executors, whose machines may not have its files: name
 * nodes, endpoints, file systems. Secrets are left out; Spark itself sends those in {@code
 * spark.hadoop.*}, and executors may have their own.
 */
public final class DriverHadoop implements ExecutorFolder.Hadoop {
  private static final long serialVersionUID = 1;
  private static final String SPARK_PREFIX = "spark.hadoop.";

  /** In addition to the keys that Hadoop itself calls sensitive. */
  private static final Pattern SECRET =
      Pattern.compile("(secret|password|passphrase|token|credential|key)$", CASE_INSENSITIVE);

  /** Folders of a machine. */
  private static final Set<String> LOCAL = Set.of("hadoop.tmp.dir", "fs.s3a.buffer.dir");

  private final Map<String, String> settings = new TreeMap<>();

  /** On this machine; created once, because Hadoop then reads all its defaults. */
  private transient Configuration here;

  /**
   * Takes what files of this machine or the program have set; the rest is the same everywhere.
   *
   * @param configuration of the driver, not modified
   */
  public DriverHadoop(Configuration configuration) {
    ConfigRedactor redactor = new ConfigRedactor(configuration);
    for (Map.Entry<String, String> entry : configuration) {
      String key = entry.getKey();
      if (isSet(configuration, key)
          && !LOCAL.contains(key)
          && !SECRET.matcher(key).find()
          && redactor.redact(key, entry.getValue()).equals(entry.getValue())) {
        settings.put(key, entry.getValue());
      }
    }
  }

  private static boolean isSet(Configuration configuration, String key) {
    String[] sources = configuration.getPropertySources(key);
    return sources == null
        || sources.length == 0
        || !sources[sources.length - 1].endsWith("-default.xml");
  }

  /** The configuration of a driver, which each executor receives and completes once. */
  public static ExecutorFolder.Hadoop sentOnce(SparkContext context) {
    Broadcast<DriverHadoop> sent =
        JavaSparkContext.fromSparkContext(context)
            .broadcast(new DriverHadoop(context.hadoopConfiguration()));
    return () -> sent.value().configuration();
  }

  @Override
  public synchronized Configuration configuration() {
    if (here == null) {
      here = created();
    }
    return here;
  }

  private Configuration created() {
    Configuration configuration = new Configuration();
    if (SparkEnv.get() != null) {
      for (Tuple2<String, String> entry : SparkEnv.get().conf().getAllWithPrefix(SPARK_PREFIX)) {
        configuration.set(entry._1(), entry._2());
      }
    }
    settings.forEach(configuration::set);
    return configuration;
  }

  /** Without the values, of which any may be private. */
  @Override
  public String toString() {
    return settings.keySet().toString();
  }
}
