package io.papertape.service.rest;

/// Numbers in paths.
final class Numbers {
  private Numbers() {}

  /// Number of an entry, or a problem.
  static long entry(String text) {
    if (!text.matches("[0-9]{1,15}")) {
      throw ProblemException.badRequest(
          "Not an entry's number: seq=%s. Use a whole number from 0.".formatted(text));
    }
    return Long.parseLong(text);
  }
}
