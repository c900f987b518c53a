package io.papertape.live.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Whether the files of a session that runs are still those it writes. One that somebody deletes
/// or cuts takes what is written to it without a word, and has nothing of it later.
final class SessionFiles {
  private static final Seen NEW = new Seen("", 0);

  private final Path journal;
  private final Path tape;
  private final TreeMap<Path, Seen> seen = new TreeMap<>();

  /// @param key by which the system knows the file
  private record Seen(Object key, long size) {}

  SessionFiles(SessionFolder folder) {
    journal = folder.journal();
    tape = folder.path().resolve("tape");
  }

  /// What was seen before must be there and no shorter. A file that cannot be asked is none that is
  /// lost.
  ///
  /// @param moments that are durable; a session whose feed has not said anything has no tape yet
  /// @throws LostRecordException if something is lost
  synchronized void require(long moments) {
    look(journal, RecordWitness.JOURNAL_LOST);
    for (Path one : tapes(moments)) {
      look(one, RecordWitness.TAPE_LOST);
    }
  }

  private List<Path> tapes(long moments) {
    TreeMap<Path, Seen> all = new TreeMap<>(seen);
    all.remove(journal);
    try (Stream<Path> there = Files.list(tape)) {
      there.filter(one -> one.toString().endsWith(".tape")).forEach(one -> all.put(one, NEW));
    } catch (NoSuchFileException _) {
      throw lost(tape, RecordWitness.TAPE_LOST, "is gone");
    } catch (IOException _) {
      return List.of();
    }
    if (all.isEmpty() && moments > 0) {
      throw lost(tape, RecordWitness.TAPE_LOST, "is empty");
    }
    return List.copyOf(all.keySet());
  }

  private void look(Path file, String code) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = Optional.ofNullable(now.fileKey()).orElse("");
      Seen before = seen.getOrDefault(file, new Seen(key, 0));
      if (!before.key().equals(key)) {
        throw lost(file, code, "is another file");
      }
      if (now.size() < before.size() || hasHole(file, before.size())) {
        throw lost(file, code, "was cut");
      }
      seen.put(file, new Seen(key, now.size()));
    } catch (NoSuchFileException _) {
      throw lost(file, code, "is gone");
    } catch (IOException _) {
      // the session itself will find out
    }
  }

  /// The journal has no zeros in it; what is written behind a cut leaves some.
  private boolean hasHole(Path file, long size) throws IOException {
    if (!file.equals(journal)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at : new long[] {0, size - 1}) {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (at >= 0 && channel.read(one, at) == 1 && one.get(0) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static LostRecordException lost(Path file, String code, String how) {
    return new LostRecordException(
        code,
        "A file %s while its session ran: file=%s. What follows is lost; restore it from a copy."
            .formatted(how, file));
  }
}
