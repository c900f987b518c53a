package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Keeps some lines of a journal by their number.
final class LineCapture implements JournalSink {
  private final Map<Integer, String> captured = new TreeMap<>();
  private int lines;

  void want(int line) {
    captured.put(line, "");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int line = lines++;
    if (captured.containsKey(line)) {
      captured.put(line, new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
  }

  String line(int line) {
    return captured.get(line);
  }
}
