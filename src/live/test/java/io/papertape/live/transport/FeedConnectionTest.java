package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What passes a connection, over real sockets: every message whole, unchanged and in order.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FeedConnectionTest {
  private final LoopbackVenue venue = LoopbackVenue.start();
  private final LoopbackWords words = LoopbackWords.at(venue.socket());

  @AfterEach
  void stop() {
    venue.close();
  }

  @Test
  void textOfAnyAlphabetPassesInFragmentsOfOneByte() throws InterruptedException {
    List<String> texts = List.of("{\"p\":\"0.1\"}", "Grüße, €, 東京, 🂡🂢", "x");
    venue.play(Playback.of(texts).inFragmentsOf(1));
    venue.play(Playback.of(texts).byteByByte());
    try (var feed = TestFeed.of(words)) {
      feed.awaitFrames(3);
      assertThat(feed.texts()).isEqualTo(texts);
      feed.supervisor.renew(1);
      feed.clock.addAndGet(1_000_000_000L);
      feed.supervisor.tick();
      feed.awaitFrames(6);
      assertThat(feed.texts().subList(3, 6)).isEqualTo(texts);
    }
  }

  @Test
  void messagesAroundTheSizesOfHeadersAndBuffersPass() throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (int size : new int[] {0, 125, 126, 16_384, 65_535, 65_536, 65_537, 200_000}) {
      texts.add("a".repeat(size));
      texts.add("after " + size);
    }
    venue.play(Playback.of(texts));
    try (var feed = TestFeed.of(words)) {
      feed.awaitFrames(texts.size());
      assertThat(feed.texts().equals(texts)).isTrue();
    }
  }

  @Test
  void messagesOfTenMegabytesPassWholeAndInFragments() throws InterruptedException {
    String large = "0123456789".repeat(1 << 20);
    venue.play(Playback.of(List.of(large, "after")).inFragmentsOf(100_000));
    venue.play(Playback.of(List.of(large)));
    try (var feed = TestFeed.of(words)) {
      feed.awaitFrames(2);
      assertThat(feed.texts().equals(List.of(large, "after"))).isTrue();
      feed.supervisor.renew(1);
      feed.clock.addAndGet(1_000_000_000L);
      feed.supervisor.tick();
      feed.awaitFrames(3);
      assertThat(feed.texts().getLast().equals(large)).isTrue();
    }
  }

  @Test
  void binaryMessagesPass() throws InterruptedException {
    try (var feed = TestFeed.of(words)) {
      venue.awaitClient().binary("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
      feed.awaitFrames(1);
      assertThat(feed.texts()).containsExactly("{\"a\":1}");
    }
  }

  @Test
  void aMessageAboveTheBoundEndsTheConnectionWithAReason() throws InterruptedException {
    venue.play(Playback.of(List.of("a".repeat(1_000), "b".repeat(1_001), "never")));
    var rules = TransportRules.STANDARD.withMostMessageBytes(1_000);
    try (var feed =
        new TestFeed(words, LoopbackWords.trades("A"), rules, new HandOver(10, 100_000))) {
      FeedChange lost = feed.await(State.LOST);
      assertThat(lost.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(lost.detail())
          .isEqualTo(
              "Message is too large: mostMessageBytes=1000. Subscribe to less depth, or raise"
                  + " mostMessageBytes.");
      assertThat(venue.awaitClient().awaitEnd()).isEqualTo("1008 Message above 1000 bytes");
      assertThat(feed.texts()).containsExactly("a".repeat(1_000));
    }
  }

  @Test
  void aMessageWithoutAnEndDoesNotFillTheMemory() throws InterruptedException {
    var rules = TransportRules.STANDARD.withMostMessageBytes(1_000);
    try (var feed =
        new TestFeed(words, LoopbackWords.trades("A"), rules, new HandOver(10, 100_000))) {
      LoopbackSocket client = venue.awaitClient();
      client.fragments("c".repeat(5_000_000), 100);
      assertThat(feed.await(State.LOST).reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(feed.frames).isEmpty();
    }
  }

  @Test
  void aStormOfPingsIsAnsweredAndDelaysNothingForever() throws InterruptedException {
    venue.play(Playback.of(List.of("one", "two")).pingingBeforeEach(10_000));
    try (var feed = TestFeed.of(words)) {
      LoopbackSocket client = venue.awaitClient();
      feed.awaitFrames(2);
      assertThat(feed.texts()).containsExactly("one", "two");
      client.ping("last");
      String pong = client.awaitPong();
      while (!pong.equals("last")) {
        pong = client.awaitPong();
      }
    }
  }

  @Test
  void aSlowListenerPausesTheVenueAndLosesNothing() throws InterruptedException {
    int count = 50_000;
    List<String> texts = IntStream.range(0, count).mapToObj(i -> "message " + i).toList();
    venue.play(Playback.of(texts));
    var handOver = new HandOver(16, 1 << 20);
    try (var feed =
        new TestFeed(words, LoopbackWords.trades("A"), TransportRules.STANDARD, handOver)) {
      feed.awaitFrames(count);
      assertThat(feed.texts().equals(texts)).isTrue();
      assertThat(handOver.depth().deepestFrames()).isBetween(1, 16);
      assertThat(handOver.depth().frames()).isZero();
    }
  }

  @Test
  void aListenerThatStopsIsWaitedForAndItsConnectionNotCalledSilent() throws InterruptedException {
    List<String> texts = IntStream.range(0, 1_000).mapToObj(i -> "message " + i).toList();
    var handOver = new HandOver(16, 1 << 20);
    try (var feed = new TestFeed(words, LoopbackWords.trades("A"), patient(), handOver)) {
      LoopbackSocket client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
      Playback.of(texts).play(client);
      while (handOver.depth().pauses() == 0) {
        assertThat(Thread.interrupted()).isFalse();
        Thread.onSpinWait();
      }
      for (int i = 0; i < 10; i++) {
        feed.advance(Duration.ofSeconds(29));
      }
      feed.awaitFrames(1_001);
      assertThat(feed.texts().subList(1, 1_001)).isEqualTo(texts);
      assertThat(feed.changes.stream().map(FeedChange::state))
          .containsExactly(State.CONNECTING, State.LIVE);
    }
  }

  @Test
  void timeThatPassesBetweenTwoLooksAtTheClockCallsNoPausedConnectionSilent()
      throws InterruptedException {
    List<String> texts = IntStream.range(0, 1_000).mapToObj(i -> "message " + i).toList();
    var handOver = new HandOver(16, 1 << 20);
    try (var feed = new TestFeed(words, LoopbackWords.trades("A"), patient(), handOver)) {
      LoopbackSocket client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
      Playback.of(texts).play(client);
      while (handOver.depth().pauses() == 0) {
        Thread.onSpinWait();
      }
      feed.nanosPerLook = Duration.ofSeconds(31).toNanos(); // the venue is silent for 30 at most
      long until = feed.clock.get() + Duration.ofHours(1).toNanos();
      feed.supervisor.tick();
      while (feed.clock.get() < until) {
        Thread.onSpinWait();
      }
      feed.nanosPerLook = 0;
      feed.awaitFrames(1_001);
      assertThat(feed.changes.stream().map(FeedChange::state))
          .containsExactly(State.CONNECTING, State.LIVE);
    }
  }

  @Test
  void whatIsReadAfterAPauseIsInDoubtUntilAPingOfAfterItIsAnswered() throws InterruptedException {
    List<String> texts = IntStream.range(0, 100).mapToObj(i -> "message " + i).toList();
    var handOver = new HandOver(16, 1 << 20);
    try (var feed =
        new TestFeed(words, LoopbackWords.trades("A"), TransportRules.STANDARD, handOver)) {
      LoopbackSocket client = venue.awaitClient();
      client.text("hello");
      feed.await(State.LIVE);
      Playback.of(texts).play(client);
      while (handOver.depth().pauses() == 0) {
        Thread.onSpinWait();
      }
      assertThat(feed.doubts).isEmpty();
      feed.awaitFrames(101);
      feed.awaitDoubts(2);
      assertThat(feed.doubts.getFirst())
          .isEqualTo(new TestFeed.Doubt(1, true, feed.doubts.getFirst().afterFrames()));
      assertThat(feed.doubts.getFirst().afterFrames()).isBetween(16, 18); // those before the pause
      assertThat(feed.doubts.getLast()).isEqualTo(new TestFeed.Doubt(1, false, 101));
      assertThat(feed.doubts).hasSize(2);
      client.text("fresh");
      feed.awaitFrames(102);
      assertThat(feed.doubts).hasSize(2);
    }
  }

  @Test
  void aConnectionThatIsNotPausedIsNeverInDoubt() throws InterruptedException {
    venue.play(Playback.of(IntStream.range(0, 900).mapToObj(i -> "message " + i).toList()));
    try (var feed = TestFeed.of(words)) {
      feed.awaitFrames(900);
      assertThat(feed.doubts).isEmpty();
    }
  }

  /// Time jumps here: answers to pings are hours late by it.
  private static TransportRules patient() {
    TransportRules rules = TransportRules.STANDARD;
    return new TransportRules(
        rules.openTimeout(),
        rules.probeAfter(),
        Duration.ofHours(1),
        rules.closeWait(),
        rules.connectSpacing(),
        rules.backoff(),
        rules.maintenancePause(),
        rules.steadyAfter(),
        rules.renewalLead(),
        rules.overlap(),
        rules.mostSilences(),
        rules.mostMessageBytes(),
        rules.addresses());
  }
}
