package io.github.clrsearch.tracking;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;

/** Protocol Buffers message that is built by field number, without a generated class. */
final class Protobuf {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  /** Adds an integer, at least 0. */
  Protobuf add(int field, long value) {
    return add(field, Field.newBuilder().addVarint(value));
  }

  Protobuf add(int field, double value) {
    return add(field, Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)));
  }

  Protobuf add(int field, float value) {
    return add(field, Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)));
  }

  Protobuf add(int field, String value) {
    return add(field, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)));
  }

  Protobuf add(int field, Protobuf message) {
    ByteString bytes = message.fields.build().toByteString();
    return add(field, Field.newBuilder().addLengthDelimited(bytes));
  }

  private Protobuf add(int field, Field.Builder value) {
    fields.mergeField(field, value.build());
    return this;
  }

  byte[] bytes() {
    return fields.build().toByteArray();
  }
}
