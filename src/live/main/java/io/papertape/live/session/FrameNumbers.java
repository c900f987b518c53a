package io.papertape.live.session;

import java.util.HashMap;
import java.util.Map;

/// Follows the numbers of the frames of each connection, where a venue tells them.
final class FrameNumbers {
  private final Map<Integer, Long> last = new HashMap<>();

  /// How many frames before this one never came. A number that falls begins the count anew.
  ///
  /// @param number rises by one; 0: the frame has none
  long lostBefore(int connection, long number) {
    if (number == 0) {
      return 0;
    }
    Long before = last.put(connection, number);
    return before == null || number <= before ? 0 : number - before - 1;
  }

  void forget(int connection) {
    last.remove(connection);
  }
}
