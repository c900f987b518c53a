package io.papertape.market;

import java.math.RoundingMode;
import java.util.Arrays;

/// The market as of now, one slot an instrument: its last bar, quote and trade, and what changed
/// at this moment.
///
/// Owned by one simulation and written by its event source alone; everyone else reads.
public final class MutableMarket {
  private final Instrument[] instruments;
  private final BarColumns[] bars;
  private final int[] barIndex;
  private final int[] row; // of the last bar in the columns
  private final int[] rescaledRow;
  private final long[] rescaledClose;
  private final boolean[] isFresh;
  private final LastQuote[] quote;
  private final long[] tradePrice;
  private final long[] tradeQuantity;

  /// Of the last quote or trade; only what is asked for is read from the bars, because a moment
  /// of many instruments touches memory for each (`MomentumBenchmark`).
  private final long[] price;

  private final boolean[] isPricedByBar;
  private final boolean[] isQuoted;
  private final boolean[] isTraded;
  private final boolean[] hasQuotes;
  private final boolean[] hasTradeTicks;
  private final int[] changed;
  private final MarketEvent[] changedBy;
  private final InputState[] inputs;

  /// The quote that a stretch shows.
  private LastQuote shown = new LastQuote();

  private int shownInstrument;

  /// Bars that come one by one; none in a market whose bars are known.
  private GrowingBars[] growing = {};

  private int kept = Integer.MAX_VALUE;
  private int changedCount;
  private boolean hasBars;
  private long moment;
  private long timeNanos;

  /// A market whose instruments have no bars.
  public MutableMarket(Instrument... instruments) {
    this(instruments, GrowingBars.none(instruments.length));
  }

  /// @param bars of each instrument; a source shows them one by one with [#nextBar]
  public MutableMarket(Instrument[] instruments, BarColumns[] bars) {
    int count = instruments.length;
    this.instruments = instruments.clone();
    this.bars = bars.clone();
    barIndex = new int[count];
    Arrays.fill(barIndex, -1);
    row = barIndex.clone();
    rescaledRow = barIndex.clone();
    rescaledClose = new long[count];
    isFresh = new boolean[count];
    quote = new LastQuote[count];
    Arrays.setAll(quote, _ -> new LastQuote());
    tradePrice = new long[count];
    tradeQuantity = new long[count];
    price = new long[count];
    isPricedByBar = new boolean[count];
    Arrays.fill(isPricedByBar, true);
    isQuoted = new boolean[count];
    isTraded = new boolean[count];
    hasQuotes = new boolean[count];
    hasTradeTicks = new boolean[count];
    changed = new int[count * MarketEvent.values().length];
    changedBy = new MarketEvent[changed.length];
    inputs = new InputState[count];
    Arrays.fill(inputs, InputState.LIVE);
  }

  /// Starts a moment: nothing has changed yet.
  public void beginMoment(long nanos) {
    timeNanos = nanos;
    moment++;
    clear();
  }

  private void clear() {
    for (int i = 0; i < changedCount; i++) {
      isFresh[changed[i]] = false;
      isQuoted[changed[i]] = false;
      isTraded[changed[i]] = false;
    }
    changedCount = 0;
    hasBars = false;
  }

  /// Moves all instruments on to the bar at an index, as if each bar up to it had been a moment;
  /// for instruments whose bars come together.
  public void skipTo(int index) {
    int skipped = index - barIndex[0];
    beginMoment(bars[0].closeTimeNanos()[index]);
    moment += skipped - 1;
    for (int i = 0; i < barIndex.length; i++) {
      barIndex[i] = index - 1;
      row[i] = index - 1;
      nextBar(i);
    }
  }

  /// All bars of an instrument, those to come included; not for strategies.
  public BarColumns bars(int instrument) {
    return bars[instrument];
  }

  /// Shows the next bar of an instrument, known at this moment.
  public void nextBar(int instrument) {
    barIndex[instrument]++;
    row[instrument]++;
    isFresh[instrument] = true;
    hasBars = true;
    isPricedByBar[instrument] = true;
    note(instrument, MarketEvent.BAR);
  }

