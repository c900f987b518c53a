package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.market.InputState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whether a session takes what comes while it is new. In one that is behind, prices are old
/// whatever their feed said of them when they came: its inputs are stale until it has caught up.
final class SessionLag {
  /// What came longer ago is old.
  static final long MOST_NANOS = 2_000_000_000L;

  /// What came no longer ago shows that the session has caught up.
  private static final long CAUGHT_UP_NANOS = MOST_NANOS / 4;

  /// What the feed last said of each input.
  private final InputState[] said;

  /// Whether that is from the next bar on.
  private final boolean[] isFromBar;

  private boolean isBehind;

  /// @param first state of all inputs of which the feed has said nothing yet
  SessionLag(int instruments, InputState first) {
    said = new InputState[instruments];
    Arrays.fill(said, first);
    isFromBar = new boolean[instruments];
  }

  /// What is to be told before what came at a time is taken now.
  List<InputChange> before(long receiveNanos, long now) {
    long lag = now - receiveNanos;
    boolean wasBehind = isBehind;
    isBehind = lag > (wasBehind ? CAUGHT_UP_NANOS : MOST_NANOS);
    return isBehind == wasBehind ? List.of() : changes(receiveNanos);
  }

  private List<InputChange> changes(long nanos) {
    List<InputChange> changes = new ArrayList<>();
    for (int i = 0; i < said.length; i++) {
      if (said[i] == InputState.LIVE) {
        changes.add(
            isBehind
                ? new InputChange(i, nanos, InputState.STALE, HealthReason.LAG, nanos)
                : new InputChange(i, nanos, InputState.LIVE, reason(i), nanos));
      }
    }
    return changes;
  }

  private HealthReason reason(int instrument) {
    return isFromBar[instrument] ? HealthReason.MISSING_BAR : HealthReason.HEALTHY;
  }

  /// An event of an input has been taken.
  void heard(int instrument, FeedEvent.OfMarket event) {
    isFromBar[instrument] &= !(event instanceof FeedEvent.BarState bar && bar.isFinal());
  }

  /// What the feed says of an input, as it is while the session is behind.
  InputChange of(InputChange change) {
    said[change.instrument()] = change.state();
    isFromBar[change.instrument()] = change.reason() == HealthReason.MISSING_BAR;
    return isBehind && change.state() == InputState.LIVE
        ? new InputChange(
            change.instrument(),
            change.receiveNanos(),
            InputState.STALE,
            HealthReason.LAG,
            change.receiveNanos())
        : change;
  }
}
