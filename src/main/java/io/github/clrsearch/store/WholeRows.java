package io.github.clrsearch.store;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a record out of a file has all that is always there. A boxed number may be null, and so
 * may what its {@link Column} says; all else is there, or the file is damaged.
 */
final class WholeRows {
  /** The components of a record to be looked at: numbers are there, or may be missing. */
  private static final ClassValue<List<RecordComponent>> CHECKED =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> record) {
          return Stream.of(record.getRecordComponents())
              .filter(component -> !component.getType().isPrimitive())
              .filter(component -> !Number.class.isAssignableFrom(component.getType()))
              .peek(component -> component.getAccessor().setAccessible(true))
              .toList();
        }
      };

  private WholeRows() {}

  /**
   * Checks a record, or an array of them, and all within.
   *
   * @throws IllegalArgumentException which names what is missing
   */
  static void check(Object row) {
    check("a row", row);
  }

  private static void check(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    } else if (value instanceof Record record) {
      CHECKED.get(record.getClass()).forEach(component -> check(record, component));
    } else if (value instanceof Object[] rows) {
      Stream.of(rows).forEach(row -> check(name, row));
    } else if (value instanceof Collection<?> rows) {
      rows.forEach(row -> check(name, row));
    } else if (value instanceof Map<?, ?> values) {
      values.forEach((key, each) -> check(name + "." + key, each));
    }
  }

  private static void check(Record record, RecordComponent component) {
    String name = Schemas.columnName(component.getName());
    Column column = component.getAnnotation(Column.class);
    Object value = value(record, component);
    if (value == null && column != null && column.nullable()) {
      return;
    }
    check(name, value);
    if (column != null && column.type().equals("TIMESTAMP")) {
      Instant.parse((String) value);
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's component can be read", e);
    }
  }
}
