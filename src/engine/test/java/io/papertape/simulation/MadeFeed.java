package io.papertape.simulation;

import io.papertape.market.Bar;
import io.papertape.market.BarHistory;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import java.util.List;
import java.util.function.IntConsumer;

/// A feed of two instruments whose moments follow from their number alone: bars of both, quotes,
/// trade ticks, and now and then a notice.
final class MadeFeed implements EventSource {
  private static final long SECOND = 1_000_000_000L;
  private static final int CYCLE = 6;

  private final int end;
  private final IntConsumer between;
  private int next;
  private int asked = -1;
  private MutableMarket market = new MutableMarket();
  private List<Notice> notices = List.of();

  /// @param between told before each moment, when the one before has been dealt with
  MadeFeed(int end, IntConsumer between) {
    this.end = end;
    this.between = between;
  }

  void goTo(int moment) {
    next = moment;
    asked = moment;
  }

  @Override
  public long nextNanos() {
    if (asked != next) {
      asked = next;
      between.accept(next);
    }
    return next == end ? Long.MAX_VALUE : (next + 1L) * SECOND * 20;
  }

  private static long price(int instrument, int moment) {
    long swing = Math.floorMod(moment * 2_654_435_761L + instrument * 97L, 41L) - 20;
    long trend = (long) (1_000 * StrictMath.sin(moment / 40.0 + instrument));
    return (10_000 + trend + 5 * swing) * (FixedPoint.ONE / 100);
  }

  @Override
  public void advance(MutableMarket of) {
    market = of;
    long time = (next + 1L) * SECOND * 20;
    market.beginMoment(time);
    notices =
        next % 101 == 100
            ? List.of(new Notice.Command(Notice.Action.FLATTEN, "ada", "test"))
            : List.of();
    int instrument = next % 2;
    long price = price(instrument, next);
    switch (next % CYCLE) {
      case 0 -> {
        bar(0, time);
        bar(1, time);
      }
      case 1, 2, 4 -> {
        long cent = FixedPoint.ONE / 100;
        market.quote(instrument, price, 9 * FixedPoint.ONE, price + cent, 9 * FixedPoint.ONE);
      }
      case 3 -> market.tradeTick(instrument, price, 3 * FixedPoint.ONE);
      default -> {
        // the clock alone
      }
    }
    next++;
  }

  private void bar(int instrument, long close) {
    long last = price(instrument, next);
    long first = price(instrument, next - 1);
    market.bar(
        instrument,
        new Bar(
            close - CYCLE * SECOND * 20,
            close,
            first,
            Math.max(first, last),
            Math.min(first, last),
            last,
            1_000));
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
