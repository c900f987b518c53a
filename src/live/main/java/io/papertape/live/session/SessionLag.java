package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether a session takes what comes while it is new, and at its time. In one that is behind,
/// prices are old whatever their feed said of them when they came: its inputs are stale until it
/// has caught up. The same where a clock of ours that was ahead has moved the time of the tape,
/// which does not go back: it stands until our clock is there too.
final class SessionLag {
  /// What came longer ago is old.
  static final long MOST_NANOS = 2_000_000_000L;

  /// What came no longer ago shows that the session has caught up.
  private static final long CAUGHT_UP_NANOS = MOST_NANOS / 4;

  /// What the feed last said of each input.
  private final InputState[] said;

  private final long mostAheadNanos;

  /// Whether that is from the next bar on.
  private final boolean[] isFromBar;

  private boolean isBehind;
  private boolean isStanding;

  /// @param first          state of all inputs of which the feed has said nothing yet
  /// @param mostAheadNanos that the tape may be ahead of our clock, as a venue's may be
  SessionLag(int instruments, InputState first, long mostAheadNanos) {
    this.mostAheadNanos = mostAheadNanos;
    said = new InputState[instruments];
    Arrays.fill(said, first);
    isFromBar = new boolean[instruments];
  }

  /// What is to be told before what came at a time is taken now.
  ///
  /// @param tapeNanos time of the last moment on the tape
  List<InputChange> before(long receiveNanos, long now, long tapeNanos) {
    HealthReason before = reason();
    isBehind = now - receiveNanos > (isBehind ? CAUGHT_UP_NANOS : MOST_NANOS);
    isStanding = tapeNanos > Math.max(receiveNanos, now) + (isStanding ? 0 : mostAheadNanos);
    return reason() == before ? List.of() : changes(receiveNanos);
  }

  private HealthReason reason() {
    if (isStanding) {
      return HealthReason.CLOCK_OFFSET;
    }
    return isBehind ? HealthReason.LAG : HealthReason.HEALTHY;
  }

  /// What a person should know of a tape that is ahead of our clock.
  static Optional<String> note(long tapeNanos, long now, Duration mostAhead) {
    return tapeNanos - now <= mostAhead.toNanos()
        ? Optional.empty()
        : Optional.of(
            ("Time stands until %s: a clock that was ahead has moved it there. No bar is live and"
                    + " no order is taken until then; start a new session if that is too long.")
                .formatted(Times.instant(tapeNanos)));
  }

  private List<InputChange> changes(long nanos) {
    List<InputChange> changes = new ArrayList<>();
    for (int i = 0; i < said.length; i++) {
      if (said[i] == InputState.LIVE) {
        HealthReason why = reason();
        changes.add(
            why == HealthReason.HEALTHY
                ? new InputChange(i, nanos, InputState.LIVE, liveBy(i), nanos)
                : new InputChange(i, nanos, InputState.STALE, why, nanos));
      }
    }
    return changes;
  }

  private HealthReason liveBy(int instrument) {
    return isFromBar[instrument] ? HealthReason.MISSING_BAR : HealthReason.HEALTHY;
  }

  /// An event of an input has been taken.
  void heard(int instrument, FeedEvent.OfMarket event) {
    isFromBar[instrument] &= !(event instanceof FeedEvent.BarState bar && bar.isFinal());
  }

  /// What the feed says of an input, as it is while the session is behind or its time stands.
  InputChange of(InputChange change) {
    said[change.instrument()] = change.state();
    isFromBar[change.instrument()] = change.reason() == HealthReason.MISSING_BAR;
    return reason() != HealthReason.HEALTHY && change.state() == InputState.LIVE
        ? new InputChange(
            change.instrument(),
            change.receiveNanos(),
            InputState.STALE,
            reason(),
            change.receiveNanos())
        : change;
  }
}
