package io.papertape.workspace.store;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How the rows of a block are written: column after column, each as
///
/// - `base` and `unit`, little-endian `int64`, and `width`, one byte,
/// - then `width` bytes for each row, little-endian and unsigned.
///
/// Row `i` has the value `base + unit · u`, where `u` is what stands for it; with a width of 0
/// nothing stands and `u` is `i`. Sums and products wrap around.
///
/// The same rows always give the same bytes: width 0 if and only if the values are an arithmetic
/// progression (`base` the first, `unit` the difference, 0 for a single row); else `base` is the
/// least value, `unit` the greatest power of ten that divides all differences from it (1 if one of
/// them is beyond `int64`) and `width` the least of 1, 2, 4 and 8 that holds all.
///
/// Cents of a day's prices so take two bytes and regular times none: an import hashes, writes
/// and syncs less than a quarter of the bytes, and a load reads them (`CsvImportBenchmark`).
final class BlockCode {
  static final int HEADER_BYTES = 2 * Long.BYTES + 1;
  static final int UNIT_AT = Long.BYTES;
  static final int WIDTH_AT = 2 * Long.BYTES;

  static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort INT16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private BlockCode() {}

  /// Most bytes that rows of so many columns take.
  static int mostBytes(int columns, int rows) {
    return columns * (HEADER_BYTES + rows * Long.BYTES);
  }
}
