package io.papertape.live.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the connections of a session, of one venue or of several, leave what they received, and
/// the session's one thread takes it in the same order.
///
/// It is bounded and drops nothing: a connection that finds it full reads no more until half has
/// been taken. So the bytes wait in the socket and then at the venue, which in the end closes the
/// connection: a gap that is told, instead of memory that grows. Each connection may leave one
/// message beyond the bounds. Changes are always taken; they are few.
public final class HandOver {
  private final int mostFrames;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private int frames;
  private long bytes;
  private int deepestFrames;
  private long deepestBytes;
  private long pauses;

  /// When that was received which the listener is taking.
  private long takenNanos = Long.MAX_VALUE;

  /// @param mostFrames messages that may wait
  /// @param mostBytes  bytes of messages that may wait
  public HandOver(int mostFrames, long mostBytes) {
    if (mostFrames < 1 || mostBytes < 1) {
      throw new IllegalArgumentException(
          "Hand-over holds nothing: mostFrames=%d, mostBytes=%d. Give 1 or more of both."
              .formatted(mostFrames, mostBytes));
    }
    this.mostFrames = mostFrames;
    this.mostBytes = mostBytes;
  }

  /// Leaves a message.
  ///
  /// @param more what lets the next message come; called later if there is no room now
  /// @return whether there is room for the next message now
  public boolean frame(
      String venue, int connection, long receivedNanos, byte[] frame, Runnable more) {
    lock.lock();
    try {
      items.addLast(new Frame(venue, connection, receivedNanos, frame));
      frames++;
      bytes += frame.length;
      deepestFrames = Math.max(deepestFrames, frames);
      deepestBytes = Math.max(deepestBytes, bytes);
      filled.signal();
      boolean hasRoom = frames < mostFrames && bytes < mostBytes;
      if (!hasRoom) {
        pauses++;
        waiting.add(more);
      }
      return hasRoom;
    } finally {
      lock.unlock();
    }
  }

  void change(FeedChange change) {
    leave(new Change(change));
  }

  private void leave(Item item) {
    lock.lock();
    try {
      items.addLast(item);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  void doubt(int connection, boolean isInDoubt, long atNanos) {
    leave(new Doubt(connection, isInDoubt, atNanos));
  }

  /// Hands the next item to the listener, in the caller's thread.
  ///
  /// @param waitNanos how long to wait for one; 0: not at all
  /// @return whether there was one
  public boolean next(FeedListener listener, long waitNanos) throws InterruptedException {
    Item item;
    List<Runnable> resumed = List.of();
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (items.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = filled.awaitNanos(left);
      }
      item = items.removeFirst();
      if (item instanceof Frame frame) {
        takenNanos = frame.receivedNanos();
        frames--;
        bytes -= frame.bytes().length;
        if (!waiting.isEmpty() && frames <= mostFrames / 2 && bytes <= mostBytes / 2) {
          resumed = List.copyOf(waiting);
          waiting.clear();
        }
      }
    } finally {
      lock.unlock();
    }
    resumed.forEach(Runnable::run);
    try {
      tell(listener, item);
    } finally {
      taken();
    }
    return true;
  }

  private static void tell(FeedListener listener, Item item) {
    switch (item) {
      case Frame(var venue, var connection, var at, var frame) ->
          listener.frame(venue, connection, at, frame);
      case Change(var change) -> listener.change(change);
      case Doubt(var connection, var isInDoubt, var at) ->
          listener.doubt(connection, isInDoubt, at);
    }
  }

  private void taken() {
    lock.lock();
    try {
      takenNanos = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  /// Until when all messages have been taken: now, or the receive time of the oldest that has not.
  public long knownUntil(long nowNanos) {
    lock.lock();
    try {
      long oldest = takenNanos;
      for (Item item : items) {
        if (item instanceof Frame frame) {
          oldest = Math.min(oldest, frame.receivedNanos());
          break;
        }
      }
      return Math.min(nowNanos, oldest);
    } finally {
      lock.unlock();
    }
  }

  /// How full it is and has been.
  public Depth depth() {
    lock.lock();
    try {
      return new Depth(frames, bytes, deepestFrames, deepestBytes, pauses);
    } finally {
      lock.unlock();
    }
  }

  /// @param deepestFrames most messages that have waited at once
  /// @param deepestBytes  most bytes that have waited at once
  /// @param pauses        times that a connection stopped reading
  public record Depth(int frames, long bytes, int deepestFrames, long deepestBytes, long pauses) {}

  private sealed interface Item {}

  private record Frame(String venue, int connection, long receivedNanos, byte[] bytes)
      implements Item {}

  private record Change(FeedChange change) implements Item {}

  private record Doubt(int connection, boolean isInDoubt, long atNanos) implements Item {}
}
