package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Seeded histories with many equal times, against a sort of all their events.
class HistoryCursorTest {
  private static final int SEEDS = 200;

  /// What one instrument has.
  private record History(BarColumns bars, QuoteColumns quotes, TradeTickColumns ticks) {}

  @Test
  void eventsComeInTheOrderInWhichTheyBecameKnown() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<History> histories = histories(new SplittableRandom(seed));
      assertThat(walked(histories, false)).as("seed %d", seed).isEqualTo(sorted(histories));
    }
  }

  @Test
  void stretchesOfQuotesChangeNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<History> histories = histories(new SplittableRandom(seed));
      assertThat(walked(histories, true)).as("seed %d", seed).isEqualTo(sorted(histories));
    }
  }

  @Test
  void aStretchEndsBeforeTheNextEventOfAnotherKind() {
    QuoteColumns quotes = quotes(new long[] {10, 20, 30, 30, 40});
    BarColumns bars = bars(new long[] {30});
    HistoryCursor cursor =
        new HistoryCursor(new BarColumns[] {bars}, List.of(quotes), List.of(TradeTickColumns.NONE));
    assertThat(cursor.stretch().isEmpty()).isFalse();
    assertThat(cursor.stretch().beforeNanos()).isEqualTo(30);

    cursor.passQuotes(2);

    assertThat(cursor.nextNanos()).isEqualTo(30);
    assertThat(cursor.stretch().isEmpty()).isTrue();
    MutableMarket market =
        new MutableMarket(new Instrument[] {Instrument.crypto("COIN")}, new BarColumns[] {bars});
    cursor.advance(market);
    assertThat(market.hasBars()).isFalse();
    cursor.advance(market);
    assertThat(market.hasBars()).isTrue();
    assertThat(market.isQuoted(0)).isTrue();
    assertThat(cursor.stretch().beforeNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void barsAloneComeInTheSameOrderWhetherAlignedOrNot() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] closes = random.longs(8, 2, 40).distinct().sorted().toArray();
      List<History> histories = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        histories.add(new History(bars(closes), QuoteColumns.NONE, TradeTickColumns.NONE));
      }
      boolean isAligned = seed % 2 == 0;
      if (!isAligned) {
        closes[closes.length - 1]++;
        histories.set(1, new History(bars(closes), QuoteColumns.NONE, TradeTickColumns.NONE));
      }
      BarColumns[] bars = histories.stream().map(History::bars).toArray(BarColumns[]::new);
      HistoryCursor cursor = new HistoryCursor(bars);
      assertThat(cursor.isAligned()).isEqualTo(isAligned);

      assertThat(steps(cursor, bars)).as("seed %d", seed).isEqualTo(sorted(histories));
    }
  }

  private static List<String> steps(HistoryCursor cursor, BarColumns[] bars) {
    Instrument[] instruments = new Instrument[bars.length];
    Arrays.setAll(instruments, i -> Instrument.crypto("COIN" + i));
    MutableMarket market = new MutableMarket(instruments, bars);
    List<String> moments = new ArrayList<>();
    while (cursor.nextNanos() != Long.MAX_VALUE) {
      cursor.advance(market);
      moments.add(moment(market));
      for (int i = 0; i < bars.length; i++) {
        assertThat(cursor.history(i).size()).isEqualTo(market.barIndex(i) + 1);
      }
    }
    return moments;
  }

  /// The moments of a walk, a line each.
  private static List<String> walked(List<History> histories, boolean inStretches) {
    Instrument[] instruments = new Instrument[histories.size()];
    BarColumns[] bars = new BarColumns[instruments.length];
    for (int i = 0; i < instruments.length; i++) {
      instruments[i] = Instrument.crypto("COIN" + i);
      bars[i] = histories.get(i).bars();
    }
    MutableMarket market = new MutableMarket(instruments, bars);
    HistoryCursor cursor =
        new HistoryCursor(
            bars,
            histories.stream().map(one -> new SmallPages(one.quotes(), 3)).toList(),
            histories.stream().map(History::ticks).toList());
    List<String> moments = new ArrayList<>();
    while (cursor.nextNanos() != Long.MAX_VALUE) {
      QuoteStretch stretch = cursor.stretch();
      if (inStretches && !stretch.isEmpty()) {
        cursor.passQuotes(show(stretch, market, moments));
      } else {
        cursor.advance(market);
        moments.add(moment(market));
      }
      assertThat(market.moment()).isEqualTo(moments.size());
    }
    return moments;
  }

  /// @return the row after the stretch
  private static int show(QuoteStretch stretch, MutableMarket market, List<String> moments) {
    QuoteColumns page = stretch.page();
    int row = stretch.row();
    market.beginQuotes(stretch.instrument(), page, row);
    while (row < page.size() && page.timeNanos()[row] < stretch.beforeNanos()) {
      long middle = Quote.middle(page.bid()[row], page.ask()[row]);
      market.showQuote(row, page.timeNanos()[row], middle);
      moments.add(moment(market));
      row++;
    }
    market.endQuotes();
    assertThat(row).isGreaterThan(stretch.row());
    return row;
  }

  private static String moment(MutableMarket market) {
    StringBuilder line = new StringBuilder().append(market.timeNanos()).append(':');
    for (int i = 0; i < market.changedCount(); i++) {
      int instrument = market.changed(i);
      line.append(' ').append(market.changedBy(i)).append(instrument).append('=');
      line.append(
          switch (market.changedBy(i)) {
            case QUOTE -> market.bid(instrument) + "/" + market.askSize(instrument);
            case TRADE_TICK -> market.tradePrice(instrument);
            case BAR -> market.close(instrument);
          });
    }
    for (int i = 0; i < market.instruments(); i++) {
      line.append(market.isQuoted(i) ? 'q' : '-').append(market.isTraded(i) ? 't' : '-');
      line.append(market.isFresh(i) ? 'b' : '-');
    }
    return line.toString();
  }

  /// The same from the definition: of each time, the n-th quotes and the n-th trade ticks of all
  /// instruments make the n-th moment, and bars come with the last.
  private static List<String> sorted(List<History> histories) {
    List<String> moments = new ArrayList<>();
    for (long nanos = 0; nanos < 100; nanos++) {
      int most = 0;
      boolean hasBars = false;
      for (History one : histories) {
        most = Math.max(most, rows(one.quotes().timeNanos(), nanos).size());
        most = Math.max(most, rows(one.ticks().timeNanos(), nanos).size());
        hasBars |= !rows(one.bars().closeTimeNanos(), one.bars().size(), nanos).isEmpty();
      }
      int count = Math.max(most, hasBars ? 1 : 0);
      for (int n = 0; n < count; n++) {
        moments.add(moment(histories, nanos, n, n == count - 1));
      }
    }
    return moments;
  }

  private static String moment(List<History> histories, long nanos, int n, boolean isLast) {
    StringBuilder line = new StringBuilder().append(nanos).append(':');
    StringBuilder ticks = new StringBuilder();
    StringBuilder bars = new StringBuilder();
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < histories.size(); i++) {
      History one = histories.get(i);
      List<Integer> quoted = rows(one.quotes().timeNanos(), nanos);
      List<Integer> traded = rows(one.ticks().timeNanos(), nanos);
      List<Integer> closed = rows(one.bars().closeTimeNanos(), one.bars().size(), nanos);
      if (n < quoted.size()) {
        int row = quoted.get(n);
        line.append(" QUOTE").append(i).append('=').append(one.quotes().bid()[row]);
        line.append('/').append(one.quotes().askSize()[row]);
      }
      if (n < traded.size()) {
        ticks.append(" TRADE_TICK").append(i).append('=');
        ticks.append(one.ticks().price()[traded.get(n)]);
      }
      boolean isFresh = isLast && !closed.isEmpty();
      if (isFresh) {
        bars.append(" BAR").append(i).append('=').append(one.bars().close()[closed.getFirst()]);
      }
      flags.append(n < quoted.size() ? 'q' : '-').append(n < traded.size() ? 't' : '-');
      flags.append(isFresh ? 'b' : '-');
    }
    return line.append(ticks).append(bars).append(flags).toString();
  }

  private static List<Integer> rows(long[] times, long nanos) {
    return rows(times, times.length, nanos);
  }

  private static List<Integer> rows(long[] times, int size, long nanos) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (times[i] == nanos) {
        rows.add(i);
      }
    }
    return rows;
  }

  private static List<History> histories(SplittableRandom random) {
    List<History> histories = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int bars = random.nextInt(4);
      long[] closes = random.longs(bars, 2, 40).distinct().sorted().toArray();
      long[] ticks = random.longs(random.nextInt(3) * 5L, 1, 60).sorted().toArray();
      long[] quotes = random.longs(random.nextInt(30), 1, 60).sorted().toArray();
      histories.add(new History(bars(closes), quotes(quotes), ticks(ticks)));
    }
    return histories;
  }

  private static BarColumns bars(long[] closes) {
    BarColumns.Builder builder = new BarColumns.Builder();
    long open = 0;
    for (long close : closes) {
      builder.add(new Bar(open, close, 100, 200, 100, 100 + close, 1));
      open = close;
    }
    return builder.build();
  }

  private static QuoteColumns quotes(long[] times) {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      quotes.add(new Quote(times[i], 1_000 + i, 1, 1_002 + i, 10 + i));
    }
    return QuoteColumns.of(quotes);
  }

  private static TradeTickColumns ticks(long[] times) {
    List<TradeTick> ticks = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      ticks.add(new TradeTick(times[i], 2_000 + i, 1));
    }
    return TradeTickColumns.of(ticks);
  }
}
