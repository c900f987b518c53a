package io.papertape.indicator;

/// The last `size` exact numbers with their sum and their sum weighted 1 (oldest) to `size`
/// (newest), both exact.
final class WeightedWindow {
  private final LongWindow window;
  private long weighted;
  private int count;

  WeightedWindow(int size) {
    window = new LongWindow(size);
  }

  void add(long value) {
    if (window.isFull()) {
      weighted = Math.subtractExact(weighted, window.sum());
    } else {
      count++;
    }
    weighted = Math.addExact(weighted, Math.multiplyExact(value, (long) count));
    window.add(value);
  }

  int size() {
    return window.size();
  }

  boolean isFull() {
    return window.isFull();
  }

  /// Sum of the weights of a full window.
  long weights() {
    return size() * (size() + 1L) / 2;
  }

  long sum() {
    return window.sum();
  }

  long weightedSum() {
    return weighted;
  }

  void rescale(PriceScale scale) {
    window.rescale(scale);
    weighted = 0;
    for (int i = 0; i < count; i++) {
      long value = window.isFull() ? window.get(i) : window.first(i);
      weighted = Math.addExact(weighted, Math.multiplyExact(value, i + 1L));
    }
  }
}
