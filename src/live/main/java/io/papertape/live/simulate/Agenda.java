package io.papertape.live.simulate;

import java.util.Arrays;

/// What is to happen, by its time; what has the same in the order in which it was added.
///
/// A heap in arrays: a campaign spends its time on hundreds of millions of these.
final class Agenda {
  private long[] times = new long[64];
  private long[] numbers = new long[64];
  private Runnable[] steps = new Runnable[64];
  private int size;
  private long added;

  void add(long nanos, Runnable what) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
      steps = Arrays.copyOf(steps, 2 * size);
    }
    int place = size++;
    while (place > 0 && times[(place - 1) >>> 1] > nanos) { // added last: after what has its time
      int parent = (place - 1) >>> 1;
      put(place, times[parent], numbers[parent], steps[parent]);
      place = parent;
    }
    put(place, nanos, added++, what);
  }

  /// The time of what is next; `Long.MAX_VALUE` if nothing is.
  long nextNanos() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /// Takes what is next; there is something.
  Runnable take() {
    Runnable first = steps[0];
    size--;
    long nanos = times[size];
    long number = numbers[size];
    Runnable last = steps[size];
    steps[size] = Agenda::nothing;
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && isBefore(child + 1, times[child], numbers[child])) {
        child++;
      }
      if (!isBefore(child, nanos, number)) {
        break;
      }
      put(place, times[child], numbers[child], steps[child]);
      place = child;
    }
    if (size > 0) {
      put(place, nanos, number, last);
    }
    return first;
  }

  private static void nothing() {
    // stands where nothing waits, so that what has happened can be forgotten
  }

  private boolean isBefore(int place, long nanos, long number) {
    return times[place] < nanos || (times[place] == nanos && numbers[place] < number);
  }

  private void put(int place, long nanos, long number, Runnable what) {
    times[place] = nanos;
    numbers[place] = number;
    steps[place] = what;
  }
}