  /// Lets go of bars that came one by one beyond the last so many; before the first has come.
  public void keep(int bars) {
    kept = bars;
  }

  /// Takes a bar of an instrument whose bars are not known ahead; at most one a moment.
  ///
  /// @param bar known at this moment
  public void bar(int instrument, Bar bar) {
    bars[instrument] = growing(instrument).add(bar);
    int dropped = row[instrument] + 1 - (bars[instrument].size() - 1);
    row[instrument] -= dropped;
    rescaledRow[instrument] -= dropped;
    nextBar(instrument);
  }

  private GrowingBars growing(int instrument) {
    if (growing.length == 0) {
      growing = GrowingBars.of(instruments.length, kept);
    }
    return growing[instrument];
  }

  /// The bars of an instrument that came one by one, up to now.
  public BarHistory history(int instrument) {
    return growing(instrument).history();
  }

  /// States how far an instrument's prices can be relied on from now on.
  public void input(int instrument, InputState state) {
    inputs[instrument] = state;
  }

  public InputState input(int instrument) {
    return inputs[instrument];
  }

  /// Takes a quote of an instrument; at most one a moment.
  public void quote(int instrument, long newBid, long newBidSize, long newAsk, long newAskSize) {
    quote[instrument].set(newBid, newBidSize, newAsk, newAskSize);
    noteQuote(instrument, Quote.middle(newBid, newAsk));
  }

  private void noteQuote(int instrument, long middle) {
    isQuoted[instrument] = true;
    hasQuotes[instrument] = true;
    notePrice(instrument, MarketEvent.QUOTE, middle);
  }

  /// Starts a stretch of moments that are one quote of an instrument each, from a row of a page
  /// on; [#showQuote] must follow at once.
  public void beginQuotes(int instrument, QuoteColumns page, int first) {
    clear();
    noteQuote(instrument, price(instrument));
    shown = quote[instrument];
    shown.open(page, first);
    shownInstrument = instrument;
  }

  /// A moment of the stretch: the quote in a row of its page.
  ///
  /// @param middle of the quote
  public void showQuote(int row, long nanos, long middle) {
    timeNanos = nanos;
    moment++;
    shown.show(row);
    price[shownInstrument] = middle;
  }

  /// Ends the stretch: its page may be written anew.
  public void endQuotes() {
    shown.keep();
  }

  /// Takes a trade of the market; at most one an instrument and moment.
  public void tradeTick(int instrument, long newPrice, long newQuantity) {
    tradePrice[instrument] = newPrice;
    tradeQuantity[instrument] = newQuantity;
    isTraded[instrument] = true;
    hasTradeTicks[instrument] = true;
    notePrice(instrument, MarketEvent.TRADE_TICK, newPrice);
  }

  private void notePrice(int instrument, MarketEvent event, long newPrice) {
    price[instrument] = newPrice;
    isPricedByBar[instrument] = false;
    note(instrument, event);
  }

  private void note(int instrument, MarketEvent event) {
    changed[changedCount] = instrument;
    changedBy[changedCount++] = event;
  }

  /// Rescales what is remembered of prices by a split: new price = price × denominator /
  /// numerator.
  public void split(int instrument, long newShares, long oldShares) {
    rescaledClose[instrument] = split(close(instrument), newShares, oldShares);
    rescaledRow[instrument] = row[instrument];
    price[instrument] = split(price[instrument], newShares, oldShares);
    quote[instrument].split(newShares, oldShares);
    tradePrice[instrument] = split(tradePrice[instrument], newShares, oldShares);
    if (growing.length != 0) {
      growing[instrument].history().split(newShares, oldShares);
    }
  }

  static long split(long oldPrice, long newShares, long oldShares) {
    return FixedPoint.ratio(oldPrice, oldShares, newShares, RoundingMode.HALF_UP);
  }

  public int instruments() {
    return instruments.length;
  }

  public Instrument instrument(int index) {
    return instruments[index];
  }

  /// The moment, nanoseconds since 1970-01-01 UTC.
  public long timeNanos() {
    return timeNanos;
  }

