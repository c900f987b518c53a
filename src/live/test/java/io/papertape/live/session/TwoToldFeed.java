package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// A feed of bars of a minute of two instruments, AAA and BBB.
final class TwoToldFeed extends ToldFeed {
  static final long MINUTE = 60 * SECOND;

  /// Minutes after [#START] up to which the tape has bars, by instrument.
  final Map<Integer, Long> untilMinutes = new ConcurrentSkipListMap<>();

  TwoToldFeed(long now) {
    super(now);
  }

  static SessionManifest manifest() {
    return MadeManifest.of(
        "told",
        "told:made",
        START,
        List.of(
            new TapeInstrument(Instrument.crypto("AAA"), "told", "AAA", MINUTE),
            new TapeInstrument(Instrument.crypto("BBB"), "told", "BBB", MINUTE)));
  }

  @Override
  public void barsUntil(int instrument, long closeNanos) {
    untilMinutes.put(instrument, (closeNanos - START) / MINUTE);
  }

  /// Both are live.
  void bothLive() throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      long at = now.get();
      sink().input(new InputChange(i, at, InputState.LIVE, HealthReason.HEALTHY, at));
    }
  }

  /// Tells what an input is from now on.
  void input(int instrument, InputState state, HealthReason reason) throws InterruptedException {
    long at = now.get();
    sink().input(new InputChange(instrument, at, state, reason, at));
  }

  /// A finished bar at 100 that closes in a minute after [#START] and comes when the clock stands.
  void barOf(int instrument, long minute) throws InterruptedException {
    long close = START + minute * MINUTE;
    long price = 100_00000000L;
    String symbol = instrument == 0 ? "AAA" : "BBB";
    sink()
        .event(
            instrument,
            new BarState(
                symbol,
                close,
                close - MINUTE,
                close,
                price,
                price,
                price,
                price,
                100_000_000L,
                1,
                true),
            now.get());
  }

  /// The clock stands so long after a minute.
  void at(long minute, long nanos) {
    now.set(START + minute * MINUTE + nanos);
  }
}
