package io.papertape.workspace.parquet;

import io.papertape.market.FixedPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Values of one column on their way into one row group: a single page, plainly encoded.
final class ColumnChunk {
  private static final int INT64 = 2;
  private static final int DOUBLE = 5;
  private static final int BYTE_ARRAY = 6;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int UTF8 = 0;
  private static final int DECIMAL = 5;
  private static final int PRECISION = 18;

  private final ParquetColumn column;
  private ByteBuffer values = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteArrayOutputStream present = new ByteArrayOutputStream();
  private int rows;

  private int chunkRows;
  private long offset;
  private long bytes;

  ColumnChunk(ParquetColumn column) {
    this.column = column;
  }

  ParquetColumn column() {
    return column;
  }

  void none() {
    if (!column.isOptional()) {
      throw new IllegalArgumentException(
          "Value is missing: column=%s. Make the column optional.".formatted(column.name()));
    }
    present.write(0);
    rows++;
  }

  void add(long value) {
    room(Long.BYTES);
    values.putLong(value);
    present.write(1);
    rows++;
  }

  void add(byte[] utf8) {
    room(Integer.BYTES + utf8.length);
    values.putInt(utf8.length).put(utf8);
    present.write(1);
    rows++;
  }

  private void room(int count) {
    if (values.remaining() < count) {
      int larger = Math.max(values.capacity() * 2, values.position() + count);
      ByteBuffer grown = ByteBuffer.allocate(larger).order(ByteOrder.LITTLE_ENDIAN);
      values = grown.put(values.flip());
    }
  }

  /// Writes the page at a position of the file and forgets the values.
  ///
  /// @return bytes written
  long write(OutputStream out, long position) throws IOException {
    byte[] levels = column.isOptional() ? levels() : new byte[0];
    int size = levels.length + values.position();
    byte[] header =
        new ThriftWriter()
            .i32(1, 0)
            .i32(2, size)
            .i32(3, size)
            .begin(5)
            .i32(1, rows)
            .i32(2, PLAIN)
            .i32(3, RLE)
            .i32(4, RLE)
            .end()
            .bytes();
    out.write(header);
    out.write(levels);
    out.write(values.array(), 0, values.position());
    offset = position;
    bytes = header.length + (long) size;
    chunkRows = rows;
    values.clear();
    present.reset();
    rows = 0;
    return bytes;
  }

  /// Which rows have a value: runs of equal bits, each as its length doubled and the bit.
  private byte[] levels() {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    byte[] bits = present.toByteArray();
    for (int from = 0, to = 0; from < bits.length; from = to) {
      while (to < bits.length && bits[to] == bits[from]) {
        to++;
      }
      int length = (to - from) << 1;
      while ((length & ~0x7F) != 0) {
        runs.write((length & 0x7F) | 0x80);
        length >>>= 7;
      }
      runs.write(length);
      runs.write(bits[from]);
    }
    byte[] encoded = runs.toByteArray();
    return ByteBuffer.allocate(Integer.BYTES + encoded.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(encoded.length)
        .put(encoded)
        .array();
  }

  /// Describes what [#write] wrote last.
  void describe(ThriftWriter thrift) {
    thrift
        .begin()
        .i64(2, offset)
        .begin(3)
        .i32(1, type())
        .numbers(2, 2)
        .i32(PLAIN)
        .i32(RLE)
        .texts(3, 1)
        .text(column.name())
        .i32(4, 0)
        .i64(5, chunkRows)
        .i64(6, bytes)
        .i64(7, bytes)
        .i64(9, offset)
        .end()
        .end();
  }

  long bytes() {
    return bytes;
  }

  private int type() {
    return switch (column.kind()) {
      case TEXT -> BYTE_ARRAY;
      case DOUBLE -> DOUBLE;
      case LONG, DECIMAL, TIME -> INT64;
    };
  }

  /// The column in the schema.
  void schema(ThriftWriter thrift) {
    thrift.begin().i32(1, type()).i32(3, column.isOptional() ? 1 : 0).text(4, column.name());
    switch (column.kind()) {
      case TEXT -> thrift.i32(6, UTF8).begin(10).begin(1).end().end();
      case DECIMAL ->
          thrift
              .i32(6, DECIMAL)
              .i32(7, FixedPoint.DECIMALS)
              .i32(8, PRECISION)
              .begin(10)
              .begin(5)
              .i32(1, FixedPoint.DECIMALS)
              .i32(2, PRECISION)
              .end()
              .end();
      // A time in UTC, in nanoseconds.
      case TIME -> thrift.begin(10).begin(8).isTrue(1).begin(2).begin(3).end().end().end().end();
      case LONG, DOUBLE -> {}
    }
    thrift.end();
  }
}
