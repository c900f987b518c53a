package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Signal;
import java.util.Arrays;

/// Where a strategy has stated that it has nothing to decide: its callbacks are held back there.
final class Gates {
  private static final int NONE = -1;

  private final MutableMarket market;
  private final SignalColumn[] ofBars;
  private SignalColumn ofMoments;
  private int momentInstrument = NONE;

  Gates(MutableMarket market) {
    this.market = market;
    ofBars = new SignalColumn[market.instruments()];
  }

  Condition condition(int instrument, Signal signal) {
    SignalColumn column = column(instrument, signal);
    return () -> {
      int bar = market.barIndex(instrument);
      return bar >= 0 && column.isOn(bar);
    };
  }

  private SignalColumn column(int instrument, Signal signal) {
    return SignalColumn.of(signal, instrument, market.bars(instrument).size());
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

  /// The first bar from an index on that any gate lets through, all instruments having one bar a
  /// moment.
  int next(int from) {
    int first = market.bars(0).size();
    for (SignalColumn gate : ofBars) {
      if (gate != null) {
        first = Math.min(first, gate.next(from));
      }
    }
    return ofMoments == null ? first : Math.min(first, ofMoments.next(from));
  }
}
