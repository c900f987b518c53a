package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Signal;
import java.util.Arrays;

/// Where a strategy has stated that it has nothing to decide: its callbacks are held back there.
final class Gates {
  private static final int NONE = -1;

  private final MutableMarket market;
  private final SignalWords[] words;
  private final SignalColumn[] ofBars;
  private SignalColumn ofMoments;
  private int momentInstrument = NONE;

  Gates(MutableMarket market) {
    this.market = market;
    ofBars = new SignalColumn[market.instruments()];
    words = new SignalWords[market.instruments()];
    Arrays.setAll(words, i -> new SignalWords(i, market.bars(i).size()));
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
    ofBars[instrument] = column(instrument, signal);
  }

  void onMoment(int instrument, Signal signal) {
    ofMoments = column(instrument, signal);
    momentInstrument = instrument;
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
    return Arrays.stream(ofBars).allMatch(gate -> gate != null);
  }

  boolean coverMoments() {
    return ofMoments != null;
  }

  /// The first bar from an index on, and before a limit, that any gate lets through, all
  /// instruments having one bar a moment; the limit if there is none.
  int next(int from, int limit) {
    int first = limit;
    for (SignalColumn gate : ofBars) {
      if (gate != null) {
        first = gate.next(from, first);
      }
    }
    return ofMoments == null ? first : ofMoments.next(from, first);
  }
}
