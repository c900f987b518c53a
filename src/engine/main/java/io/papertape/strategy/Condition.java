package io.papertape.strategy;

/// A signal of an instrument, read as of now.
public interface Condition {
  /// Whether the signal is on at the instrument's last bar; off before the first.
  boolean isOn();
}
