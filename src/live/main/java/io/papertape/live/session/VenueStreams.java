package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.Venue;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.util.List;

/// What a feed's text asks of a venue, whatever brings its frames.
///
/// @param text in full: the same text asks for the same again
public record VenueStreams(
    String text, Venue venue, List<TapeInstrument> instruments, Resolution resolution) {
  /// Makes them of a text.
  public interface Factory extends FeedFactory {
    /// @param text as for [#prepare]
    VenueStreams streams(String text, DataSelection wishes);
  }

  public VenueStreams {
    instruments = List.copyOf(instruments);
  }
}
