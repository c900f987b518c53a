package io.papertape.strategy;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Named values that a strategy saves for a quick recovery. Recovery from them must equal replay
/// from the start; they are a cache, not a second truth.
public final class SavedState {
  private final SortedMap<String, String> values = new TreeMap<>();

  public SavedState putLong(String name, long value) {
    values.put(name, Long.toString(value));
    return this;
  }

  /// Keeps a `double` bit for bit.
  public SavedState putDouble(String name, double value) {
    values.put(name, Double.toHexString(value));
    return this;
  }

  public SavedState putText(String name, String value) {
    values.put(name, value);
    return this;
  }

  public long getLong(String name) {
    return Long.parseLong(required(name));
  }

  public double getDouble(String name) {
    return Double.parseDouble(required(name));
  }

  public Optional<String> getText(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// All values in the order of their names.
  public SortedMap<String, String> values() {
    return new TreeMap<>(values);
  }

  private String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Saved state lacks a value: name=%s, known=%s. Replay from the start instead."
              .formatted(name, values.keySet()));
    }
    return value;
  }
}
