package io.papertape.live.venue;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Finishes the bars of a venue that tells how a bar grows and never that it has ended: when the
/// next bar of the instrument is under way, the one before is told once more as final.
///
/// After a frame that was not understood, or a maintenance, the bars under way are left unfinished
/// unless a newer update of theirs comes: their last trade may be missing. An instrument that
/// nobody trades opens no next bar. Then the bar's end shows only in the time that passes, which is
/// not a codec's business, or in the bars fetched by REST.
public final class BarCloser implements FeedCodec {
  private final FeedCodec codec;
  private final Map<Key, UnderWay> underWay = new LinkedHashMap<>();

  private record Key(String symbol, long barNanos) {}

  /// The newest that is known of a bar.
  ///
  /// @param isDoubtful something newer may have been lost
  private record UnderWay(FeedEvent.BarState bar, boolean isDoubtful) {
    UnderWay doubted() {
      return new UnderWay(bar, true);
    }
  }

  public BarCloser(FeedCodec codec) {
    this.codec = codec;
  }

  @Override
  public void decode(byte[] frame, Consumer<FeedEvent> events) {
    codec.decode(
        frame,
        event -> {
          if (event instanceof FeedEvent.BarState bar) {
            close(bar, events);
          } else if (event instanceof FeedEvent.Unknown || isMaintenance(event)) {
            underWay.replaceAll((_, known) -> known.doubted());
          }
          events.accept(event);
        });
  }

  private static boolean isMaintenance(FeedEvent event) {
    return event instanceof FeedEvent.VenueState state && state.state() == State.MAINTENANCE;
  }

  private void close(FeedEvent.BarState bar, Consumer<FeedEvent> events) {
    Key key = new Key(bar.symbol(), bar.closeNanos() - bar.openNanos());
    UnderWay known = underWay.get(key);
    if (known != null && isOlder(bar, known.bar())) {
      return;
    }
    if (known != null && !known.isDoubtful() && bar.openNanos() > known.bar().openNanos()) {
      events.accept(finished(known.bar(), bar.venueNanos()));
    }
    if (bar.isFinal()) {
      underWay.remove(key);
    } else if (known == null || !known.isDoubtful() || isOlder(known.bar(), bar)) {
      underWay.put(key, new UnderWay(bar, false));
    }
  }

  /// A bar's volume never falls; the venue's clock may be set back. It judges what has no other
  /// sign of its place.
  private static boolean isOlder(FeedEvent.BarState bar, FeedEvent.BarState before) {
    if (bar.openNanos() != before.openNanos()) {
      return bar.openNanos() < before.openNanos();
    }
    if (bar.volume().isBelow(before.volume())) {
      return true;
    }
    return !before.volume().isBelow(bar.volume())
        && bar.venueNanos() != 0
        && bar.venueNanos() < before.venueNanos();
  }

  /// @param venueNanos time of what shows that it has ended
  private static FeedEvent.BarState finished(FeedEvent.BarState bar, long venueNanos) {
    return new FeedEvent.BarState(
        bar.symbol(),
        venueNanos,
        bar.openNanos(),
        bar.closeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.trades(),
        true);
  }
}
