package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Writes bytes of a file again, as they are.
///
/// After a sync that failed a system may call the bytes clean that it could not write: they can
/// be read, and another sync succeeds without them. What is written again is written by the next.
public final class Rewriting {
  private static final int BLOCK = 1 << 20;

  private Rewriting() {}

  /// Writes the bytes in `[from, to)` again; a sync is still to follow.
  public static void from(DiskFile file, long from, long to) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Math.clamp(to - from, 0, BLOCK));
    for (long at = from; at < to; at += block.limit()) {
      block.clear().limit((int) Math.min(block.capacity(), to - at));
      while (block.hasRemaining()) {
        if (file.read(block, at + block.position()) < 0) {
          throw new IOException("File became shorter while it was read: at=%d.".formatted(at));
        }
      }
      file.write(block.flip(), at);
    }
  }
}
