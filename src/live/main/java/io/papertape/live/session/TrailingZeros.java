package io.papertape.live.session;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Zeros at the end of a file, where a loss of power has kept the length and not the bytes. No
/// entry of a journal has one in it, so it ends where they begin.
final class TrailingZeros {
  private static final int BLOCK = 1 << 16;

  private TrailingZeros() {}

  /// What can be read at any place.
  interface Bytes {
    int read(ByteBuffer into, long position) throws IOException;
  }

  /// Length of a file without them.
  static long begin(Bytes file, long size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(size, BLOCK));
    for (long end = size; end > 0; ) {
      int length = (int) Math.min(end, block.capacity());
      block.clear().limit(length);
      while (block.hasRemaining() && file.read(block, end - length + block.position()) > 0) {
        // the next part
      }
      int last = block.position();
      while (last > 0 && block.get(last - 1) == 0) {
        last--;
      }
      if (last > 0) {
        return end - length + last;
      }
      end -= length;
    }
    return 0;
  }
}
