package io.papertape.execution;

import io.papertape.order.TimeInForce;
import java.util.Arrays;

/// Resting orders as columns, linked in the order in which a bar tries them. Slots are reused;
/// the id is forever.
///
/// A dead order keeps its links until [#sweep] so that a pass over the queue may kill any order.
final class OpenOrders {
  static final int NONE = -1;

  static final byte MARKET = 0;
  static final byte LIMIT = 1;
  static final byte STOP = 2;
  static final byte STOP_LIMIT = 3;
  static final byte TRAILING = 4;
  static final byte AT_OPEN = 5;
  static final byte AT_CLOSE = 6;

  static final byte UNITS = 0;
  static final byte EQUITY = 1;
  static final byte POSITION = 2;

  /// A fraction of a position whose quantity is known: never more than what is held.
  static final byte REDUCING = 3;

  int[] id = new int[16];
  int[] instrument = new int[16];
  int[] sign = new int[16];
  byte[] kind = new byte[16];
  byte[] sizing = new byte[16];
  double[] fraction = new double[16];
  long[] remaining = new long[16];
  long[] filled = new long[16];
  long[] opened = new long[16];
  long[] limit = new long[16];
  long[] stop = new long[16];
  long[] trail = new long[16];
  boolean[] isTrailFraction = new boolean[16];
  boolean[] isTriggered = new boolean[16];
  TimeInForce.Kind[] timeInForce = new TimeInForce.Kind[16];
  long[] until = new long[16];
  long[] arrivalNanos = new long[16];
  long[] eligiblePass = new long[16];
  long[] entryPrice = new long[16];
  long[] entryPass = new long[16];

  /// Part of a child that does not yet work in the moment of `waitingPass`.
  long[] waiting = new long[16];

  long[] waitingPass = new long[16];
  int[] parent = new int[16];
  int[] sibling = new int[16];
  long[] childStop = new long[16];
  long[] childTarget = new long[16];
  boolean[] isDead = new boolean[16];
  private int[] next = new int[16];
  private int[] previous = new int[16];

  private int[] slotOfId = new int[64];
  private int lastId;
  private int head = NONE;
  private int tail = NONE;
  private int free = NONE;
  private int used;
  private int deadCount;
  private int count;
  private int childCount;

  /// Takes a slot for a new order; it is not yet in the queue.
  int allocate() {
    int slot;
    if (free != NONE) {
      slot = free;
      free = next[slot];
    } else {
      if (used == id.length) {
        grow();
      }
      slot = used++;
    }
    lastId++;
    if (lastId == slotOfId.length) {
      slotOfId = Arrays.copyOf(slotOfId, slotOfId.length * 2);
    }
    slotOfId[lastId] = slot;
    clear(slot);
    id[slot] = lastId;
    count++;
    return slot;
  }

  private void clear(int slot) {
    fraction[slot] = 0;
    remaining[slot] = 0;
    filled[slot] = 0;
    opened[slot] = 0;
    limit[slot] = 0;
    stop[slot] = 0;
    trail[slot] = 0;
    isTrailFraction[slot] = false;
    isTriggered[slot] = false;
    eligiblePass[slot] = 0;
    entryPrice[slot] = 0;
    entryPass[slot] = 0;
    waiting[slot] = 0;
    waitingPass[slot] = 0;
    parent[slot] = 0;
    sibling[slot] = 0;
    childStop[slot] = 0;
    childTarget[slot] = 0;
    isDead[slot] = false;
  }

  void addLast(int slot) {
    next[slot] = NONE;
    previous[slot] = tail;
    if (tail == NONE) {
      head = slot;
    } else {
      next[tail] = slot;
    }
    tail = slot;
  }

  void addFirst(int slot) {
    previous[slot] = NONE;
    next[slot] = head;
    if (head == NONE) {
      tail = slot;
    } else {
      previous[head] = slot;
    }
    head = slot;
  }

  int first() {
    return head;
  }

  int next(int slot) {
    return next[slot];
  }

  /// Slot of a working order, or [#NONE].
  int slot(int orderId) {
    if (orderId <= 0 || orderId > lastId) {
      return NONE;
    }
    int slot = slotOfId[orderId];
    return slot != NONE && id[slot] == orderId && !isDead[slot] ? slot : NONE;
  }

  void kill(int slot) {
    isDead[slot] = true;
    slotOfId[id[slot]] = NONE;
    deadCount++;
    count--;
    childCount -= parent[slot] != 0 ? 1 : 0;
  }

  /// Makes an order the child of an entry.
  void adopt(int slot, int parentId) {
    parent[slot] = parentId;
    childCount++;
  }

  /// How many children of brackets work.
  int childCount() {
    return childCount;
  }

  /// Unlinks and frees what was killed.
  void sweep() {
    if (deadCount == 0) {
      return;
    }
    for (int slot = head; slot != NONE; ) {
      int following = next[slot];
      if (isDead[slot]) {
        unlink(slot);
        next[slot] = free;
        free = slot;
      }
      slot = following;
    }
    deadCount = 0;
  }

  private void unlink(int slot) {
    if (previous[slot] == NONE) {
      head = next[slot];
    } else {
      next[previous[slot]] = next[slot];
    }
    if (next[slot] == NONE) {
      tail = previous[slot];
    } else {
      previous[next[slot]] = previous[slot];
    }
  }

  /// How many orders work.
  int count() {
    return count;
  }

  int lastId() {
    return lastId;
  }

  private void grow() {
    int capacity = id.length * 2;
    id = Arrays.copyOf(id, capacity);
    instrument = Arrays.copyOf(instrument, capacity);
    sign = Arrays.copyOf(sign, capacity);
    kind = Arrays.copyOf(kind, capacity);
    sizing = Arrays.copyOf(sizing, capacity);
    fraction = Arrays.copyOf(fraction, capacity);
    remaining = Arrays.copyOf(remaining, capacity);
    filled = Arrays.copyOf(filled, capacity);
    opened = Arrays.copyOf(opened, capacity);
    limit = Arrays.copyOf(limit, capacity);
    stop = Arrays.copyOf(stop, capacity);
    trail = Arrays.copyOf(trail, capacity);
    isTrailFraction = Arrays.copyOf(isTrailFraction, capacity);
    isTriggered = Arrays.copyOf(isTriggered, capacity);
    timeInForce = Arrays.copyOf(timeInForce, capacity);
    until = Arrays.copyOf(until, capacity);
    arrivalNanos = Arrays.copyOf(arrivalNanos, capacity);
    eligiblePass = Arrays.copyOf(eligiblePass, capacity);
    entryPrice = Arrays.copyOf(entryPrice, capacity);
    entryPass = Arrays.copyOf(entryPass, capacity);
    waiting = Arrays.copyOf(waiting, capacity);
    waitingPass = Arrays.copyOf(waitingPass, capacity);
    parent = Arrays.copyOf(parent, capacity);
    sibling = Arrays.copyOf(sibling, capacity);
    childStop = Arrays.copyOf(childStop, capacity);
    childTarget = Arrays.copyOf(childTarget, capacity);
    isDead = Arrays.copyOf(isDead, capacity);
    next = Arrays.copyOf(next, capacity);
    previous = Arrays.copyOf(previous, capacity);
  }
}
