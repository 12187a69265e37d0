package io.github.clrsearch.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a column of the tables holds: its comment in every schema and view. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Column {
  /** The comment: meaning, unit, range. */
  String value();

  /** The SQL type where the Java type does not tell it. */
  String type() default "";

  /** Whether there may be none, though it is no number. */
  boolean nullable() default false;
}
