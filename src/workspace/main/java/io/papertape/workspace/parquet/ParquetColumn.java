package io.papertape.workspace.parquet;

/// A column of a table.
///
/// @param isOptional rows may leave it out
public record ParquetColumn(String name, Kind kind, boolean isOptional) {
  /// What a column holds.
  public enum Kind {
    /// UTF-8.
    TEXT,
    LONG,
    DOUBLE,
    /// `DECIMAL(18, 8)` in 64 bits, given and taken as fixed point.
    DECIMAL,
    /// Nanoseconds since 1970-01-01 UTC.
    TIME
  }

  public static ParquetColumn of(String name, Kind kind) {
    return new ParquetColumn(name, kind, false);
  }

  public static ParquetColumn optional(String name, Kind kind) {
    return new ParquetColumn(name, kind, true);
  }
}
