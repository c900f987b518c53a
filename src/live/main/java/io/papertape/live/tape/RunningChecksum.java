package io.papertape.live.tape;

import java.util.zip.CRC32C;

/// CRC-32C of a file whose beginning need not be read again, because its checksum is known.
///
/// Source of the joining: zlib, `crc32_combine`; here with the polynomial of Castagnoli.
final class RunningChecksum {
  private static final int POLYNOMIAL = 0x82F63B78;

  private final int before;
  private final CRC32C rest = new CRC32C();
  private long length;

  /// @param before checksum of what comes before; 0 if nothing does
  RunningChecksum(int before) {
    this.before = before;
  }

  void update(byte[] bytes, int offset, int count) {
    rest.update(bytes, offset, count);
    length += count;
  }

  int value() {
    int after = (int) rest.getValue();
    return before == 0 ? after : joined(before, after, length);
  }

  /// Checksum of two parts one after the other.
  ///
  /// @param length of the second, in bytes
  static int joined(int first, int second, long length) {
    int[] bit = new int[Integer.SIZE]; // what one zero bit more makes of each bit
    bit[0] = POLYNOMIAL;
    for (int i = 1; i < bit.length; i++) {
      bit[i] = 1 << (i - 1);
    }
    int[] zeros = square(square(square(bit))); // one zero byte
    int sum = first;
    for (long left = length; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        sum = times(zeros, sum);
      }
      zeros = square(zeros);
    }
    return sum ^ second;
  }

  private static int times(int[] matrix, int vector) {
    int sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      if ((vector >>> i & 1) != 0) {
        sum ^= matrix[i];
      }
    }
    return sum;
  }

  private static int[] square(int[] matrix) {
    int[] square = new int[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      square[i] = times(matrix, matrix[i]);
    }
    return square;
  }
}
