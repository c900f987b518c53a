package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// SHA-256 over one fixed-width binary row for each evaluation, big-endian: sequence (8 bytes),
/// instrument (4), reason code (4), then the bits of every input (8 each). Fed in blocks, which
/// leave no trace in the hash.
final class Digest {
  private static final int BLOCK = 1 << 14;
  private static final int SOURCE = 8;
  private static final int INPUTS = 16;
  private static final int INPUT = 8;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final RunningHash sha;
  private byte[] block = new byte[0];
  private int used;

  Digest(RunningHash sha) {
    this.sha = sha;
  }

  /// The row of one evaluation.
  void row(long sequence, int instrument, int reasonCode, double[] inputs, int count) {
    reserve(INPUTS + INPUT * count);
    LONG.set(block, used, sequence);
    LONG.set(block, used + SOURCE, source(instrument, reasonCode));
    used += INPUTS;
    for (int i = 0; i < count; i++) {
      LONG.set(block, used, Double.doubleToLongBits(inputs[i]));
      used += INPUT;
    }
  }

  /// Rows of consecutive evaluations of one instrument: the values of each column at `first` and
  /// on, then the same further inputs in every row.
  void rows(
      long sequence,
      int instrument,
      int reasonCode,
      double[][] columns,
      int first,
      int count,
      double[] further,
      int furtherCount) {
    int width = INPUTS + INPUT * (columns.length + furtherCount);
    long source = source(instrument, reasonCode);
    int done = 0;
    while (done < count) {
      reserve(width);
      int rows = Math.min(count - done, (block.length - used) / width);
      begin(sequence + done, source, rows, width);
      int at = used + INPUTS;
      for (double[] column : columns) {
        fill(at, width, column, first + done, rows);
        at += INPUT;
      }
      for (int i = 0; i < furtherCount; i++) {
        fill(at, width, further[i], rows);
        at += INPUT;
      }
      used += rows * width;
      done += rows;
    }
  }

  private static long source(int instrument, int reasonCode) {
    return (long) instrument << 32 | (reasonCode & 0xFFFFFFFFL);
  }

  private void begin(long sequence, long source, int rows, int width) {
    byte[] to = block;
    int at = used;
    for (int i = 0; i < rows; i++) {
      LONG.set(to, at, sequence + i);
      LONG.set(to, at + SOURCE, source);
      at += width;
    }
  }

  private void fill(int start, int width, double[] column, int first, int rows) {
    byte[] to = block;
    int at = start;
    for (int i = first; i < first + rows; i++) {
      LONG.set(to, at, Double.doubleToLongBits(column[i]));
      at += width;
    }
  }

  private void fill(int start, int width, double value, int rows) {
    long bits = Double.doubleToLongBits(value);
    for (int i = 0; i < rows; i++) {
      LONG.set(block, start + i * width, bits);
    }
  }

  /// Makes room for a row; the first makes it for the block, which many runs never need.
  private void reserve(int width) {
    if (used + width > block.length) {
      flush();
      if (width > block.length) {
        block = new byte[Math.max(BLOCK, width)];
      }
    }
  }

  private void flush() {
    sha.update(block, 0, used);
    used = 0;
  }

  String finishHex() {
    flush();
    byte[] out = new byte[Sha256.LENGTH];
    sha.finish(out);
    return HexFormat.of().formatHex(out);
  }
}
