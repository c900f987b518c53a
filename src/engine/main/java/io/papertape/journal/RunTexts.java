package io.papertape.journal;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Reason;
import java.util.ArrayList;
import java.util.List;

/// The texts that recur within one run: its symbols, its reasons and the names of its inputs.
final class RunTexts {
  private static final EncodedText ALL_INSTRUMENTS = Key.with("instrument", "*");

  private final MutableMarket market;
  private final RecurringTexts symbols = new RecurringTexts(",\"instrument\":", "");
  private final RecurringTexts reasons = new RecurringTexts(",\"reason\":", "");
  private final List<RecurringTexts> inputs = new ArrayList<>();

  RunTexts(MutableMarket market) {
    this.market = market;
  }

  /// The key `instrument` and its symbol; `*` for −1, the moment as a whole.
  EncodedText instrument(int instrument) {
    return instrument < 0
        ? ALL_INSTRUMENTS
        : symbols.of(instrument, market.instrument(instrument).symbol());
  }

  /// The key `reason` and its text.
  EncodedText reason(Reason reason) {
    return reasons.of(reason.code(), reason.text());
  }

  /// Keys of the inputs of an instrument or of the moment, found by their place.
  RecurringTexts inputs(int instrument) {
    while (inputs.size() <= instrument + 1) {
      inputs.add(new RecurringTexts("", ":"));
    }
    return inputs.get(instrument + 1);
  }
}