  /// Number of the moment, from 1.
  public long moment() {
    return moment;
  }

  /// True if what fills orders of the instrument has changed: its quotes, else its trades, else
  /// its bar.
  public boolean isFillable(int instrument) {
    if (hasQuotes[instrument]) {
      return isQuoted[instrument] || isTraded[instrument];
    }
    return hasTradeTicks[instrument] ? isTraded[instrument] : isFresh[instrument];
  }

  /// True if bars fill orders of the instrument, because it has neither quotes nor trade ticks.
  public boolean isFilledByBars(int instrument) {
    return !hasQuotes[instrument] && !hasTradeTicks[instrument];
  }

  /// True if a bar became known at this moment.
  public boolean hasBars() {
    return hasBars;
  }

  public int changedCount() {
    return changedCount;
  }

  /// The instrument of the event at a position, in the source's order.
  public int changed(int position) {
    return changed[position];
  }

  /// True if the instrument's bar became known at this moment.
  public boolean isFresh(int instrument) {
    return isFresh[instrument];
  }

  /// Number of the last bar, from 0; −1 before the first.
  public int barIndex(int instrument) {
    return barIndex[instrument];
  }

  /// When the last bar opened; of an instrument that has a bar, as all that follows.
  public long openTimeNanos(int instrument) {
    return bars[instrument].openTimeNanos()[row[instrument]];
  }

  public long closeTimeNanos(int instrument) {
    return bars[instrument].closeTimeNanos()[row[instrument]];
  }

  public long open(int instrument) {
    return bars[instrument].open()[row[instrument]];
  }

  public long high(int instrument) {
    return bars[instrument].high()[row[instrument]];
  }

  public long low(int instrument) {
    return bars[instrument].low()[row[instrument]];
  }

  public long volume(int instrument) {
    return bars[instrument].volume()[row[instrument]];
  }

  /// Close of the last bar, as known now: a split since then has rescaled it; 0 before the first.
  public long close(int instrument) {
    return close(instrument, row[instrument]);
  }

  /// Close of the bar before the last; 0 before there are two.
  public long previousClose(int instrument) {
    return close(instrument, row[instrument] - 1);
  }

  private long close(int instrument, int index) {
    if (index < 0) {
      return 0;
    }
    return index == rescaledRow[instrument]
        ? rescaledClose[instrument]
        : bars[instrument].close()[index];
  }

  /// End of the bar before the last; 0 before there are two.
  public long previousCloseTimeNanos(int instrument) {
    int index = row[instrument] - 1;
    return index < 0 ? 0 : bars[instrument].closeTimeNanos()[index];
  }

  public MarketEvent changedBy(int position) {
    return changedBy[position];
  }

  /// Last known price: a bar's close, the middle of a quote, or a trade's price; 0 before the
  /// first.
  public long price(int instrument) {
    return isPricedByBar[instrument] ? close(instrument) : price[instrument];
  }

  public boolean isQuoted(int instrument) {
    return isQuoted[instrument];
  }

  public boolean isTraded(int instrument) {
    return isTraded[instrument];
  }

  /// True once the instrument has been quoted: then quotes fill orders, and bars do not.
  public boolean hasQuotes(int instrument) {
    return hasQuotes[instrument];
  }

  /// True once trade ticks have come: then they fill orders, and bars do not.
  public boolean hasTradeTicks(int instrument) {
    return hasTradeTicks[instrument];
  }

  public long bid(int instrument) {
    return quote[instrument].bid();
  }

  public long bidSize(int instrument) {
    return quote[instrument].bidSize();
  }

  public long ask(int instrument) {
    return quote[instrument].ask();
  }

  public long askSize(int instrument) {
    return quote[instrument].askSize();
  }

  /// True once a quote has told a size: from then on 0 says that nothing is displayed.
  public boolean tellsSizes(int instrument) {
    return quote[instrument].tellsSizes();
  }

  public long tradePrice(int instrument) {
    return tradePrice[instrument];
  }

  public long tradeQuantity(int instrument) {
    return tradeQuantity[instrument];
  }
}
