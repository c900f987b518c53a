package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.transport.LoopbackVenue.Reply;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.live.venue.bybit.BybitVenue;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The supervisor against a venue that misbehaves, over real sockets.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FeedSupervisorTest {
  private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(500);

  private final LoopbackVenue venue = LoopbackVenue.start();
  private final LoopbackWords words = LoopbackWords.at(venue.socket());

  @AfterEach
  void stop() {
    venue.close();
  }

  @Test
  void connectsSubscribesAndIsLiveWithTheFirstMessage() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      LoopbackSocket client = venue.awaitClient();
      assertThat(client.awaitText()).isEqualTo("subscribe A");
      client.text("hello");
      assertThat(feed.await(State.LIVE))
          .isEqualTo(
              new FeedChange(
                  "loopback",
                  0,
                  1,
                  State.LIVE,
                  Reason.MESSAGE_CAME,
                  feed.clock.get(),
                  0,
                  false,
                  ""));
      assertThat(feed.frames).containsExactly(new TestFeed.Received(1, feed.clock.get(), "hello"));
    }
  }

  @Test
  void saysGoodByeWhenClosed() throws InterruptedException {
    LoopbackSocket client;
    try (var feed = TestFeed.of(words)) {
      client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
    }
    assertThat(client.awaitEnd()).isEqualTo("1000");
  }

  /// The JDK's client may lose the end, and then a probe finds it: see [FeedSupervisor].
  @Test
  void anEndInTheMiddleOfAMessageHandsOnNoPartOfItAndConnectsAgain() throws InterruptedException {
    venue.play(Playback.of(List.of("one", "two", "three")).cutInsideAfter(2, "x".repeat(99_999)));
    venue.play(Playback.of(List.of("four")));
    try (var feed = TestFeed.of(words)) {
      feed.await(State.LIVE);
      assertThat(feed.awaitWithProbes(State.LOST).reason()).isEqualTo(Reason.BROKEN);
      feed.await(State.BACKING_OFF);
      feed.advance(LONGEST_BACK_OFF);
      feed.await(State.LIVE);
      assertThat(feed.texts()).containsExactly("one", "two", "four");
      assertThat(feed.frames.getLast().connection()).isEqualTo(2);
    }
  }

  @Test
  void aResetConnectsAgain() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      LoopbackSocket client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
      client.reset();
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.BROKEN);
      feed.await(State.BACKING_OFF);
      feed.advance(LONGEST_BACK_OFF);
      venue.awaitClient().text("again");
      assertThat(feed.await(State.LIVE).connection()).isEqualTo(2);
    }
  }

  @Test
  void aGoodByeAfterSomeMessagesIsToldWithTheVenuesWords() throws InterruptedException {
    venue.play(Playback.of(List.of("1", "2", "3", "4")).closingAfter(3, 1001, "moving house"));
    try (var feed = TestFeed.of(words)) {
      FeedChange lost = feed.await(State.LOST);
      assertThat(lost.reason()).isEqualTo(Reason.CLOSED_BY_VENUE);
      assertThat(lost.detail()).isEqualTo("code=1001, reason=moving house");
      assertThat(feed.texts()).containsExactly("1", "2", "3");
      assertThat(venue.awaitClient().awaitEnd()).startsWith("1001");
    }
  }

  @Test
  void aHalfOpenConnectionIsPingedGivenUpAndReplaced() throws InterruptedException {
    venue.play(Playback.of(List.of("hello")).halfOpenAfter(1));
    try (var feed = TestFeed.of(words)) {
      feed.await(State.LIVE);
      feed.advance(Duration.ofSeconds(30));
      feed.await(State.HALF_OPEN);
      feed.advance(Duration.ofSeconds(5));
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.SILENT);
      feed.await(State.BACKING_OFF);
      feed.advance(LONGEST_BACK_OFF);
      venue.awaitClient();
      venue.awaitClient().text("again");
      assertThat(feed.await(State.LIVE).connection()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatStallsAndAnswersPingsIsRenewedWithoutAGap() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      LoopbackSocket stalled = venue.awaitClient();
      stalled.text("hello");
      feed.await(State.LIVE);
      for (int i = 0; i < 18; i++) {
        feed.advance(Duration.ofSeconds(5));
        stalled.ping("sync");
        stalled.awaitPong();
      }
      LoopbackSocket next = venue.awaitClient();
      next.text("again");
      FeedChange live = feed.await(State.LIVE, Reason.MESSAGE_CAME);
      assertThat(live.connection()).isEqualTo(2);
      assertThat(feed.changes.stream().map(FeedChange::state)).doesNotContain(State.LOST);
      assertThat(feed.changes.stream().map(FeedChange::reason)).contains(Reason.STALLED);
    }
  }

  @Test
  void aRefusedHandshakeIsNotRepeatedBeforeTheVenueSaidSo() throws InterruptedException {
    venue.answerHandshake(Reply.of(429, "").with("Retry-After", "40"));
    try (var feed = TestFeed.of(words)) {
      FeedChange lost = feed.await(State.LOST);
      assertThat(lost.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(lost.detail()).isEqualTo("status=429");
      FeedChange backingOff = feed.await(State.BACKING_OFF);
      assertThat(backingOff.untilNanos() - backingOff.atNanos()).isEqualTo(40_000_000_000L);
      feed.advance(Duration.ofSeconds(40));
      venue.awaitClient().text("hello");
      feed.await(State.LIVE);
    }
  }

  @Test
  void aHandshakeThatBybitForbidsIsNotRepeatedForTenMinutes() throws InterruptedException {
    venue.answerHandshake(Reply.of(403, ""));
    try (var feed =
        TestFeed.of(new BybitVenue(BybitVenue.Category.SPOT, venue.socket(), venue.rest("/")))) {
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.RATE_LIMITED);
      FeedChange backingOff = feed.await(State.BACKING_OFF);
      assertThat(backingOff.untilNanos() - backingOff.atNanos()).isEqualTo(600_000_000_000L);
    }
  }

  @Test
  void onlyThoseWhoShareAPaceWaitForEachOther() throws InterruptedException {
    venue.answerHandshake(Reply.of(429, "").with("Retry-After", "40"));
    try (var refused = TestFeed.of(words)) {
      refused.await(State.BACKING_OFF);
      try (var other = TestFeed.of(words)) {
        venue.awaitClient().text("hello");
        other.await(State.LIVE);
      }
    }
  }

  @Test
  void aVenueThatIsUnavailableIsInMaintenance() throws InterruptedException {
    venue.answerHandshake(Reply.of(503, "be right back"));
    try (var feed = TestFeed.of(words)) {
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.UNAVAILABLE);
      FeedChange pause = feed.await(State.MAINTENANCE);
      assertThat(pause.untilNanos() - pause.atNanos()).isBetween(22_500_000_000L, 45_000_000_000L);
      feed.advance(Duration.ofSeconds(45));
      venue.awaitClient().text("hello");
      feed.await(State.LIVE);
    }
  }

  @Test
  void aHandshakeWithoutAnAnswerIsGivenUp() throws InterruptedException {
    venue.answerHandshake(Reply.NONE);
    try (var feed = TestFeed.of(words)) {
      feed.await(State.CONNECTING);
      feed.advance(Duration.ofSeconds(10));
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.TIMED_OUT);
    }
  }

  @Test
  void aNameThatNobodyKnowsIsToldAsSuch() throws InterruptedException {
    try (var feed = TestFeed.of(LoopbackWords.at(URI.create("wss://venue.invalid/ws")))) {
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.NO_NAME);
      assertThat(feed.await(State.BACKING_OFF).reason()).isEqualTo(Reason.NO_NAME);
    }
  }

  @Test
  void anAddressWhereNobodyAnswersIsToldAsSuch() throws Exception {
    URI address;
    try (var free = new ServerSocket(0)) {
      address = URI.create("ws://127.0.0.1:" + free.getLocalPort() + "/ws");
    }
    try (var feed = TestFeed.of(LoopbackWords.at(address))) {
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.UNREACHABLE);
    }
  }

  @Test
  void aPeerThatBreaksTheProtocolIsLeft() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      LoopbackSocket client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
      client.nonsense();
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.BROKEN);
      client.awaitEnd();
    }
  }

  @Test
  void beforeTheEndOfItsLifeAConnectionIsReplacedAndBothAreHandedOn() throws InterruptedException {
    try (var feed = TestFeed.of(words.withConnectionLife(Duration.ofHours(24)))) {
      LoopbackSocket old = venue.awaitClient();
      old.text("old 1");
      feed.await(State.LIVE);
      feed.advance(Duration.ofHours(24).minusMinutes(5));
      LoopbackSocket next = venue.awaitClient();
      assertThat(next.awaitText()).isEqualTo("subscribe A");
      old.text("old 2");
      feed.awaitFrames(2);
      next.text("new 2");
      assertThat(feed.await(State.LIVE, Reason.MESSAGE_CAME).isCovered()).isTrue();
      old.text("old 3");
      feed.awaitFrames(4);
      next.text("new 3");
      feed.awaitFrames(5);
      assertThat(feed.frames.stream().map(frame -> frame.connection() + " " + frame.text()))
          .containsExactly("1 old 1", "1 old 2", "2 new 2", "1 old 3", "2 new 3");
      feed.advance(Duration.ofSeconds(30));
      assertThat(feed.await(State.CLOSED).reason()).isEqualTo(Reason.REPLACED);
      assertThat(old.awaitEnd()).isEqualTo("1000");
      assertThat(feed.changes.stream().map(FeedChange::state)).doesNotContain(State.LOST);
    }
  }

  @Test
  void aVenueThatAnnouncesItsCloseIsLeftBefore() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      venue.awaitClient().text("hello");
      feed.await(State.LIVE);
      feed.advance(Duration.ofSeconds(1));
      feed.supervisor.said(1, new VenueState(VenueState.State.CLOSING, "in 30 s"));
      assertThat(feed.await(State.CONNECTING).reason()).isEqualTo(Reason.VENUE_CLOSING);
      venue.awaitClient().text("hello");
      assertThat(feed.await(State.LIVE).connection()).isEqualTo(2);
    }
  }

  @Test
  void keepAlivesAndAnswersReachTheVenue() throws InterruptedException {
    var keepAlive = new Venue.KeepAlive("{\"op\":\"ping\"}", Duration.ofSeconds(20));
    try (var feed = TestFeed.of(words.with(keepAlive))) {
      LoopbackSocket client = venue.awaitClient();
      assertThat(client.awaitText()).isEqualTo("subscribe A");
      client.text("hello");
      feed.await(State.LIVE);
      feed.advance(Duration.ofSeconds(20));
      assertThat(client.awaitText()).isEqualTo("{\"op\":\"ping\"}");
      feed.supervisor.said(1, new FeedEvent.Ping("{\"pong\":7}"));
      for (int i = 0; i < 5; i++) {
        feed.handOver.next(feed, 50_000_000);
        feed.advance(Duration.ofSeconds(1)); // a ping of ours may have gone before it
      }
      assertThat(client.awaitText()).isEqualTo("{\"pong\":7}");
    }
  }

  @Test
  void streamsAreSplitAndSubscribedToAtTheVenuesPace() throws InterruptedException {
    var limits = new VenueLimits(3, 2, Duration.ZERO, Duration.ofMinutes(5));
    try (var feed =
        new TestFeed(
            words.with(limits),
            LoopbackWords.trades("ABCDE"),
            TransportRules.STANDARD,
            new HandOver(10, 1_000))) {
      LoopbackSocket first = venue.awaitClient();
      assertThat(first.awaitText()).isEqualTo("subscribe A");
      feed.advance(Duration.ofMillis(250));
      LoopbackSocket second = venue.awaitClient();
      assertThat(second.awaitText()).isEqualTo("subscribe D");
      feed.advance(Duration.ofMillis(250));
      assertThat(first.awaitText()).isEqualTo("subscribe B");
      feed.advance(Duration.ofMillis(500));
      assertThat(first.awaitText()).isEqualTo("subscribe C");
      assertThat(second.awaitText()).isEqualTo("subscribe E");
    }
  }

  @Test
  void duplicatesAndMessagesOutOfOrderAreHandedOnAsTheyCame() throws InterruptedException {
    List<String> frames = IntStream.rangeClosed(1, 6).mapToObj(String::valueOf).toList();
    venue.play(Playback.of(frames).duplicatingEvery(3).reorderingEvery(4));
    try (var feed = TestFeed.of(words)) {
      feed.awaitFrames(8);
      assertThat(feed.texts()).containsExactly("1", "2", "3", "4", "3", "5", "6", "6");
    }
  }

  @Test
  void onlyEncryptedAddressesAndThisMachineAreConnectedTo() {
    var plain = LoopbackWords.at(URI.create("ws://venue.example.com/ws"));
    assertThatThrownBy(
            () ->
                FeedSupervisor.start(
                    plain,
                    LoopbackWords.trades("A"),
                    TransportRules.STANDARD,
                    new HostPaces(RestRules.STANDARD, 1),
                    new SplittableRandom(1),
                    () -> 0,
                    new HandOver(1, 1)))
        .hasMessage(
            "Address is not safe: address=ws://venue.example.com/ws. Use wss://, or ws:// on"
                + " 127.0.0.1.");
  }
}
