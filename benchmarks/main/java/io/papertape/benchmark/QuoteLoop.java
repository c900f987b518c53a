package io.papertape.benchmark;

import io.papertape.market.QuoteColumns;

/// [QuoteRule] by hand: the limit for W4. A resting limit fills at its price when the other side
/// of the book goes through it; one that is marketable when it arrives fills at that side.
final class QuoteLoop {
  private static final long FEE_DIVISOR = 10_000 / CrossRule.FEE_BPS;

  private final QuoteColumns quotes;
  private final long[] equity;
  private final long[] fillPrice;
  private final int[] fillQuote;
  private final int[] orderQuote;
  private int orders;
  private int fills;

  QuoteLoop(QuoteColumns quotes) {
    this.quotes = quotes;
    long minutes =
        (quotes.timeNanos()[quotes.size() - 1] - quotes.timeNanos()[0])
            / ReferenceFiles.NANOS_PER_MINUTE;
    equity = new long[(int) minutes + 2];
    fillPrice = new long[quotes.size() / QuoteRule.EVERY + 1];
    fillQuote = new int[fillPrice.length];
    orderQuote = new int[fillPrice.length];
  }

  Outcome run() {
    orders = 0;
    fills = 0;
    QuoteRule rule = new QuoteRule();
    long[] bids = quotes.bid();
    long[] asks = quotes.ask();
    long[] times = quotes.timeNanos();
    long cash = CrossRule.CASH * 100_000_000L;
    long held = 0;
    int side = 0;
    long limit = 0;
    boolean isResting = false;
    long minuteEnd = Long.MIN_VALUE;
    int minutes = 0;
    long now = cash;
    int untilOrder = QuoteRule.EVERY;
    for (int i = 0; i < bids.length; i++) {
      long bid = bids[i];
      long ask = asks[i];
      if (side != 0) {
        long price = price(side, isResting, limit, side > 0 ? ask : bid);
        isResting = true;
        if (price != 0) {
          cash -= side * price + (price + FEE_DIVISOR / 2) / FEE_DIVISOR;
          held += side;
          fillPrice[fills] = price;
          fillQuote[fills++] = i;
          side = 0;
        }
      }
      long middle = (bid + ask) >>> 1;
      double value = (double) middle;
      now = cash + held * middle;
      if (times[i] >= minuteEnd) {
        equity[minutes++] = now;
        long minute = ReferenceFiles.NANOS_PER_MINUTE;
        minuteEnd = times[i] - times[i] % minute + minute;
      }
      rule.add(value);
      if (--untilOrder == 0) {
        untilOrder = QuoteRule.EVERY;
        isResting = false;
        side = held > 0 ? -1 : rule.isLow(value) ? 1 : 0;
        limit = side > 0 ? bid : ask;
        if (side != 0) {
          orderQuote[orders++] = i;
        }
      }
    }
    return new Outcome(fills, now);
  }

  private static long price(int side, boolean isResting, long limit, long touch) {
    if (isResting) {
      return side > 0 ? (touch < limit ? limit : 0) : (touch > limit ? limit : 0);
    }
    return side > 0 ? (touch <= limit ? touch : 0) : (touch >= limit ? touch : 0);
  }

  int orders() {
    return orders;
  }
}
