package io.github.clrsearch.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.trial.Column;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.TrialRow;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
  private record Sample(
      @Column("a whole number") int wholeNumber,
      @Column("perhaps none") Integer perhapsNone,
      @Column("a count") long count,
      @Column("a number") Double number,
      @Column(value = "when", type = "TIMESTAMP") String when,
      @Column("values") Map<String, Double> values,
      @Column("parts") List<Part> parts) {}

  private record Part(@Column("its name") String itsName) {}

  @Test
  void columnsHaveTypesNamesAndCommentsOfTheRecord() {
    StructType schema = Schemas.of(Sample.class);

    assertThat(schema.toDDL())
        .isEqualTo(
            "whole_number INT COMMENT 'a whole number',"
                + "perhaps_none INT COMMENT 'perhaps none',"
                + "count BIGINT COMMENT 'a count',"
                + "number DOUBLE COMMENT 'a number',"
                + "when TIMESTAMP COMMENT 'when',"
                + "values MAP<STRING, DOUBLE> COMMENT 'values',"
                + "parts ARRAY<STRUCT<its_name: STRING COMMENT 'its name'>> COMMENT 'parts'");
    assertThat(schema.fields()).allMatch(StructField::nullable);
  }

  @ParameterizedTest
  @CsvSource({
    "bestValidationAccuracy, best_validation_accuracy",
    "eta, eta",
    "dataChecksum, data_checksum"
  })
  void columnsAreInSnakeCase(String component, String column) {
    assertThat(Schemas.columnName(component)).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        TrialRow.class,
        CycleResult.class,
        EnsembleResult.class,
        Measurement.class,
        Provenance.class
      })
  void everyStoredColumnHasAComment(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      Column column = component.getAnnotation(Column.class);
      assertThat(column).as(component.toString()).isNotNull();
      assertThat(column.value()).as(component.toString()).isNotBlank();
    }
  }
}
