package io.github.clrsearch.store.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON of records of the search, which do not depend on Jackson themselves. NaN and infinite
 * numbers are null in files, null is read as NaN, and a setting is its map of numbers and words.
 */
public final class SearchJson extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  private static final Set<Class<?>> RECORDS =
      Set.of(CycleResult.class, EnsembleResult.class, Measurement.class, Observation.class);

  private SearchJson() {}

  /** These rules before Jackson's own. */
  public static AnnotationIntrospector introspector() {
    return AnnotationIntrospector.pair(new SearchJson(), new JacksonAnnotationIntrospector());
  }

  private static boolean isComponent(Annotated annotated, Class<?> type) {
    return annotated instanceof AnnotatedMember member
        && RECORDS.contains(member.getDeclaringClass())
        && annotated.getRawType() == type;
  }

  /** Whether a member is a map of a record. */
  private static boolean isMap(Annotated annotated, String name) {
    return annotated instanceof AnnotatedMember member
        && member.getDeclaringClass().isRecord()
        && annotated.getRawType() == Map.class
        && annotated.getName().equals(name);
  }

  private static boolean isMetrics(Annotated annotated) {
    return isMap(annotated, "metrics");
  }

  @Override
  public Object findSerializer(Annotated annotated) {
    return isComponent(annotated, double.class) ? new FiniteOrNull() : null;
  }

  @Override
  public Object findDeserializer(Annotated annotated) {
    return isComponent(annotated, double.class)
        ? new DoubleDeserializer(Double.class, Double.NaN)
        : null;
  }

  @Override
  public Object findSerializationConverter(Annotated annotated) {
    if (annotated.getRawType() == Metric.class) {
      return new ToEntry();
    }
    if (isMetrics(annotated)) {
      return new FiniteOnly();
    }
    return isComponent(annotated, Setting.class) ? new ToValues() : null;
  }

  @Override
  public Object findDeserializationConverter(Annotated annotated) {
    if (annotated.getRawType() == Metric.class) {
      return new FromEntry();
    }
    return isComponent(annotated, Setting.class) ? new FromValues() : null;
  }

  /** Files of earlier versions lack lists that came later. */
  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    return isComponent(annotated, List.class)
        ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
        : JsonSetter.Value.empty();
  }

  /** Earlier versions had scores of one metric only. */
  @Override
  public List<PropertyName> findPropertyAliases(Annotated annotated) {
    return isComponent(annotated, double.class) && annotated.getName().equals("score")
        ? List.of(PropertyName.construct("accuracy"))
        : null;
  }

  /** Only objectives of one's own have metrics of their own and words. */
  @Override
  public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
    return isMetrics(annotated) || isMap(annotated, "words")
        ? JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)
        : JsonInclude.Value.empty();
  }

  private static final class FiniteOrNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    FiniteOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class ToValues extends StdConverter<Setting, Map<String, Object>> {
    @Override
    public Map<String, Object> convert(Setting setting) {
      return setting.forms();
    }
  }

  private static final class FiniteOnly
      extends StdConverter<Map<String, Double>, Map<String, Double>> {
    @Override
    public Map<String, Double> convert(Map<String, Double> values) {
      Map<String, Double> finite = new LinkedHashMap<>(values);
      finite.values().removeIf(value -> !Double.isFinite(value));
      return finite;
    }
  }

  private static final class ToEntry extends StdConverter<Metric, MetricEntry> {
    @Override
    public MetricEntry convert(Metric metric) {
      return MetricEntry.of(metric);
    }
  }

  private static final class FromEntry extends StdConverter<MetricEntry, Metric> {
    @Override
    public Metric convert(MetricEntry entry) {
      return entry.toMetric();
    }
  }

  private static final class FromValues extends StdConverter<Map<String, Object>, Setting> {
    @Override
    public Setting convert(Map<String, Object> forms) {
      return Setting.of(forms);
    }
  }
}
