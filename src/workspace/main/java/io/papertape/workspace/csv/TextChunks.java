package io.papertape.workspace.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into chunks of whole lines; memory is the longest line, not the file. A problem
/// of the stream comes with the chunk before it, so that who takes the chunks in order meets it
/// in order, however early it was read.
final class TextChunks {
  private final InputStream in;
  private byte[] rest = new byte[0];
  private int filled;
  private boolean isOver;

  TextChunks(InputStream in) {
    this.in = in;
  }

  /// Reads the next lines; false at the end. The last line may have no line feed.
  boolean read(TextChunk chunk) {
    if (isOver) {
      return false;
    }
    while (rest.length >= chunk.room()) {
      chunk.grow();
    }
    System.arraycopy(rest, 0, chunk.bytes(), 0, rest.length);
    filled = rest.length;
    int scanned = 0;
    while (true) {
      try {
        fill(chunk);
      } catch (IOException | RuntimeException e) {
        isOver = true;
        chunk.read(rest.length, filled);
        chunk.endAt(afterLastLine(chunk.bytes(), 0, filled));
        chunk.endWith(e);
        return true;
      }
      isOver = filled < chunk.room();
      int end = isOver ? filled : afterLastLine(chunk.bytes(), scanned, filled);
      if (isOver || end > 0) {
        chunk.read(rest.length, filled);
        rest = Arrays.copyOfRange(chunk.bytes(), end, filled);
        chunk.endAt(end);
        return filled > 0;
      }
      scanned = filled;
      if (!chunk.grow()) {
        isOver = true;
        chunk.read(rest.length, filled);
        chunk.endAt(0);
        chunk.endTooLate();
        return true;
      }
    }
  }

  /// Fills the chunk, or less at the end of the stream.
  private void fill(TextChunk chunk) throws IOException {
    int read = 0;
    while (read >= 0 && filled < chunk.room()) {
      read = in.read(chunk.bytes(), filled, chunk.room() - filled);
      filled += Math.max(0, read);
    }
  }

  private static int afterLastLine(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] != '\n') {
      end--;
    }
    return end > from ? end : 0;
  }
}
