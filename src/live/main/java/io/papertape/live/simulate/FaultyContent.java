package io.papertape.live.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The bytes of one file: what is durable, and what only the system has. Of the latter a sync
/// makes durable what is to be written; not what was dropped after a sync that failed.
final class FaultyContent {
  private static final int SECTOR = 512;

  private GrowingBytes now = new GrowingBytes();
  private GrowingBytes durable = new GrowingBytes();
  private final List<Change> redo = new ArrayList<>();
  private boolean hasDropped;

  /// Bytes at a place; a truncation has none.
  private record Change(int at, byte[] bytes, boolean isTruncation) {}

  int size() {
    return now.size();
  }

  /// How much of it is durable from its beginning on.
  int durableSize() {
    int differs = hasDropped ? now.mismatch(durable) : -1;
    return differs < 0 ? durable.size() : differs;
  }

  /// @return how many; −1 at the end
  int read(ByteBuffer into, long position) {
    return now.read(into, position);
  }

  /// @param bytes which nobody changes any more
  void write(byte[] bytes, int length, int at) {
    byte[] kept = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    redo.add(new Change(at, kept, false));
    now.put(bytes, 0, length, at);
  }

  void truncate(int to) {
    if (to >= now.size()) {
      return;
    }
    redo.add(new Change(to, new byte[0], true));
    now.truncate(to);
  }

  boolean isDurable() {
    return redo.isEmpty() && (!hasDropped || now.mismatch(durable) < 0);
  }

  void sync() {
    for (Change change : redo) {
      int end = change.at() + change.bytes().length;
      if (redo.size() == 1 && !change.isTruncation()) {
        durable.putSame(now, change.at(), end); // nothing has changed it since
      } else if (change.isTruncation()) {
        durable.truncate(change.at());
      } else {
        durable.put(change.bytes(), 0, change.bytes().length, change.at());
      }
    }
    redo.clear();
    hasDropped = hasDropped && !isDurable();
  }

  /// A sync has failed, and the system calls clean what it could not write.
  void drop() {
    hasDropped |= !redo.isEmpty();
    redo.clear();
  }

  /// Goes back to what is durable, and to a part of what is not.
  void cutPower(SplittableRandom random) {
    int mode = random.nextInt(4);
    if (mode != 1 || hasDropped) {
      List<Change> lost = List.copyOf(redo);
      restoreDurable();
      if (mode == 2) {
        repeatSome(lost, random);
      } else if (mode == 3) {
        repeatSectors(lost, random);
      } else if (mode == 1) {
        lost.forEach(change -> repeat(change, change.bytes().length));
      }
    }
    settle();
  }

  private void restoreDurable() {
    now = durable.copy();
  }

  /// What is there is durable.
  private void settle() {
    durable = now.copy();
    redo.clear();
    hasDropped = false;
  }

  /// The first changes, the last of them torn at any byte.
  private void repeatSome(List<Change> lost, SplittableRandom random) {
    int whole = random.nextInt(lost.size() + 1);
    for (int i = 0; i < whole; i++) {
      repeat(lost.get(i), lost.get(i).bytes().length);
    }
    if (whole < lost.size()) {
      Change torn = lost.get(whole);
      repeat(torn, random.nextInt(torn.bytes().length + 1));
    }
  }

  private void repeat(Change change, int length) {
    if (change.isTruncation()) {
      now.truncate(change.at());
    } else {
      now.put(change.bytes(), 0, length, change.at());
    }
  }

  /// Any of the sectors, with zeros where the others of a file that grew would be.
  private void repeatSectors(List<Change> lost, SplittableRandom random) {
    for (Change change : lost) {
      if (change.isTruncation()) {
        now.truncate(change.at());
        continue;
      }
      byte[] bytes = change.bytes();
      for (int at = 0; at < bytes.length; at += SECTOR) {
        int end = Math.min(at + SECTOR, bytes.length);
        if (random.nextBoolean()) {
          now.put(bytes, at, end - at, change.at() + at);
        }
      }
    }
  }

  byte[] bytes(int from, int to) {
    return now.bytes(from, to);
  }

  byte[] bytes() {
    return now.bytes(0, now.size());
  }
}
