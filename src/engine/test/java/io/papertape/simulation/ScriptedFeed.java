package io.papertape.simulation;

import io.papertape.market.Bar;
import io.papertape.market.BarHistory;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// A feed of minute bars of one instrument and of notices, for tests.
final class ScriptedFeed implements EventSource {
  static final long MINUTE = 60_000_000_000L;

  private record Moment(long nanos, double price, List<Notice> notices) {}

  final List<RunView> views = new ArrayList<>();
  private final Queue<Moment> moments = new ArrayDeque<>();
  private MutableMarket market = new MutableMarket();
  private List<Notice> notices = List.of();
  private long minute;
  private boolean breaksOff;

  /// A bar at one price, and what else its moment brings.
  ScriptedFeed bar(double price, Notice... beside) {
    minute++;
    moments.add(new Moment(minute * MINUTE, price, List.of(beside)));
    return this;
  }

  /// Notices alone, half a minute after the last bar.
  ScriptedFeed tell(Notice... alone) {
    moments.add(new Moment(minute * MINUTE + MINUTE / 2, 0, List.of(alone)));
    return this;
  }

  /// It cannot go on after that.
  ScriptedFeed breakOff() {
    breaksOff = true;
    return this;
  }

  @Override
  public void begin(RunView run) {
    views.add(run);
  }

  @Override
  public long nextNanos() {
    if (moments.isEmpty() && breaksOff) {
      throw new BrokenRunException("Feed is gone.");
    }
    return moments.isEmpty() ? Long.MAX_VALUE : moments.element().nanos();
  }

  @Override
  public void advance(MutableMarket of) {
    market = of;
    Moment moment = moments.remove();
    notices = moment.notices();
    market.beginMoment(moment.nanos());
    if (moment.price() != 0) {
      long price = FixedPoint.of(moment.price());
      market.bar(
          0, new Bar(moment.nanos() - MINUTE, moment.nanos(), price, price, price, price, 100));
    }
  }

  @Override
  public List<Notice> notices() {
    return notices;
  }

  @Override
  public void split(int instrument, long newShares, long oldShares) {
    throw new UnsupportedOperationException("Feed has no splits: instrument=" + instrument);
  }

  @Override
  public BarHistory history(int instrument) {
    return market.history(instrument);
  }
}
