package io.papertape.live.venue;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Finishes the bars of a venue that tells how a bar grows and never that it has ended: when the
/// next bar of the instrument is under way, the one before is told once more as final.
///
/// An instrument that nobody trades opens no next bar; then the bar's end shows only in the time
/// that passes, which is not a codec's business, or in the bars fetched by REST.
public final class BarCloser implements FeedCodec {
  private final FeedCodec codec;
  private final Map<Key, FeedEvent.BarState> underWay = new LinkedHashMap<>();

  private record Key(String symbol, long barNanos) {}

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
          }
          events.accept(event);
        });
  }

  private void close(FeedEvent.BarState bar, Consumer<FeedEvent> events) {
    Key key = new Key(bar.symbol(), bar.closeNanos() - bar.openNanos());
    FeedEvent.BarState before = underWay.get(key);
    if (before != null && bar.openNanos() < before.openNanos()) {
      return;
    }
    if (before != null && bar.openNanos() > before.openNanos()) {
      events.accept(finished(before));
    }
    if (bar.isFinal()) {
      underWay.remove(key);
    } else {
      underWay.put(key, bar);
    }
  }

  private static FeedEvent.BarState finished(FeedEvent.BarState bar) {
    return new FeedEvent.BarState(
        bar.symbol(),
        bar.venueNanos(),
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
