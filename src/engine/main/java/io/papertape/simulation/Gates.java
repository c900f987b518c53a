package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Signal;

/// Where a strategy has stated that it has nothing to decide: its callbacks are held back there,
/// or bars without a resting order are passed over.
final class Gates {
  private static final int NONE = -1;

  private final MutableMarket market;
  private final MutableAccount account;
  private final SeriesColumns columns;
  private final BarSignal[] wakesFlat;
  private final BarSignal[] wakesHeld;
  private final BarSignal[] actsFlat;
  private final BarSignal[] actsHeld;
  private BarSignal ofMoments;
  private BarSignal actingMoments;
  private int momentInstrument = NONE;
  private int stop = Integer.MAX_VALUE;
  private boolean areQuiet;

  Gates(MutableMarket market, MutableAccount account, SeriesColumns columns) {
    this.market = market;
    this.account = account;
    this.columns = columns;
    int count = market.instruments();
    wakesFlat = new BarSignal[count];
    wakesHeld = new BarSignal[count];
    actsFlat = new BarSignal[count];
    actsHeld = new BarSignal[count];
  }

  Condition condition(int instrument, Signal signal) {
    BarSignal column = column(instrument, signal);
    return () -> {
      int bar = market.barIndex(instrument);
      return bar >= 0 && column.isOn(bar);
    };
  }

  private BarSignal column(int instrument, Signal signal) {
    return columns.signal(instrument, signal);
  }

  void onBar(int instrument, Signal signal) {
    wakesFlat[instrument] = column(instrument, signal);
    wakesHeld[instrument] = wakesFlat[instrument];
  }

  void onBar(int instrument, Signal flat, Signal held) {
    wakesFlat[instrument] = column(instrument, flat);
    wakesHeld[instrument] = column(instrument, held);
  }

  void onMoment(int instrument, Signal signal) {
    ofMoments = column(instrument, signal);
    momentInstrument = instrument;
  }

  void acts(int instrument, Signal flat, Signal held) {
    actsFlat[instrument] = column(instrument, flat);
    actsHeld[instrument] = column(instrument, held);
    areQuiet = true;
  }

  void actsAtMoment(int instrument, Signal signal) {
    actingMoments = column(instrument, signal);
    areQuiet = true;
  }

  /// True if bars that are passed over need a quiet callback in a run that is recorded.
  boolean isQuiet(int instrument) {
    return actsFlat[instrument] != null;
  }

  /// True if callbacks of any kind are.
  boolean areQuiet() {
    return areQuiet;
  }

  boolean areMomentsQuiet() {
    return actingMoments != null;
  }

  /// True if the strategy does not want to see the instrument's bar.
  boolean holdsBackBar(int instrument) {
    BarSignal gate = isFlat(instrument) ? wakesFlat[instrument] : wakesHeld[instrument];
    return gate != null && !gate.isOn(market.barIndex(instrument));
  }

  private boolean isFlat(int instrument) {
    return account.quantity(instrument) == 0;
  }

  /// True if the strategy does not want to see this moment.
  boolean holdsBackMoment() {
    return ofMoments != null
        && !(market.isFresh(momentInstrument) && ofMoments.isOn(market.barIndex(momentInstrument)));
  }

  /// Whether bars of every instrument are held back somewhere.
  boolean coverBars() {
    for (int i = 0; i < wakesFlat.length; i++) {
      if (wakesFlat[i] == null && actsFlat[i] == null) {
        return false;
      }
    }
    return true;
  }

  boolean coverMoments() {
    return ofMoments != null || actingMoments != null;
  }

  /// Lets a bar through whatever the signals say, because the run ends there.
  void stopAt(int bar) {
    stop = bar;
  }

  /// Whether what lets a bar through depends on the position: then each fill may change it.
  boolean followPositions() {
    for (int i = 0; i < wakesFlat.length; i++) {
      if (wakesFlat[i] != wakesHeld[i] || actsFlat[i] != actsHeld[i]) {
        return true;
      }
    }
    return false;
  }

  /// The first bar from an index on, and before a limit, that any gate lets through, all
  /// instruments having one bar a moment and positions staying as they are; the limit if there is
  /// none.
  int next(int from, int limit) {
    int first = stop < from ? limit : Math.min(limit, stop);
    for (int i = 0; i < wakesFlat.length; i++) {
      boolean isFlat = isFlat(i);
      first = earlier(isFlat ? wakesFlat[i] : wakesHeld[i], from, first);
      first = earlier(isFlat ? actsFlat[i] : actsHeld[i], from, first);
    }
    return earlier(actingMoments, from, earlier(ofMoments, from, first));
  }

  private static int earlier(BarSignal gate, int from, int limit) {
    return gate == null ? limit : gate.next(from, limit);
  }

  /// Adds the bars that [#next] gives one after the other, of whole words, to a set of bars as
  /// bits.
  ///
  /// @param from first word, whose bits go into `set[0]`
  /// @param to   word after the last
  void addTo(long[] set, int from, int to) {
    for (int i = 0; i < wakesFlat.length; i++) {
      boolean isFlat = isFlat(i);
      add(isFlat ? wakesFlat[i] : wakesHeld[i], set, from, to);
      add(isFlat ? actsFlat[i] : actsHeld[i], set, from, to);
    }
    add(ofMoments, set, from, to);
    add(actingMoments, set, from, to);
    int word = stop / Long.SIZE;
    if (word >= from && word < to) {
      set[word - from] |= 1L << stop;
    }
  }

  private static void add(BarSignal gate, long[] set, int from, int to) {
    if (gate != null) {
      gate.addTo(set, from, to);
    }
  }
}
