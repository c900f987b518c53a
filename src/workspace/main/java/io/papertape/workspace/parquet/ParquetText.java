package io.papertape.workspace.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A Parquet file as the CSV text that says the same: a line of names, then one line a row, so
/// that whatever reads CSV reads Parquet under the same rules. Exact numbers stay exact; a
/// floating one becomes the shortest decimal that stands for it.
public final class ParquetText extends InputStream {
  /// Held on to, so that what is set stays set: Hardwood tells how it decodes.
  private static final Logger LOGGER = Logger.getLogger("dev.hardwood");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private static final List<CompressionCodec> CODECS =
      List.of(CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP);

  private final Path file;
  private final ParquetFileReader reader;
  private final RowReader rows;
  private final int columns;
  private final StringBuilder text = new StringBuilder();
  private byte[] bytes;
  private int at;

  /// Opens a file; one that is no whole Parquet file is an error that says so.
  public ParquetText(Path file) throws IOException {
    this.file = file;
    try {
      reader = ParquetFileReader.open(InputFile.of(file));
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
    requireKnownCodec();
    if (!reader.getFileSchema().isFlatSchema()) {
      reader.close();
      throw WorkspaceException.data(
          "Parquet file holds nested columns: file=%s. Write one value a column.".formatted(file));
    }
    columns = reader.getFileSchema().getColumnCount();
    for (int i = 0; i < columns; i++) {
      cell(i, reader.getFileSchema().getColumn(i).name());
    }
    text.append('\n');
    take();
    try {
      rows = reader.rowReader();
    } catch (RuntimeException e) {
      reader.close();
      throw unreadable(e);
    }
  }

  private void requireKnownCodec() throws IOException {
    for (RowGroup group : reader.getFileMetaData().rowGroups()) {
      for (ColumnChunk column : group.columns()) {
        CompressionCodec codec = column.metaData().codec();
        if (!CODECS.contains(codec)) {
          reader.close();
          throw WorkspaceException.data(
              ("Parquet file is compressed in a way that is not read: file=%s, compression=%s."
                      + " Write it again, uncompressed or with snappy or gzip.")
                  .formatted(file, codec.name().toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  /// Names of the columns that hold floating numbers.
  public static List<String> floating(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
      return reader.getFileSchema().getColumns().stream()
          .filter(one -> one.type() == PhysicalType.DOUBLE || one.type() == PhysicalType.FLOAT)
          .map(ColumnSchema::name)
          .toList();
    }
  }

  private WorkspaceException unreadable(Exception e) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        ("Parquet file cannot be read: file=%s, cause=%s. Write it again, uncompressed or with"
                + " snappy or gzip.")
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (at == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() {
    try {
      while (text.length() < 1 << 15 && rows.hasNext()) {
        rows.next();
        for (int i = 0; i < columns; i++) {
          cell(i, rows.isNull(i) ? "" : value(i));
        }
        text.append('\n');
      }
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    take();
    return bytes.length > 0;
  }

  private void take() {
    bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    at = 0;
    text.setLength(0);
  }

  private String value(int column) {
    Object value = rows.getValue(column);
    return switch (value) {
      case BigDecimal exact -> exact.stripTrailingZeros().toPlainString();
      case LocalDateTime local -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
      case byte[] raw -> new String(raw, StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  private void cell(int column, String value) {
    if (column > 0) {
      text.append(',');
    }
    if (value.indexOf(',') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
      text.append(value);
    } else {
      text.append('"').append(value.replace("\"", "\"\"").replace('\n', ' ')).append('"');
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
