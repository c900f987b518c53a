package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A venue whose name nobody answers for.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowNamesTest {
  @BeforeEach
  void hang() {
    SlowNames.hang();
  }

  @AfterEach
  void answer() {
    SlowNames.answer();
  }

  private static TestFeed feed(String host) {
    return new TestFeed(
        LoopbackWords.at(URI.create("ws://%s:9/".formatted(host))),
        LoopbackWords.trades("A"),
        rules(host),
        new HandOver(1_000, 1 << 26));
  }

  private static TransportRules rules(String host) {
    TransportRules all = TransportRules.STANDARD;
    return new TransportRules(
        all.openTimeout(),
        all.probeAfter(),
        all.pongWait(),
        all.closeWait(),
        all.connectSpacing(),
        all.backoff(),
        all.maintenancePause(),
        all.steadyAfter(),
        all.renewalLead(),
        all.overlap(),
        all.mostSilences(),
        all.mostMessageBytes(),
        new AddressRule(List.of(host)));
  }

  @Test
  void itsAttemptTimesOutAsAnyOther() throws InterruptedException {
    TestFeed feed = feed("times-out.slow.test");
    try {
      SlowNames.awaitQuestion();
      feed.advance(TransportRules.STANDARD.openTimeout().plus(Duration.ofMillis(1)));
      assertThat(feed.await(State.BACKING_OFF).reason()).isEqualTo(Reason.TIMED_OUT);
    } finally {
      SlowNames.answer();
      feed.close();
    }
  }

  @Test
  void theFeedCanBeClosedAllTheSame() throws InterruptedException {
    TestFeed feed = feed("closes.slow.test");
    SlowNames.awaitQuestion();
    Thread closing = Thread.ofPlatform().start(feed::close);
    assertThat(closing.join(Duration.ofSeconds(8))).isTrue();
  }
}
