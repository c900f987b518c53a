package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.okx.OkxVenue;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two sessions on one venue connect as one would.
class ConnectPaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000 * SECOND;
  private static final Venue WORDS = LoopbackWords.at(URI.create("wss://venue.example.com/ws"));

  private final ConnectPace pace = new ConnectPace();

  private Supervision session(Venue venue, List<Stream> streams) {
    return new Supervision(venue, streams, TransportRules.STANDARD, new SplittableRandom(1), pace);
  }

  private static boolean opens(List<LinkAction> actions) {
    return actions.stream().anyMatch(LinkAction.Open.class::isInstance);
  }

  @Test
  void connectionsOfTwoSessionsKeepTheDistanceOfThoseOfOne() {
    Supervision one = session(WORDS, LoopbackWords.trades("A"));
    Supervision other = session(WORDS, LoopbackWords.trades("A"));

    assertThat(opens(one.on(new LinkEvent.Start(START)))).isTrue();
    assertThat(opens(other.on(new LinkEvent.Start(START)))).isFalse();
    assertThat(other.nextNanos()).isEqualTo(START + SECOND / 4);
    assertThat(opens(other.on(new LinkEvent.Tick(START + SECOND / 4)))).isTrue();
  }

  @Test
  void aVenueThatWantsToBeLeftAloneIsLeftAloneByAllSessions() {
    Supervision one = session(WORDS, LoopbackWords.trades("A"));
    Supervision other = session(WORDS, LoopbackWords.trades("A"));
    one.on(new LinkEvent.Start(START));
    one.on(
        new LinkEvent.OpenFailed(
            1, START + 1, Reason.RATE_LIMITED, OptionalLong.of(600 * SECOND), "status=403"));

    assertThat(opens(other.on(new LinkEvent.Start(START + 500 * SECOND)))).isFalse();
    assertThat(opens(other.on(new LinkEvent.Tick(START + 601 * SECOND)))).isTrue();
  }

  @Test
  void okxIsConnectedToThreeTimesASecondAtMost() {
    Stream trades = Stream.of(Stream.Kind.TRADES, "BTC-USDT");
    Supervision one = session(new OkxVenue(), List.of(trades));
    Supervision other = session(new OkxVenue(), List.of(trades));
    one.on(new LinkEvent.Start(START));

    assertThat(opens(other.on(new LinkEvent.Start(START + SECOND * 349 / 1000)))).isFalse();
    assertThat(opens(other.on(new LinkEvent.Tick(START + SECOND * 350 / 1000)))).isTrue();
  }
}
