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
  private static final int START = 1 << 10;

  private byte[] now = new byte[START];
  private int size;
  private byte[] durable = new byte[START];
  private int durableSize;
  private final List<Change> redo = new ArrayList<>();
  private boolean hasDropped;

  /// Bytes at a place; a truncation has none.
  private record Change(int at, byte[] bytes, boolean isTruncation) {}

  int size() {
    return size;
  }

  /// How much of it is durable from its beginning on.
  int durableSize() {
    int differs = hasDropped ? Arrays.mismatch(now, 0, size, durable, 0, durableSize) : -1;
    return differs < 0 ? durableSize : differs;
  }

  /// @return how many; −1 at the end
  int read(ByteBuffer into, long position) {
    int count = (int) Math.min(into.remaining(), size - position);
    if (count <= 0) {
      return -1;
    }
    into.put(now, (int) position, count);
    return count;
  }

  /// @param bytes which nobody changes any more
  void write(byte[] bytes, int length, int at) {
    byte[] kept = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    redo.add(new Change(at, kept, false));
    put(bytes, length, at);
  }

  private void put(byte[] bytes, int length, int at) {
    int end = at + length;
    now = grown(now, end);
    System.arraycopy(bytes, 0, now, at, length);
    size = Math.max(size, end);
  }

  void truncate(int to) {
    if (to >= size) {
      return;
    }
    redo.add(new Change(to, new byte[0], true));
    cut(to);
  }

  private void cut(int to) {
    if (to < size) {
      Arrays.fill(now, to, size, (byte) 0);
      size = to;
    }
  }

  boolean isDurable() {
    return redo.isEmpty() && (!hasDropped || Arrays.equals(now, 0, size, durable, 0, durableSize));
  }

  void sync() {
    for (Change change : redo) {
      int end = change.at() + change.bytes().length;
      if (change.isTruncation()) {
        Arrays.fill(durable, Math.min(change.at(), durableSize), durableSize, (byte) 0);
        durableSize = Math.min(durableSize, change.at());
      } else {
        durable = grown(durable, end);
        System.arraycopy(change.bytes(), 0, durable, change.at(), change.bytes().length);
        durableSize = Math.max(durableSize, end);
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

  private static byte[] grown(byte[] bytes, int length) {
    return length > bytes.length ? Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length)) : bytes;
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
    now = durable.clone();
    size = durableSize;
  }

  /// What is there is durable.
  private void settle() {
    durable = now.clone();
    durableSize = size;
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
      cut(change.at());
    } else {
      put(change.bytes(), length, change.at());
    }
  }

  /// Any of the sectors, with zeros where the others of a file that grew would be.
  private void repeatSectors(List<Change> lost, SplittableRandom random) {
    for (Change change : lost) {
      if (change.isTruncation()) {
        cut(change.at());
        continue;
      }
      byte[] bytes = change.bytes();
      for (int at = 0; at < bytes.length; at += SECTOR) {
        int end = Math.min(at + SECTOR, bytes.length);
        if (random.nextBoolean()) {
          put(Arrays.copyOfRange(bytes, at, end), end - at, change.at() + at);
        }
      }
    }
  }

  byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(now, from, Math.max(from, to));
  }

  byte[] bytes() {
    return Arrays.copyOf(now, size);
  }
}
