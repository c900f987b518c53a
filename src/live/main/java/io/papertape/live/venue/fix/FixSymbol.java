package io.papertape.live.venue.fix;

import io.papertape.live.venue.InstrumentSteps;
import java.util.Optional;

/// An instrument as a venue names it by FIX.
///
/// @param symbol     tag 55, and how the feed names it
/// @param securityId tag 48, where the venue wants it
/// @param idSource   tag 22 beside it
public record FixSymbol(
    String symbol, Optional<String> securityId, Optional<String> idSource, InstrumentSteps steps) {
  boolean isOfId(String id) {
    return securityId.isPresent() && securityId.get().equals(id);
  }
}
