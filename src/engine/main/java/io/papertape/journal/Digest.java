package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// SHA-256 over one fixed-width binary row for each evaluation, big-endian: sequence (8 bytes),
/// instrument (4), reason code (4), then the bits of every input (8 each). Fed in blocks.
final class Digest {
  private static final int BLOCK = 1 << 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final Sha256 sha = new Sha256();
  private final byte[] block = new byte[BLOCK];
  private int used;

  void row(long sequence, int instrument, int reasonCode) {
    if (used + 16 > BLOCK) {
      flush();
    }
    LONG.set(block, used, sequence);
    INT.set(block, used + 8, instrument);
    INT.set(block, used + 12, reasonCode);
    used += 16;
  }

  /// Rows of consecutive evaluations of one instrument: the values of each column at `first` and
  /// on,
  /// then the same further inputs in every row.
  void rows(
      long sequence,
      int instrument,
      int reasonCode,
      double[][] columns,
      int first,
      int count,
      double[] further,
      int furtherCount) {
    for (int i = first; i < first + count; i++) {
      row(sequence + i - first, instrument, reasonCode);
      for (double[] column : columns) {
        input(column[i]);
      }
      for (int j = 0; j < furtherCount; j++) {
        input(further[j]);
      }
    }
  }

  void input(double value) {
    if (used + 8 > BLOCK) {
      flush();
    }
    LONG.set(block, used, Double.doubleToLongBits(value));
    used += 8;
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
