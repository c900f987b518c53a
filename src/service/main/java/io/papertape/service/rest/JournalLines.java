package io.papertape.service.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.papertape.market.LongColumn;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/// Where the lines of one journal lie and which entry led to which; 16 bytes an entry.
final class JournalLines {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long NO_CAUSE = -1;

  private final Path file;
  private final LongColumn ends = new LongColumn();
  private final LongColumn causes = new LongColumn();

  private JournalLines(Path file) {
    this.file = file;
  }

  static JournalLines of(Path file) throws IOException {
    JournalLines lines = new JournalLines(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(512);
      long at = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b == '\n') {
          lines.ends.add(at);
          lines.causes.add(cause(line.toByteArray()));
          line.reset();
        } else {
          line.write(b);
        }
      }
    }
    return lines;
  }

  private static long cause(byte[] line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("cause")) {
          return parser.nextLongValue(NO_CAUSE);
        }
      }
    }
    return NO_CAUSE;
  }

  int size() {
    return ends.size();
  }

  /// The line of an entry as it lies on disk, without its line feed.
  String line(int seq) throws IOException {
    long start = seq == 0 ? 0 : ends.get(seq - 1);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(ends.get(seq) - 1 - start)];
      access.seek(start);
      access.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /// What led to an entry, the first cause first.
  List<Integer> causes(int seq) {
    Deque<Integer> chain = new ArrayDeque<>();
    for (long at = causes.get(seq); at >= 0; at = causes.get((int) at)) {
      chain.addFirst((int) at);
    }
    return new ArrayList<>(chain);
  }

  /// What an entry led to, directly and further on, in the order of the journal.
  List<Integer> effects(int seq, int most) {
    TreeSet<Integer> effects = new TreeSet<>();
    for (int i = seq + 1; i < size() && effects.size() < most; i++) {
      long cause = causes.get(i);
      if (cause == seq || (cause > seq && effects.contains((int) cause))) {
        effects.add(i);
      }
    }
    return List.copyOf(effects);
  }
}
