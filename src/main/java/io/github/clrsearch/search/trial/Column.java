package io.github.clrsearch.search.trial;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Column of a table that a record is a row of. Its name is the component's, in snake case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
  /** Comment of the column in every schema and view: meaning, unit, range. */
  String value();

  /** SQL type, if it does not follow from the Java type. */
  String type() default "";

  /** Whether the column may be NULL although it is not a number; numbers always may. */
  boolean nullable() default false;
}
