package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Signal;
import java.util.Arrays;

/// Where a strategy has stated that it has nothing to decide: its callbacks are held back there.
final class Gates {
  private static final int NONE = -1;

  private final MutableMarket market;
  private final SignalWords[] words;
  private final MutableAccount account;
  private final SignalColumn[] whileFlat;
  private final SignalColumn[] whileHeld;
  private SignalColumn ofMoments;
  private int momentInstrument = NONE;
  private int stop = Integer.MAX_VALUE;

  Gates(MutableMarket market, MutableAccount account) {
    this.market = market;
    words = new SignalWords[market.instruments()];
    Arrays.setAll(words, i -> new SignalWords(i, market.bars(i).size()));
    this.account = account;
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
    return words[instrument].column(signal);
  }

  void onBar(int instrument, Signal signal) {
    whileFlat[instrument] = column(instrument, signal);
    whileHeld[instrument] = whileFlat[instrument];
  }

  void onBar(int instrument, Signal flat, Signal held) {
    whileFlat[instrument] = column(instrument, flat);
    whileHeld[instrument] = column(instrument, held);
  }

  private SignalColumn ofBars(int instrument) {
    return account.quantity(instrument) == 0 ? whileFlat[instrument] : whileHeld[instrument];
  }

  void onMoment(int instrument, Signal signal) {
    ofMoments = column(instrument, signal);
    momentInstrument = instrument;
  }

  /// True if the strategy does not want to see the instrument's bar.
  boolean holdsBackBar(int instrument) {
    SignalColumn gate = ofBars(instrument);
    return gate != null && !gate.isOn(market.barIndex(instrument));
  }

  /// True if the strategy does not want to see this moment.
  boolean holdsBackMoment() {
    return ofMoments != null
        && !(market.isFresh(momentInstrument) && ofMoments.isOn(market.barIndex(momentInstrument)));
  }

  /// Whether bars of every instrument are held back somewhere.
  boolean coverBars() {
    return Arrays.stream(whileFlat).allMatch(gate -> gate != null);
  }

  boolean coverMoments() {
    return ofMoments != null;
  }

  /// Lets a bar through whatever the signals say, because the run ends there.
  void stopAt(int bar) {
    stop = bar;
  }

  /// Whether what lets a bar through depends on the position: then each fill may change it.
  boolean followPositions() {
    for (int i = 0; i < whileFlat.length; i++) {
      if (whileFlat[i] != whileHeld[i]) {
        return true;
      }
    }
    return false;
  }

  /// The first bar from an index on, and before a limit, that any gate lets through, all
  /// instruments having one bar a moment; the limit if there is none.
  int next(int from, int limit) {
    int first = stop < from ? limit : Math.min(limit, stop);
    for (int i = 0; i < whileFlat.length; i++) {
      SignalColumn gate = ofBars(i);
      if (gate != null) {
        first = gate.next(from, first);
      }
    }
    return ofMoments == null ? first : ofMoments.next(from, first);
  }
}
