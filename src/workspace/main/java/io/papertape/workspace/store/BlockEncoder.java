package io.papertape.workspace.store;

import static io.papertape.workspace.store.BlockCode.HEADER_BYTES;
import static io.papertape.workspace.store.BlockCode.INT16;
import static io.papertape.workspace.store.BlockCode.INT32;
import static io.papertape.workspace.store.BlockCode.INT64;
import static io.papertape.workspace.store.BlockCode.UNIT_AT;
import static io.papertape.workspace.store.BlockCode.WIDTH_AT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Writes rows as [BlockCode] says. Its loops have no branch, so that they run on several values
/// at once; reused for one block after the other.
final class BlockEncoder {
  private static final int MOST_ZEROS = 18;
  private static final long[] POWERS = new long[MOST_ZEROS + 1];

  /// Inverses of the powers of five modulo 2⁶⁴: with them an exact division is a product.
  private static final long[] INVERSES = new long[MOST_ZEROS + 1];

  static {
    POWERS[0] = 1;
    INVERSES[0] = 1;
    long fifth = 0xCCCCCCCCCCCCCCCDL;
    for (int i = 1; i <= MOST_ZEROS; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
      INVERSES[i] = INVERSES[i - 1] * fifth;
    }
  }

  /// Zeros that the values of each column had in common last time, tried first.
  private final int[] zeros = new int[RowLayout.MOST_COLUMNS];

  private final long[] quotients = new long[RowBlock.ROWS];
  private final short[] shorts = new short[RowBlock.ROWS];
  private final int[] ints = new int[RowBlock.ROWS];
  private byte[] bytes = new byte[0];
  private MemorySegment memory = MemorySegment.ofArray(bytes);
  private int length;

  BlockEncoder() {
    Arrays.fill(zeros, MOST_ZEROS);
  }

  /// Writes the rows, at least one, into [#bytes].
  void encode(RowBlock block) {
    long[][] columns = block.columns();
    int most = BlockCode.mostBytes(columns.length, block.rows());
    if (bytes.length < most) {
      bytes = new byte[most];
      memory = MemorySegment.ofArray(bytes);
    }
    length = 0;
    for (int i = 0; i < columns.length; i++) {
      encode(i, columns[i], block.rows());
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /// How many of [#bytes] count.
  int length() {
    return length;
  }

  private void encode(int column, long[] values, int rows) {
    long step = rows == 1 ? 0 : values[1] - values[0];
    if (isProgression(values, rows, step)) {
      header(values[0], step, 0);
      return;
    }
    long least = values[0];
    long most = values[0];
    for (int i = 1; i < rows; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    if (most - least < 0) {
      for (int i = 0; i < rows; i++) {
        quotients[i] = values[i] - least;
      }
      put(least, 1, Long.BYTES, rows);
      return;
    }
    int shared = sharedZeros(zeros[column], values, least, most - least, rows);
    zeros[column] = shared;
    put(least, POWERS[shared], width((most - least) / POWERS[shared]), rows);
  }

  private static boolean isProgression(long[] values, int rows, long step) {
    if (rows > 2 && values[2] - values[1] != step) {
      return false; // spares most columns the walk
    }
    long differences = 0;
    for (int i = 1; i < rows; i++) {
      differences |= (values[i] - values[i - 1]) ^ step;
    }
    return differences == 0;
  }

  /// The zeros at the end of all differences from the least value, without which [#quotients]
  /// then has them.
  private int sharedZeros(int expected, long[] values, long least, long spread, int rows) {
    int shared = expected;
    while (!divide(values, least, spread, rows, shared)) {
      shared--;
    }
    while (shared < MOST_ZEROS && areTens(rows)) {
      shared++;
      divide(values, least, spread, rows, shared);
    }
    return shared;
  }

  /// Takes zeros off all differences; false if one has fewer.
  private boolean divide(long[] values, long least, long spread, int rows, int count) {
    long inverse = INVERSES[count];
    long mostQuotient = spread / POWERS[count];
    long bits = 0;
    long beyond = 0;
    for (int i = 0; i < rows; i++) {
      long difference = values[i] - least;
      // If five times so often divides it, this is the quotient; else more than any quotient.
      long quotient = (difference >> count) * inverse;
      quotients[i] = quotient;
      bits |= difference;
      beyond |= quotient | (mostQuotient - quotient);
    }
    return beyond >= 0 && (bits & ((1L << count) - 1)) == 0;
  }

  private boolean areTens(int rows) {
    for (int i = 0; i < rows; i++) {
      if (quotients[i] % 10 != 0) {
        return false;
      }
    }
    return true;
  }

  private static int width(long mostQuotient) {
    if (mostQuotient >>> Integer.SIZE != 0) {
      return Long.BYTES;
    }
    return mostQuotient >>> Short.SIZE != 0
        ? Integer.BYTES
        : mostQuotient >>> Byte.SIZE != 0 ? Short.BYTES : 1;
  }

  private void header(long base, long unit, int width) {
    memory.set(INT64, length, base);
    memory.set(INT64, length + UNIT_AT, unit);
    bytes[length + WIDTH_AT] = (byte) width;
    length += HEADER_BYTES;
  }

  private void put(long base, long unit, int width, int rows) {
    header(base, unit, width);
    switch (width) {
      case 1 -> {
        for (int i = 0; i < rows; i++) {
          bytes[length + i] = (byte) quotients[i];
        }
      }
      case Short.BYTES -> {
        for (int i = 0; i < rows; i++) {
          shorts[i] = (short) quotients[i];
        }
        MemorySegment.copy(shorts, 0, memory, INT16, length, rows);
      }
      case Integer.BYTES -> {
        for (int i = 0; i < rows; i++) {
          ints[i] = (int) quotients[i];
        }
        MemorySegment.copy(ints, 0, memory, INT32, length, rows);
      }
      default -> MemorySegment.copy(quotients, 0, memory, INT64, length, rows);
    }
    length += width * rows;
  }
}
