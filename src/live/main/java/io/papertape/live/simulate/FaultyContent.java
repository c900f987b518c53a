package io.papertape.live.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The bytes of one file: what is durable, and what only the system has.
final class FaultyContent {
  private static final int SECTOR = 512;
  private static final int START = 1 << 10;

  private byte[] now = new byte[START];
  private int size;
  private int durableSize;
  private final List<Change> undo = new ArrayList<>();
  private final List<Change> redo = new ArrayList<>();

  /// Bytes at a place; a truncation has none.
  private record Change(int at, byte[] bytes, boolean isTruncation) {}

  int size() {
    return size;
  }

  int durableSize() {
    return durableSize;
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

  void write(byte[] bytes, int length, int at) {
    int end = at + length;
    if (at < durableSize) {
      undo.add(new Change(at, Arrays.copyOfRange(now, at, Math.min(end, durableSize)), false));
    }
    redo.add(new Change(at, Arrays.copyOf(bytes, length), false));
    put(bytes, length, at);
  }

  private void put(byte[] bytes, int length, int at) {
    int end = at + length;
    if (end > now.length) {
      now = Arrays.copyOf(now, Math.max(end, 2 * now.length));
    }
    System.arraycopy(bytes, 0, now, at, length);
    size = Math.max(size, end);
  }

  void truncate(int to) {
    if (to >= size) {
      return;
    }
    if (to < durableSize) {
      undo.add(new Change(to, Arrays.copyOfRange(now, to, Math.min(size, durableSize)), false));
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
    return redo.isEmpty();
  }

  void sync() {
    undo.clear();
    redo.clear();
    durableSize = size;
  }

  /// Goes back to what is durable, and to a part of what is not.
  void cutPower(SplittableRandom random) {
    int mode = random.nextInt(4);
    if (mode != 1) {
      List<Change> lost = List.copyOf(redo);
      restoreDurable();
      if (mode == 2) {
        repeatSome(lost, random);
      } else if (mode == 3) {
        repeatSectors(lost, random);
      }
    }
    sync();
  }

  private void restoreDurable() {
    for (Change change : undo.reversed()) {
      put(change.bytes(), change.bytes().length, change.at());
    }
    cut(durableSize);
    size = durableSize;
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
