package io.papertape.live.session;

import io.papertape.market.LongColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Entries of a journal that grows, by their number. Remembers where every so manieth line
/// begins, so that a long journal is not read from its start each time; the longer the journal,
/// the fewer of its lines. Remembers where the last reader stopped, too: most want what is new.
final class PublishedEntries {
  private static final int FIRST_STRIDE = 512;
  private static final int MOST_STARTS = 4_096;

  private final Path journal;
  private final int mostStarts;
  private LongColumn starts = new LongColumn();
  private int stride;
  private long lastSeq;
  private long lastAt;

  PublishedEntries(Path journal) {
    this(journal, FIRST_STRIDE, MOST_STARTS);
  }

  PublishedEntries(Path journal, int stride, int mostStarts) {
    this.journal = journal;
    this.stride = stride;
    this.mostStarts = mostStarts;
    starts.add(0);
  }

  /// @param after     number after which to begin; −1 for the first
  /// @param most      how many at most
  /// @param published how many there are to be read
  synchronized List<String> read(long after, int most, long published) {
    long from = after + 1;
    long to = Math.min(published, from + most);
    if (from < 0 || from >= to || !Files.exists(journal)) {
      return List.of();
    }
    try {
      return read(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> read(long from, long to) throws IOException {
    List<String> lines = new ArrayList<>();
    int block = (int) Math.min(from / stride, starts.size() - 1);
    boolean isNew = lastSeq <= from && lastSeq > (long) block * stride;
    long seq = isNew ? lastSeq : (long) block * stride;
    long at = isNew ? lastAt : starts.get(block);
    try (FileChannel channel = FileChannel.open(journal)) {
      InputStream bytes = Channels.newInputStream(channel.position(at));
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
      for (String line = reader.readLine(); line != null && seq < to; line = reader.readLine()) {
        if (seq >= from) {
          lines.add(line);
        }
        at += line.getBytes(StandardCharsets.UTF_8).length + 1;
        seq++;
        if (seq % stride == 0 && seq / stride == starts.size()) {
          remember(at);
        }
      }
    }
    lastSeq = seq;
    lastAt = at;
    return lines;
  }

  private void remember(long at) {
    starts.add(at);
    if (starts.size() > mostStarts) {
      LongColumn fewer = new LongColumn();
      for (int i = 0; i < starts.size(); i += 2) {
        fewer.add(starts.get(i));
      }
      starts = fewer;
      stride *= 2;
    }
  }

  /// How many beginnings of lines are remembered.
  synchronized int remembered() {
    return starts.size();
  }
}
