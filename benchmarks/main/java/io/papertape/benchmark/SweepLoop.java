package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import java.util.List;

/// W3 by hand: the limit. Each mean is computed once and shared by all pairs; between two fills
/// equity is `cash + 10 × close`, so its squares come from prefix sums and a bar without a
/// position costs one comparison. An exact tie of the means
/// leaves the state as it is.
final class SweepLoop {
  private static final long FEE_DIVISOR = 10_000 / CrossRule.FEE_BPS;
  private static final long CASH = CrossRule.CASH * 100_000_000L;

  private final long[] open;
  private final long[] close;
  private final List<CrossRule> pairs;
  private final double[][] means;
  private final double[] squares;

  SweepLoop(BarColumns bars, List<CrossRule> pairs) {
    open = bars.open();
    close = bars.close();
    this.pairs = pairs;
    int longest = pairs.stream().mapToInt(CrossRule::slow).max().orElse(0);
    means = new double[longest + 1][];
    for (CrossRule pair : pairs) {
      means[pair.fast()] = new double[close.length];
      means[pair.slow()] = new double[close.length];
    }
    squares = new double[close.length];
  }

  /// All pairs, in their order.
  PairStatistics[] run() {
    prepare();
    PairStatistics[] rows = new PairStatistics[pairs.size()];
    Books books = new Books();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = run(pairs.get(i), books);
    }
    return rows;
  }

  private void prepare() {
    for (int period = 0; period < means.length; period++) {
      if (means[period] != null) {
        mean(period, means[period]);
      }
    }
    for (int i = 1; i < close.length; i++) {
      double change = CrossRule.UNITS * (double) (close[i] - close[i - 1]) / 1e8;
      squares[i] = squares[i - 1] + change * change;
    }
  }

  private void mean(int period, double[] mean) {
    long sum = 0;
    for (int i = 0; i < close.length; i++) {
      sum += close[i] - (i >= period ? close[i - period] : 0);
      // One division of exact sums: two means that tie exactly are equal.
      mean[i] = (double) sum / period;
    }
  }

  private PairStatistics run(CrossRule pair, Books books) {
    double[] fast = means[pair.fast()];
    double[] slow = means[pair.slow()];
    int size = close.length;
    int i = pair.firstBar();
    while (i < size && fast[i] == slow[i]) {
      i++;
    }
    boolean isAbove = i < size && fast[i] > slow[i];
    books.start();
    while (true) {
      i = isAbove ? endOfAbove(fast, slow, i) : endOfBelow(fast, slow, i);
      if (i >= size - 1) {
        return books.end();
      }
      isAbove = !isAbove;
      if (isAbove) {
        books.buy(i + 1);
      } else {
        books.sell(i + 1);
      }
    }
  }

  private static int endOfAbove(double[] fast, double[] slow, int from) {
    int i = from;
    while (i < fast.length && fast[i] >= slow[i]) {
      i++;
    }
    return i;
  }

  private static int endOfBelow(double[] fast, double[] slow, int from) {
    int i = from;
    while (i < fast.length && fast[i] <= slow[i]) {
      i++;
    }
    return i;
  }

  /// Accounting of one pair, from fill to fill.
  private final class Books {
    private long cash;
    private int boughtAt;
    private long cashBefore;
    private long peak;
    private long fall;
    private double sum;
    private int fills;
    private int trips;
    private int wins;
    private long gains;
    private long losses;

    void start() {
      cash = CASH;
      boughtAt = -1;
      peak = CASH;
      fall = 0;
      sum = 0;
      fills = 0;
      trips = 0;
      wins = 0;
      gains = 0;
      losses = 0;
    }

    void buy(int bar) {
      cashBefore = cash;
      cash -= CrossRule.UNITS * open[bar] + fee(open[bar]);
      boughtAt = bar;
      fills++;
      square(cash + CrossRule.UNITS * close[bar] - cashBefore);
    }

    void sell(int bar) {
      if (boughtAt < 0) {
        return;
      }
      hold(bar);
      long last = cash + CrossRule.UNITS * close[bar - 1];
      cash += CrossRule.UNITS * open[bar] - fee(open[bar]);
      square(cash - last);
      mark(cash);
      boughtAt = -1;
      fills++;
      trips++;
      long pnl = cash - cashBefore;
      wins += pnl > 0 ? 1 : 0;
      gains += Math.max(0, pnl);
      losses += Math.max(0, -pnl);
    }

    PairStatistics end() {
      long equity = cash;
      if (boughtAt >= 0) {
        hold(close.length);
        equity += CrossRule.UNITS * close[close.length - 1];
      }
      return new PairStatistics(
          fills,
          equity,
          fall,
          PairStatistics.sharpe(equity - CASH, sum, close.length - 1),
          trips,
          wins,
          gains,
          losses);
    }

    /// Marks at the closes from the entry to before a bar.
    private void hold(int to) {
      sum += squares[to - 1] - squares[boughtAt];
      long highest = peak - cash;
      long deepest = 0;
      for (int i = boughtAt; i < to; i++) {
        long value = CrossRule.UNITS * close[i];
        highest = Math.max(highest, value);
        deepest = Math.max(deepest, highest - value);
      }
      peak = cash + highest;
      fall = Math.max(fall, deepest);
    }

    private void mark(long equity) {
      peak = Math.max(peak, equity);
      fall = Math.max(fall, peak - equity);
    }

    private void square(long change) {
      double money = (double) change / 1e8;
      sum += money * money;
    }

    private static long fee(long price) {
      return (CrossRule.UNITS * price + FEE_DIVISOR / 2) / FEE_DIVISOR;
    }
  }
}
