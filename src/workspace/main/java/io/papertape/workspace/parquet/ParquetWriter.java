package io.papertape.workspace.parquet;

import io.papertape.workspace.parquet.ParquetColumn.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes a table as a Parquet file, value by value in the order of the columns. The same values
/// give the same bytes.
///
/// ```java
/// List<ParquetColumn> columns = List.of(ParquetColumn.of("fast", ParquetColumn.Kind.LONG));
/// try (ParquetWriter out = ParquetWriter.create(file, columns)) {
///   out.number(10).endRow();
/// }
/// ```
public final class ParquetWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP_ROWS = 1 << 16;
  private static final int VERSION = 2;

  private final OutputStream out;
  private final ColumnChunk[] columns;
  private final List<byte[]> groups = new ArrayList<>();

  private long position;
  private long rows;
  private int at;
  private int groupRows;

  private ParquetWriter(OutputStream out, List<ParquetColumn> columns) {
    this.out = out;
    this.columns = columns.stream().map(ColumnChunk::new).toArray(ColumnChunk[]::new);
  }

  /// Starts a file; one that exists is overwritten.
  public static ParquetWriter create(Path file, List<ParquetColumn> columns) {
    try {
      ParquetWriter writer =
          new ParquetWriter(
              new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), columns);
      writer.write(MAGIC);
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The row's value of the next column, of kind [Kind#TEXT].
  public ParquetWriter text(String value) {
    next(Kind.TEXT).add(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// Of kind [Kind#LONG]; of kind [Kind#DECIMAL], fixed point; of kind [Kind#TIME], nanoseconds.
  public ParquetWriter number(long value) {
    next(Kind.LONG, Kind.DECIMAL, Kind.TIME).add(value);
    return this;
  }

  /// Of kind [Kind#DOUBLE].
  public ParquetWriter number(double value) {
    next(Kind.DOUBLE).add(Double.doubleToRawLongBits(value));
    return this;
  }

  /// The row has no value in the next column, which is optional.
  public ParquetWriter none() {
    next(Kind.values()).none();
    return this;
  }

  private ColumnChunk next(Kind... fitting) {
    if (at == columns.length) {
      throw new IllegalStateException("Row has too many values: columns=%d.".formatted(at));
    }
    ColumnChunk column = columns[at];
    if (!List.of(fitting).contains(column.column().kind())) {
      throw new IllegalArgumentException(
          "Value does not fit its column: column=%s, kind=%s. Give the values in order."
              .formatted(column.column().name(), column.column().kind()));
    }
    at++;
    return column;
  }

  public void endRow() {
    if (at != columns.length) {
      throw new IllegalStateException(
          "Row is not whole: values=%d, columns=%d. Give one value a column."
              .formatted(at, columns.length));
    }
    at = 0;
    rows++;
    groupRows++;
    if (groupRows == GROUP_ROWS) {
      endGroup();
    }
  }

  private void endGroup() {
    ThriftWriter described = new ThriftWriter();
    described.structs(1, columns.length);
    long bytes = 0;
    for (ColumnChunk column : columns) {
      try {
        position += column.write(out, position);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      column.describe(described);
      bytes += column.bytes();
    }
    byte[] group = described.i64(2, bytes).i64(3, groupRows).bytes();
    groups.add(group);
    groupRows = 0;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /// Writes the rest and the description of the file.
  @Override
  public void close() {
    try (out) {
      if (groupRows > 0) {
        endGroup();
      }
      ThriftWriter footer = new ThriftWriter().i32(1, VERSION).structs(2, columns.length + 1);
      footer.begin().text(4, "schema").i32(5, columns.length).end();
      for (ColumnChunk column : columns) {
        column.schema(footer);
      }
      footer.i64(3, rows).structs(4, groups.size());
      groups.forEach(footer::raw);
      byte[] bytes = footer.text(6, "papertape").bytes();
      write(bytes);
      write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(0, bytes.length)
              .array());
      write(MAGIC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
