package io.papertape.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts the bytes of a journal into lines.
public final class JournalReader {
  private static final int CHUNK = 1 << 16;

  private final InputStream source;
  private byte[] bytes = new byte[CHUNK];
  private int start;
  private int end;
  private boolean isTerminated;

  public JournalReader(InputStream source) {
    this.source = source;
  }

  /// The next line without its newline, or an empty array at the end. An empty line is handed out
  /// as one newline, which no entry is.
  public byte[] next() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (bytes[i] == '\n') {
          byte[] line = Arrays.copyOfRange(bytes, start, Math.max(i, start + 1));
          start = i + 1;
          isTerminated = true;
          return line;
        }
      }
      scanned = end - start;
      if (!fill()) {
        byte[] rest = Arrays.copyOfRange(bytes, start, end);
        start = end;
        isTerminated = false;
        return rest;
      }
    }
  }

  /// Whether the last line handed out ended with a newline, as every whole entry does.
  public boolean isTerminated() {
    return isTerminated;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = source.read(bytes, end, bytes.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }
}
