package io.papertape.workspace.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The compact protocol of Apache Thrift, as far as Parquet's page headers and footers need it.
///
/// Source: thrift-compact-protocol.md of Apache Thrift. Fields of a struct come in rising order.
final class ThriftWriter {
  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  ThriftWriter i32(int field, int value) {
    header(field, I32);
    varint(zigzag(value));
    return this;
  }

  ThriftWriter i64(int field, long value) {
    header(field, I64);
    varint(zigzag(value));
    return this;
  }

  ThriftWriter isTrue(int field) {
    header(field, TRUE);
    return this;
  }

  ThriftWriter text(int field, String value) {
    header(field, BINARY);
    return text(value);
  }

  /// An element of a list of texts.
  ThriftWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /// An element of a list of numbers.
  ThriftWriter i32(int value) {
    varint(zigzag(value));
    return this;
  }

  ThriftWriter structs(int field, int size) {
    return list(field, STRUCT, size);
  }

  ThriftWriter texts(int field, int size) {
    return list(field, BINARY, size);
  }

  ThriftWriter numbers(int field, int size) {
    return list(field, I32, size);
  }

  private ThriftWriter list(int field, int type, int size) {
    header(field, LIST);
    if (size < SHORT_LIST) {
      out.write((size << 4) | type);
    } else {
      out.write((SHORT_LIST << 4) | type);
      varint(size);
    }
    return this;
  }

  ThriftWriter begin(int field) {
    header(field, STRUCT);
    return begin();
  }

  /// An element of a list of structs.
  ThriftWriter begin() {
    outer.push(last);
    last = 0;
    return this;
  }

  /// An element of a list of structs that is written already.
  ThriftWriter raw(byte[] struct) {
    out.writeBytes(struct);
    return this;
  }

  ThriftWriter end() {
    out.write(0);
    last = outer.pop();
    return this;
  }

  /// Ends the outermost struct.
  byte[] bytes() {
    out.write(0);
    return out.toByteArray();
  }

  private void header(int field, int type) {
    out.write(((field - last) << 4) | type);
    last = field;
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
