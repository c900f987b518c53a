package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelPort;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tape as it would be had nothing been missing: each bar at its close, and no outage, change of
/// an input or command of the operator. All else is told when it was told.
final class WholeMoments implements SessionSource.Moments {
  private final TapeReader tape;
  private final SessionManifest manifest;
  private final List<BarColumns> bars;
  private final int[] row;
  private Optional<TapeMoment> ahead = Optional.empty();
  private boolean isAtEnd;

  /// @param bars of each instrument, told in place of those of the tape
  WholeMoments(TapeReader tape, SessionManifest manifest, List<BarColumns> bars) {
    this.tape = tape;
    this.manifest = manifest;
    this.bars = bars;
    row = new int[bars.size()];
  }

  @Override
  public void begin(RunView run) {
    // nobody looks
  }

  @Override
  public Optional<TapeMoment> next() {
    while (ahead.isEmpty() && !isAtEnd) {
      Optional<TapeMoment> next = tape.next();
      isAtEnd = next.isEmpty();
      ahead = next.flatMap(this::kept);
    }
    long told = ahead.map(TapeMoment::timeNanos).orElse(Long.MAX_VALUE);
    long close = nextClose();
    if (told == Long.MAX_VALUE && close == Long.MAX_VALUE) {
      return Optional.empty();
    }
    List<TapeEvent> events = new ArrayList<>();
    if (told <= close) {
      events.addAll(ahead.orElseThrow().events());
      ahead = Optional.empty();
    }
    if (close <= told) {
      takeBars(close, events);
    }
    return Optional.of(new TapeMoment(Math.min(told, close), events));
  }

  @Override
  public ModelAnswer answer(RemoteVersion version, double[][] rows) {
    return ModelPort.NONE.ask(version, rows);
  }

  private Optional<TapeMoment> kept(TapeMoment moment) {
    List<TapeEvent> events = moment.events().stream().filter(this::isKept).toList();
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new TapeMoment(moment.timeNanos(), events));
  }

  private boolean isKept(TapeEvent event) {
    return switch (event) {
      case TapedBar bar -> TapedMarket.isWarmUp(bar, manifest);
      case TapeEvent.TapedQuote _, TapeEvent.TapedTradeTick _, TapeEvent.ClockReading _ -> true;
      case TapeEvent.MissingBar _,
          TapeEvent.Quarantined _,
          TapeEvent.InputChange _,
          TapeEvent.OperatorCommand _,
          TapeEvent.Outage _,
          TapeEvent.FeedPlace _ ->
          false;
    };
  }

  private long nextClose() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < row.length; i++) {
      if (row[i] < bars.get(i).size()) {
        next = Math.min(next, bars.get(i).closeTimeNanos()[row[i]]);
      }
    }
    return next;
  }

  private void takeBars(long closeNanos, List<TapeEvent> events) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] < bars.get(i).size() && bars.get(i).closeTimeNanos()[row[i]] == closeNanos) {
        events.add(taped(i, bars.get(i).bar(row[i])));
        row[i]++;
      }
    }
  }

  private static TapedBar taped(int instrument, Bar bar) {
    return new TapedBar(
        instrument,
        BarOrigin.LIVE,
        bar.closeTimeNanos(),
        bar.closeTimeNanos(),
        bar.openTimeNanos(),
        bar.closeTimeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }
}
