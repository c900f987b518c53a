package io.papertape.simulation;

import io.papertape.market.InputState;
import java.util.Locale;

/// What a moment brings beside the market: the state of what we hear, or a person's command.
/// Each is an entry of the journal.
public sealed interface Notice {
  /// An instrument's prices can be relied on otherwise than before. Orders are vetoed while the
  /// state is not live.
  ///
  /// @param reason     stable code, such as `sequence-gap`
  /// @param sinceNanos when it began
  record Input(int instrument, InputState state, String reason, long sinceNanos)
      implements Notice {}

  /// Nobody listened: the process was down, or had no connection at all.
  ///
  /// @param reason stable code, such as `restart`
  record Outage(String reason, long fromNanos) implements Notice {}

  /// A person's command.
  ///
  /// @param who name of the person
  /// @param why in the person's words
  record Command(Action action, String who, String why) implements Notice {}

  /// What a person can do to a session.
  enum Action {
    /// Vetoes every new order until [#RESUME]; working orders stay.
    PAUSE,
    RESUME,
    /// Cancels every working order and closes every position at the market.
    FLATTEN,
    /// Cancels every working order and vetoes every new one, for good.
    KILL,
    /// The same, and closes every position at the market.
    KILL_AND_FLATTEN,
    /// The session ends in good order.
    STOP;

    /// The stable text in journals and tables.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
