package io.papertape.live.transport;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A venue of few words at any address: one frame subscribes to one stream, and no codec reads
/// what comes.
public record LoopbackWords(URI address, VenueLimits limits, Optional<KeepAlive> keepAlive)
    implements Venue {
  public static final VenueLimits LIMITS =
      new VenueLimits(2, 4, Duration.ZERO, Duration.ofSeconds(30));

  public static LoopbackWords at(URI address) {
    return new LoopbackWords(address, LIMITS, Optional.empty());
  }

  public LoopbackWords with(VenueLimits other) {
    return new LoopbackWords(address, other, keepAlive);
  }

  public LoopbackWords withConnectionLife(Duration life) {
    return with(
        new VenueLimits(
            limits.streamsPerConnection(),
            limits.framesPerSecond(),
            limits.subscribesPerHour(),
            life,
            limits.silence()));
  }

  public LoopbackWords with(KeepAlive other) {
    return new LoopbackWords(address, limits, Optional.of(other));
  }

  /// Trades of as many symbols as there are letters.
  public static List<Stream> trades(String letters) {
    return letters
        .chars()
        .mapToObj(letter -> Stream.of(Stream.Kind.TRADES, String.valueOf((char) letter)))
        .toList();
  }

  @Override
  public String name() {
    return "loopback";
  }

  @Override
  public URI socket(List<Stream> streams) {
    return address;
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    return streams.stream().map(stream -> "subscribe " + stream.symbol()).toList();
  }

  @Override
  public FeedCodec codec() {
    return (_, events) -> events.accept(new FeedEvent.Ignored("loopback"));
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.NONE, BookChecksum.NONE);
  }

  @Override
  public Optional<URI> bookSnapshot(String symbol) {
    return Optional.empty();
  }

  @Override
  public FeedEvent readBookSnapshot(String symbol, byte[] body) {
    throw new UnsupportedOperationException("The loopback venue has no books");
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return Optional.empty();
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    throw new UnsupportedOperationException("The loopback venue has no bars");
  }
}
