package io.papertape.live.tape;

import io.papertape.market.Instrument;
import java.util.Objects;

/// An instrument as a tape knows it.
///
/// @param venue       name of the venue, such as `binance`
/// @param venueSymbol as the venue spells it
/// @param barNanos    length of the bars that are streamed; 0: none
public record TapeInstrument(
    Instrument instrument, String venue, String venueSymbol, long barNanos) {
  public TapeInstrument {
    Objects.requireNonNull(instrument, "instrument");
    if (venue.isEmpty() || venueSymbol.isEmpty() || barNanos < 0) {
      throw new IllegalArgumentException(
          "Instrument of a tape is unknown: venue=%s, venueSymbol=%s, barNanos=%d. Name both."
              .formatted(venue, venueSymbol, barNanos));
    }
  }

  public boolean hasBars() {
    return barNanos > 0;
  }
}
