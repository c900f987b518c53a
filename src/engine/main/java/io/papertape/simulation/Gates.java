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
  private final SignalColumn[] ofBars;
  private final SignalColumn[] whileFlat;
  private final SignalColumn[] whileHeld;
  private SignalColumn ofMoments;
  private SignalColumn actingMoments;
  private int momentInstrument = NONE;
  private boolean areQuiet;

  Gates(MutableMarket market, MutableAccount account) {
    this.market = market;
    this.account = account;
    ofBars = new SignalColumn[market.instruments()];
    whileFlat = new SignalColumn[market.instruments()];
    whileHeld = new SignalColumn[market.instruments()];
  }

  Condition condition(int instrument, Signal signal) {
    SignalColumn column = column(instrument, signal);
    return () -> {
      int bar = market.barIndex(instrument);
      return bar >= 0 && column.isOn(bar);
    };
  }

  private SignalColumn column(int instrument, Signal signal) {
    return SignalColumn.of(signal, instrument, market.bars(instrument));
  }

  void onBar(int instrument, Signal signal) {
    ofBars[instrument] = column(instrument, signal);
  }

  void onMoment(int instrument, Signal signal) {
    ofMoments = column(instrument, signal);
    momentInstrument = instrument;
  }

  void acts(int instrument, Signal flat, Signal held) {
    whileFlat[instrument] = column(instrument, flat);
    whileHeld[instrument] = column(instrument, held);
    areQuiet = true;
  }

  void actsAtMoment(int instrument, Signal signal) {
    actingMoments = column(instrument, signal);
    areQuiet = true;
  }

  /// True if bars that are passed over need a quiet callback in a run that is recorded.
  boolean isQuiet(int instrument) {
    return whileFlat[instrument] != null;
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
    SignalColumn gate = ofBars[instrument];
    return gate != null && !gate.isOn(market.barIndex(instrument));
  }

  /// True if the strategy does not want to see this moment.
  boolean holdsBackMoment() {
    return ofMoments != null
        && !(market.isFresh(momentInstrument) && ofMoments.isOn(market.barIndex(momentInstrument)));
  }

  /// Whether bars of every instrument are held back somewhere.
  boolean coverBars() {
    for (int i = 0; i < ofBars.length; i++) {
      if (ofBars[i] == null && whileFlat[i] == null) {
        return false;
      }
    }
    return true;
  }

  boolean coverMoments() {
    return ofMoments != null || actingMoments != null;
  }

  /// The first bar from an index on that any gate lets through, all instruments having one bar a
  /// moment and positions staying as they are.
  int next(int from) {
    int first = market.bars(0).size();
    for (int i = 0; i < ofBars.length; i++) {
      first = earlier(first, ofBars[i], from);
      first = earlier(first, account.quantity(i) == 0 ? whileFlat[i] : whileHeld[i], from);
    }
    return earlier(earlier(first, ofMoments, from), actingMoments, from);
  }

  private static int earlier(int first, SignalColumn gate, int from) {
    return gate == null ? first : Math.min(first, gate.next(from));
  }
}
