package io.papertape.strategy;

/// A number that a decision rests on, such as a feature or a score; the journal keeps its value
/// with each decision. Registered with [Context#input]; indicators are inputs by themselves.
public final class Input {
  private final String name;
  private double value = Double.NaN;

  public Input(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public double value() {
    return value;
  }

  public void set(double newValue) {
    value = newValue;
  }
}
