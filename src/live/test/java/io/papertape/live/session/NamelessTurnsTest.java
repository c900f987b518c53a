package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two connections overlap, and what they tell has no ids.
class NamelessTurnsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = 1_764_108_000 * SECOND;
  private static final String DESCRIPTION =
      """
      name: plain
      url: wss://example.org
      subscribe: {trades: '{"s":"{symbol}"}'}
      frames:
        - tell: trade
          match: {t: trade}
          symbol: s
          time: T
          id: %s
          price: p
          quantity: q
          side: side
      """;

  private final List<Long> told = new ArrayList<>();

  private VenueIntake intake(String description) {
    GenericVenue venue = GenericVenue.read("plain.yaml", description);
    TapeInstrument instrument =
        new TapeInstrument(Instrument.crypto("AAA"), venue.name(), "AAA", 0);
    List<Stream> streams = List.of(Stream.of(Stream.Kind.TRADES, "AAA"));
    VenueIntake intake =
        new VenueIntake(
            venue, List.of(instrument), streams, START, _ -> START, new Told(), new Nobody());
    intake.change(change(1, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.change(change(2, State.LIVE, Reason.MESSAGE_CAME, START));
    return intake;
  }

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add((event.venueNanos() - START) / SECOND);
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      throw new AssertionError(reason);
    }

    @Override
    public void input(TapeEvent.InputChange change) {}

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}
  }

  private static final class Nobody implements IntakeRequests {
    @Override
    public void said(int connection, FeedEvent event) {}

    @Override
    public void snapshot(int connection, String symbol) {}

    @Override
    public void bars(int instrument, long fromNanos) {}

    @Override
    public void clock() {}
  }

  private static FeedChange change(int connection, State state, Reason reason, long at) {
    return new FeedChange("plain", 0, connection, state, reason, at, 0, true, "");
  }

  /// A trade of a second, over a connection.
  private static void tell(VenueIntake intake, int connection, int second) {
    String frame =
        "{\"t\":\"trade\",\"s\":\"AAA\",\"T\":%d,\"i\":%d,\"p\":\"7\",\"q\":\"1\",\"side\":\"buy\"}"
            .formatted((START + second * SECOND) / 1_000_000, second);
    intake.frame(
        "plain",
        connection,
        START + second * SECOND + connection,
        frame.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tradesWithoutIdsAreToldOfOneConnectionAtATime() {
    VenueIntake intake = intake(DESCRIPTION.replace("    id: %s\n", ""));
    for (int second = 1; second <= 10; second++) {
      tell(intake, 1, second);
      tell(intake, 2, second);
    }
    assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(intake.counts()).containsEntry("other-connection", 10L);
  }

  @Test
  void anotherConnectionTellsThemOnceTheFirstIsSilentOrGone() {
    VenueIntake intake = intake(DESCRIPTION.replace("    id: %s\n", ""));
    tell(intake, 1, 1);
    tell(intake, 2, 5); // the first told something 4 s ago
    tell(intake, 2, 7);
    tell(intake, 1, 8);
    assertThat(told).containsExactly(1L, 7L);

    intake.change(change(2, State.LOST, Reason.BROKEN, START + 9 * SECOND));
    tell(intake, 1, 10);
    assertThat(told).containsExactly(1L, 7L, 10L);
  }

  @Test
  void tradesWithIdsAreTakenFromWhoeverTellsThemFirst() {
    VenueIntake intake = intake(DESCRIPTION.formatted("i"));
    tell(intake, 2, 1);
    tell(intake, 1, 1);
    tell(intake, 1, 2);
    tell(intake, 2, 2);
    assertThat(told).containsExactly(1L, 2L);
  }
}
