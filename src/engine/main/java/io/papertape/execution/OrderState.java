package io.papertape.execution;

/// Where an order stands.
public enum OrderState {
  WORKING,
  PARTLY_FILLED,
  FILLED,
  CANCELLED,
  EXPIRED,
  REJECTED;

  /// True when nothing more can come of it.
  public boolean isFinal() {
    return this != WORKING && this != PARTLY_FILLED;
  }
}
