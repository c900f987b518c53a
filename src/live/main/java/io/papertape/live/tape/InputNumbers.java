package io.papertape.live.tape;

import io.papertape.market.InputState;

/// The numbers of the states of an input, which are on tapes and never change.
final class InputNumbers {
  private InputNumbers() {}

  static int of(InputState state) {
    return switch (state) {
      case LIVE -> 0;
      case STALE -> 1;
      case BROKEN -> 2;
      case BACKFILLED -> 3;
    };
  }

  static InputState state(int number) {
    return switch (number) {
      case 0 -> InputState.LIVE;
      case 1 -> InputState.STALE;
      case 2 -> InputState.BROKEN;
      case 3 -> InputState.BACKFILLED;
      default ->
          throw new IllegalArgumentException(
              "Unknown state of an input: number=%d. A later version wrote it; use that one."
                  .formatted(number));
    };
  }
}
