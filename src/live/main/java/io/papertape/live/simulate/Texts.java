package io.papertape.live.simulate;

/// Numbers as venues write them.
final class Texts {
  private Texts() {}

  /// Cents as a price.
  static String cents(long cents) {
    long rest = cents % 100;
    return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
  }
}
