package io.papertape.live.venue.kraken;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState.State;
import io.papertape.live.feed.FrameException;

/// What Kraken's spot protocols say of the venue.
final class KrakenStates {
  private KrakenStates() {}

  static FeedEvent of(String system, String version) {
    State state =
        switch (system) {
          case "online" -> State.ONLINE;
          case "maintenance" -> State.MAINTENANCE;
          case "cancel_only", "post_only", "limit_only", "reduce_only" -> State.LIMITED;
          default ->
              throw new FrameException(
                  "State of the venue is unknown: state=%s.".formatted(system));
        };
    return new FeedEvent.VenueState(
        state, version.isEmpty() ? system : system + ", version " + version);
  }
}
