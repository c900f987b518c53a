package io.papertape.experiment;

/// All ways to take half of the blocks, in the order of their sorted block numbers. Choice k is
/// the complement of choice `count − 1 − k`.
final class Halves {
  private Halves() {}

  /// C(blocks, blocks / 2).
  static int count(int blocks) {
    return choices(blocks, blocks / 2);
  }

  private static int choices(int from, int take) {
    long count = 1;
    for (int i = 1; i <= take; i++) {
      count = count * (from - take + i) / i;
    }
    return Math.toIntExact(count);
  }

  /// The choice at a place of the order.
  static int[] at(int blocks, int place) {
    int[] chosen = new int[blocks / 2];
    int left = place;
    int block = 0;
    for (int i = 0; i < chosen.length; i++) {
      int with = choices(blocks - block - 1, chosen.length - i - 1);
      while (left >= with) {
        left -= with;
        block++;
        with = choices(blocks - block - 1, chosen.length - i - 1);
      }
      chosen[i] = block++;
    }
    return chosen;
  }

  /// The blocks not chosen.
  static int[] rest(int blocks, int[] chosen) {
    int[] rest = new int[blocks - chosen.length];
    int at = 0;
    int count = 0;
    for (int block = 0; block < blocks; block++) {
      if (at < chosen.length && chosen[at] == block) {
        at++;
      } else {
        rest[count++] = block;
      }
    }
    return rest;
  }

  /// Length of the common beginning.
  static int agreement(int[] a, int[] b) {
    int i = 0;
    while (i < a.length && a[i] == b[i]) {
      i++;
    }
    return i;
  }
}
