package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import java.util.ArrayList;
import java.util.List;

/// What a sequencer remembers of its instruments.
final class MutableInstruments {
  private final List<MutableInstrument> all = new ArrayList<>();

  /// @param remembered ids and sequence numbers of each
  MutableInstruments(int count, int remembered) {
    for (int i = 0; i < count; i++) {
      all.add(new MutableInstrument(remembered));
    }
  }

  MutableInstrument of(int instrument) {
    return all.get(instrument);
  }

  MutableInstrument of(OfMarket event) {
    return all.get(event.instrument());
  }

  /// Takes the number of what has come in an earlier life.
  void see(OfMarket event) {
    switch (event) {
      case TapedTradeTick tick -> of(tick).isNewTrade(tick.id());
      case TapedQuote quote -> of(quote).isNewQuote(quote.sequence(), quote.venueNanos());
      case TapedBar _ -> {
        // bars are known by their close
      }
    }
  }

  /// Takes what is told.
  void tell(TapeEvent event) {
    switch (event) {
      case TapedQuote quote -> of(quote).tell(quote);
      case TapedTradeTick tick -> of(tick).tell(tick);
      case TapedBar bar -> of(bar).tell(bar);
      case MissingBar bar -> of(bar.instrument()).miss(bar.closeNanos());
      case TapeEvent.InputChange change -> of(change.instrument()).tell(change);
      case TapeEvent.Quarantined _,
          TapeEvent.OperatorCommand _,
          TapeEvent.Outage _,
          TapeEvent.ClockReading _,
          TapeEvent.FeedPlace _ -> {
        // tells no market
      }
    }
  }
}
