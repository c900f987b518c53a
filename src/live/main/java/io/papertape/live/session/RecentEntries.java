package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The last journal lines that a person wants to see: all but plain HOLDs, and the last HOLD.
final class RecentEntries {
  private static final int MOST = 12;
  private static final int LOOK = 1 << 16;
  private static final String HOLD = "\"kind\":\"hold\"";

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private String lastHold = "";

  /// What the end of a journal says that an earlier process left; what is no entry is passed over.
  static RecentEntries left(Disk record) {
    RecentEntries recent = new RecentEntries();
    try {
      if (record.names().contains(SessionJournal.NAME)) {
        try (DiskFile file = record.open(SessionJournal.NAME)) {
          recent.addWhole(end(file));
        }
      }
    } catch (IOException _) {
      // the session itself will find out
    }
    return recent;
  }

  private static List<String> end(DiskFile file) throws IOException {
    long from = Math.max(0, file.size() - LOOK);
    ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
      // the next part
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n');
    return end < 0 ? List.of() : text.substring(0, end).lines().toList();
  }

  /// Adds those that are whole entries.
  RecentEntries addWhole(List<String> added) {
    add(added.stream().filter(line -> line.startsWith("{\"seq\":") && line.endsWith("}")).toList());
    return this;
  }

  void add(List<String> added) {
    for (String line : added) {
      if (line.contains(HOLD)) {
        lastHold = line;
      } else {
        lastHold = "";
        lines.add(line);
        if (lines.size() > MOST) {
          lines.remove();
        }
      }
    }
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (!lastHold.isEmpty()) {
      all.add(lastHold);
    }
    return all;
  }
}
