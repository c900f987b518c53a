package io.papertape.workspace.store;

import static io.papertape.workspace.store.BlockCode.HEADER_BYTES;
import static io.papertape.workspace.store.BlockCode.INT16;
import static io.papertape.workspace.store.BlockCode.INT32;
import static io.papertape.workspace.store.BlockCode.INT64;
import static io.papertape.workspace.store.BlockCode.UNIT_AT;
import static io.papertape.workspace.store.BlockCode.WIDTH_AT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads full blocks that [BlockEncoder] wrote. For one thread.
final class BlockDecoder {
  private final byte[] bytes = new byte[RowBlock.ROWS];
  private final short[] shorts = new short[RowBlock.ROWS];
  private final int[] ints = new int[RowBlock.ROWS];

  /// Reads rows `[from, to)` of a full block into columns, from the row `at` of these on.
  ///
  /// @return false if the bytes are no block
  boolean decode(MemorySegment block, int from, int to, long[][] into, int at) {
    long column = 0;
    for (long[] values : into) {
      if (column + HEADER_BYTES > block.byteSize()) {
        return false;
      }
      int width = block.get(ValueLayout.JAVA_BYTE, column + WIDTH_AT);
      long rows = column + HEADER_BYTES;
      long end = rows + (long) width * RowBlock.ROWS;
      if (Long.bitCount(width) > 1 || width < 0 || width > Long.BYTES || end > block.byteSize()) {
        return false;
      }
      long base = block.get(INT64, column);
      long unit = block.get(INT64, column + UNIT_AT);
      if (width == 0) {
        for (int i = from; i < to; i++) {
          values[at + i - from] = base + unit * i;
        }
      } else {
        decode(block, rows + (long) width * from, width, base, unit, values, at, to - from);
      }
      column = end;
    }
    return column == block.byteSize();
  }

  private void decode(
      MemorySegment block,
      long offset,
      int width,
      long base,
      long unit,
      long[] values,
      int at,
      int count) {
    switch (width) {
      case 1 -> {
        MemorySegment.copy(block, ValueLayout.JAVA_BYTE, offset, bytes, 0, count);
        for (int i = 0; i < count; i++) {
          values[at + i] = base + unit * (bytes[i] & 0xFF);
        }
      }
      case Short.BYTES -> {
        MemorySegment.copy(block, INT16, offset, shorts, 0, count);
        for (int i = 0; i < count; i++) {
          values[at + i] = base + unit * (shorts[i] & 0xFFFF);
        }
      }
      case Integer.BYTES -> {
        MemorySegment.copy(block, INT32, offset, ints, 0, count);
        for (int i = 0; i < count; i++) {
          values[at + i] = base + unit * (ints[i] & 0xFFFF_FFFFL);
        }
      }
      default -> {
        MemorySegment.copy(block, INT64, offset, values, at, count);
        for (int i = 0; i < count; i++) {
          values[at + i] = base + unit * values[at + i];
        }
      }
    }
  }

  /// One value of the first column of a full block.
  static long first(MemorySegment block, int row) {
    long base = block.get(INT64, 0);
    long unit = block.get(INT64, UNIT_AT);
    int width = block.get(ValueLayout.JAVA_BYTE, WIDTH_AT);
    long offset = HEADER_BYTES + (long) width * row;
    long written =
        switch (width) {
          case 0 -> row;
          case 1 -> block.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
          case Short.BYTES -> block.get(INT16, offset) & 0xFFFF;
          case Integer.BYTES -> block.get(INT32, offset) & 0xFFFF_FFFFL;
          default -> block.get(INT64, offset);
        };
    return base + unit * written;
  }
}
