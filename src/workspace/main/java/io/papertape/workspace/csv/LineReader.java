package io.papertape.workspace.csv;

import java.io.IOException;
import java.io.InputStream;

/// Lines of a stream, one after the other.
final class LineReader {
  private final TextChunks chunks;
  private final TextChunk chunk = new TextChunk();
  private final Lines lines = new Lines();

  LineReader(InputStream in) {
    chunks = new TextChunks(in);
  }

  /// Steps to the next line; false at the end of the stream.
  boolean next() throws IOException {
    while (!lines.next()) {
      if (!chunks.read(chunk)) {
        return false;
      }
      lines.show(chunk);
    }
    return true;
  }

  byte[] bytes() {
    return lines.bytes();
  }

  int from() {
    return lines.from();
  }

  /// End of the line without its line feed and carriage return.
  int to() {
    return lines.to();
  }

  /// Number of the line, from 1.
  long number() {
    return lines.number();
  }

  /// False for a last line without a line feed.
  boolean terminated() {
    return lines.terminated();
  }
}
