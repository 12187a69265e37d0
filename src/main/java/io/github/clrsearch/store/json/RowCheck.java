package io.github.clrsearch.store.json;

import io.github.clrsearch.search.trial.Column;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Check that records which were read from files are complete. Boxed numbers and nullable {@link
 * Column columns} may be null; if anything else is missing, the file is damaged.
 */
final class RowCheck {
  /** The components of a record to be checked: primitives exist, and boxed numbers may be null. */
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

  private RowCheck() {}

  /**
   * Checks a record or an array of records, including nested ones.
   *
   * @throws IllegalArgumentException if anything is missing; the message names it
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
      throw new IllegalStateException("a component of a record cannot be read", e);
    }
  }
}
