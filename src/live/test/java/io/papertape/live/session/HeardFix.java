package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.transport.fix.FixAcceptor;
import io.papertape.market.InputState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A feed by FIX of a real acceptor, and what it tells.
abstract class HeardFix {
  static final String DESCRIPTION =
      """
      name: fix-venue
      host: %s
      port: %d
      tls: false
      version: "4.4"
      sender: ME
      target: VENUE
      heartbeat-seconds: 1
      user: ada
      password-file: %s
      symbols:
        - symbol: BTC/USD
          price-step: "0.5"
          quantity-step: "0.001"
          currency: EUR
      """;

  @TempDir Path home;
  final List<String> problems = new CopyOnWriteArrayList<>();
  final FixFeeds feeds = KilledFixSession.feeds(problems::add);
  Optional<FixAcceptor> venue = Optional.empty();
  Path password;

  /// What a feed tells.
  static final class Told implements FeedSink {
    final List<FeedEvent.TopOfBook> quotes = new CopyOnWriteArrayList<>();
    final List<FeedEvent.Trade> trades = new CopyOnWriteArrayList<>();
    final List<TapeEvent.InputChange> inputs = new CopyOnWriteArrayList<>();

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      switch (event) {
        case FeedEvent.TopOfBook quote -> quotes.add(quote);
        case FeedEvent.Trade trade -> trades.add(trade);
        default -> throw new AssertionError(event);
      }
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      throw new AssertionError(reason + " " + event);
    }

    @Override
    public void input(TapeEvent.InputChange change) {
      inputs.add(change);
    }

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}

    boolean isLive() {
      return inputs.getLast().state() == InputState.LIVE;
    }

    boolean hasHad(HealthReason reason) {
      return inputs.stream().anyMatch(one -> one.reason() == reason);
    }
  }

  @BeforeEach
  void write() throws IOException {
    password = home.resolve("password");
    Files.writeString(password, "secret\n");
    protect("rw-------");
  }

  void protect(String permissions) throws IOException {
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString(permissions));
  }

  @AfterEach
  void close() {
    venue.ifPresent(FixAcceptor::close);
  }

  FixAcceptor open(Optional<Path> keyStore) throws IOException {
    FixAcceptor opened = new FixAcceptor(keyStore);
    venue = Optional.of(opened);
    opened.onRequest(one -> one.snapshot("40000", "40001"));
    describe(DESCRIPTION.formatted("127.0.0.1", opened.port(), password));
    return opened;
  }

  void describe(String text) throws IOException {
    Files.writeString(home.resolve("venue.yaml"), text);
  }

  PreparedFeed feed() {
    return KilledFeedSession.feed(feeds, "fix:" + home.resolve("venue.yaml") + "/quote:BTC/USD");
  }
}
