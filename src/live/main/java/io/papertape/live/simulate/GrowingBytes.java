package io.papertape.live.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Bytes that grow to many megabytes without being moved: in blocks. What is beyond their end is
/// zero. A copy has the same blocks, until it or the other changes one. For one thread.
final class GrowingBytes {
  private static final int SHIFT = 15;
  private static final int BLOCK = 1 << SHIFT;

  private final List<byte[]> blocks = new ArrayList<>();

  /// Those that others may have too, by their places.
  private final BitSet shared = new BitSet();

  private int size;

  int size() {
    return size;
  }

  /// Puts bytes at a place, with zeros between it and what was the end.
  void put(byte[] from, int offset, int length, int at) {
    int end = at + length;
    makeRoom(end);
    int done = 0;
    while (done < length) {
      int place = within(at + done);
      int count = Math.min(length - done, BLOCK - place);
      System.arraycopy(from, offset + done, own(at + done), place, count);
      done += count;
    }
    size = Math.max(size, end);
  }

  private void makeRoom(int end) {
    while ((long) blocks.size() * BLOCK < end) {
      blocks.add(new byte[BLOCK]);
    }
  }

  private byte[] block(int at) {
    return blocks.get(at >>> SHIFT);
  }

  /// The block that a place is in, to be changed.
  private byte[] own(int at) {
    int place = at >>> SHIFT;
    if (shared.get(place)) {
      blocks.set(place, blocks.get(place).clone());
      shared.clear(place);
    }
    return blocks.get(place);
  }

  private static int within(int at) {
    return at & BLOCK - 1;
  }

  /// Cuts off what is beyond a place.
  void truncate(int to) {
    for (int at = to; at < size; at = (at | BLOCK - 1) + 1) {
      Arrays.fill(own(at), within(at), Math.min(BLOCK, within(at) + size - at), (byte) 0);
    }
    size = Math.min(size, to);
  }

  /// Puts as many as there are, or as there is room for, into a buffer.
  ///
  /// @return how many; −1 at the end
  int read(ByteBuffer into, long position) {
    int count = (int) Math.min(into.remaining(), size - position);
    if (count <= 0) {
      return -1;
    }
    int done = 0;
    while (done < count) {
      int at = (int) position + done;
      int part = Math.min(count - done, BLOCK - within(at));
      into.put(block(at), within(at), part);
      done += part;
    }
    return count;
  }

  /// A part of them; zeros beyond their end.
  byte[] bytes(int from, int to) {
    ByteBuffer part = ByteBuffer.allocate(Math.max(0, to - from));
    read(part, from);
    return part.array();
  }

  /// True if they are the first of others.
  boolean begin(byte[] others) {
    if (size > others.length) {
      return false;
    }
    for (int at = 0; at < size; at += BLOCK) {
      int count = Math.min(BLOCK, size - at);
      if (!Arrays.equals(block(at), 0, count, others, at, at + count)) {
        return false;
      }
    }
    return true;
  }

  /// The first place at which others are not the same, or end; −1 if there is none.
  int mismatch(GrowingBytes other) {
    int both = Math.min(size, other.size);
    for (int at = 0; at < both; at += BLOCK) {
      int count = Math.min(BLOCK, both - at);
      int place = Arrays.mismatch(block(at), 0, count, other.block(at), 0, count);
      if (place >= 0) {
        return at + place;
      }
    }
    return size == other.size ? -1 : both;
  }

  /// Becomes the same as another from a place to another place, which that one has.
  void putSame(GrowingBytes of, int from, int to) {
    makeRoom(to);
    for (int at = from; at < to; at = (at | BLOCK - 1) + 1) {
      int count = Math.min(BLOCK - within(at), to - at);
      if (count == BLOCK) {
        share(of, at >>> SHIFT);
      } else {
        System.arraycopy(of.block(at), within(at), own(at), within(at), count);
      }
    }
    size = Math.max(size, to);
  }

  private void share(GrowingBytes of, int place) {
    blocks.set(place, of.blocks.get(place));
    shared.set(place);
    of.shared.set(place);
  }

  GrowingBytes copy() {
    GrowingBytes copy = new GrowingBytes();
    copy.blocks.addAll(blocks);
    copy.size = size;
    shared.set(0, blocks.size());
    copy.shared.set(0, blocks.size());
    return copy;
  }
}
