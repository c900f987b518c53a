package io.papertape.execution;

import io.papertape.market.LongsById;
import java.util.Arrays;

/// Resting orders, linked in the order in which a bar tries them.
///
/// A dead order keeps its links until [#sweep] so that a pass over the queue may kill any order.
final class OpenOrders {
  /// Numbers of the places of orders that are linked.
  private final LongsById places = new LongsById();

  private RestingOrder[] numbered = new RestingOrder[64];
  private int placeCount;
  private int lastId;
  private RestingOrder head = RestingOrder.NONE;
  private RestingOrder tail = RestingOrder.NONE;
  private RestingOrder free = RestingOrder.NONE;
  private int deadCount;
  private int count;
  private int childCount;

  /// Takes a place for a new order; it is not yet in the queue.
  RestingOrder allocate() {
    RestingOrder taken = free;
    if (taken == RestingOrder.NONE) {
      taken = newPlace();
    } else {
      free = taken.next;
      taken.clear();
    }
    lastId++;
    places.put(lastId, taken.number);
    taken.id = lastId;
    count++;
    return taken;
  }

  private RestingOrder newPlace() {
    RestingOrder place = new RestingOrder(placeCount);
    if (placeCount == numbered.length) {
      numbered = Arrays.copyOf(numbered, placeCount * 2);
    }
    numbered[placeCount++] = place;
    return place;
  }

  void addLast(RestingOrder order) {
    order.next = RestingOrder.NONE;
    order.previous = tail;
    if (tail == RestingOrder.NONE) {
      head = order;
    } else {
      tail.next = order;
    }
    tail = order;
  }

  void addFirst(RestingOrder order) {
    order.previous = RestingOrder.NONE;
    order.next = head;
    if (head == RestingOrder.NONE) {
      tail = order;
    } else {
      head.previous = order;
    }
    head = order;
  }

  RestingOrder first() {
    return head;
  }

  /// A working order, or [RestingOrder#NONE].
  RestingOrder working(int orderId) {
    int number = (int) places.get(orderId, -1);
    return number < 0 || numbered[number].isDead ? RestingOrder.NONE : numbered[number];
  }

  void kill(RestingOrder order) {
    order.isDead = true;
    deadCount++;
    count--;
    childCount -= order.parent != 0 ? 1 : 0;
  }

  /// Makes an order the child of an entry.
  void adopt(RestingOrder order, int parentId) {
    order.parent = parentId;
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
    for (RestingOrder order = head; order != RestingOrder.NONE; ) {
      RestingOrder following = order.next;
      if (order.isDead) {
        unlink(order);
        places.remove(order.id);
        order.next = free;
        free = order;
      }
      order = following;
    }
    deadCount = 0;
  }

  private void unlink(RestingOrder order) {
    if (order.previous == RestingOrder.NONE) {
      head = order.next;
    } else {
      order.previous.next = order.next;
    }
    if (order.next == RestingOrder.NONE) {
      tail = order.previous;
    } else {
      order.next.previous = order.previous;
    }
  }

  /// How many orders work.
  int count() {
    return count;
  }

  int lastId() {
    return lastId;
  }
}
