package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a session has told others, over all its lives: each entry once told must stay.
final class PublishedEntries {
  private int[] checksums = new int[1 << 10];
  private boolean[] isTold = new boolean[1 << 10];
  private long told;
  private int end;

  void add(List<String> lines) {
    for (String line : lines) {
      int sequence = sequence(line);
      while (sequence >= checksums.length) {
        checksums = Arrays.copyOf(checksums, 2 * checksums.length);
        isTold = Arrays.copyOf(isTold, checksums.length);
      }
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      int checksum = JournalAudit.checksum(bytes, 0, bytes.length);
      require(
          !isTold[sequence] || checksums[sequence] == checksum,
          "Entry was published before with other content: %s",
          line);
      checksums[sequence] = checksum;
      told += isTold[sequence] ? 0 : 1;
      isTold[sequence] = true;
      end = Math.max(end, sequence + 1);
    }
  }

  private static int sequence(String line) {
    return Integer.parseInt(line.substring("{\"seq\":".length(), line.indexOf(',')));
  }

  /// Number of the last entry that was published, plus one.
  long count() {
    return end;
  }

  /// How many were published.
  long told() {
    return told;
  }

  /// @param checksum of the entry as it stands in the journal
  void check(int sequence, int checksum) {
    require(
        sequence >= end || !isTold[sequence] || checksums[sequence] == checksum,
        "Published entry was changed: seq=%d",
        sequence);
  }
}
