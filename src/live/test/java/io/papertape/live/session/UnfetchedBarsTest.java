package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.generic.GenericVenue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What [VenueIntake] believes of bars that nobody can be asked for. Bars are named by the
/// minute in which they close.
class UnfetchedBarsTest extends HeardIntake {
  private static final String FILE =
      """
      name: example
      url: wss://example.org/feed
      time-unit: millis
      subscribe:
        bars: '{"bars":"{symbol}"}'
      frames:
        - tell: bar
          match: {kind: bar}
          symbol: s
          open-time: t
          bar-seconds: 60
          open: p
          high: p
          low: p
          close: p
          volume: v
          final: f
      """;

  private final Venue venue = GenericVenue.read("example.yaml", FILE);
  private final VenueIntake intake = of(false);

  /// All but that the venue's clock is asked for.
  @Override
  List<String> take() {
    return super.take().stream().filter(word -> !word.equals("wants the clock")).toList();
  }

  private VenueIntake of(boolean isRestarted) {
    return intake(venue, List.of(Stream.bars(SYMBOL, MINUTE)), START - (isRestarted ? MINUTE : 0));
  }

  private static void connection(VenueIntake of, State state, Reason reason, long atNanos) {
    of.change(new FeedChange("example", 0, 1, state, reason, atNanos, 0, false, ""));
  }

  private void connected(long atNanos) {
    connection(intake, State.LIVE, Reason.MESSAGE_CAME, atNanos);
  }

  private static void comes(VenueIntake of, long minute, boolean isFinal) {
    long close = START + minute * MINUTE;
    String frame =
        "{\"kind\":\"bar\",\"s\":\"AAA\",\"t\":%d,\"p\":\"7\",\"v\":\"1\",\"f\":%s}"
            .formatted((close - MINUTE) / 1_000_000, isFinal);
    long received = isFinal ? close + SECOND / 10 : close - 30 * SECOND;
    of.frame("example", 1, received, frame.getBytes(StandardCharsets.UTF_8));
  }

  private void pass(long fromNanos, long toNanos) {
    for (long now = fromNanos; now <= toNanos; now += SECOND) {
      intake.onClock(now);
    }
  }

  @Test
  void anInputStartsUntilItsFirstBarAndIsLiveWithThat() {
    connected(START + 1);
    pass(START + SECOND, START + 3 * MINUTE + 50 * SECOND);
    assertThat(take()).containsExactly("STALE STARTING");

    comes(intake, 4, true);
    assertThat(take()).containsExactly("LIVE MISSING_BAR", "bar 4");
  }

  @Test
  void aBarThatDoesNotComeIsNotSaidToBeNone() {
    connected(START + 1);
    comes(intake, 1, true);
    take();

    pass(START + MINUTE + SECOND, START + 4 * MINUTE);
    assertThat(take()).isEmpty();
    comes(intake, 5, true);
    assertThat(take()).containsExactly("bar 5");
  }

  @Test
  void aNewConnectionShowsNothingOfABarThatIsDue() {
    connected(START + 1);
    comes(intake, 1, true);
    take();

    connection(intake, State.LOST, Reason.BROKEN, START + MINUTE + 10 * SECOND);
    connected(START + MINUTE + 20 * SECOND);
    assertThat(take()).containsExactly("BROKEN DISCONNECTED", "LIVE HEALTHY");

    connection(intake, State.LOST, Reason.BROKEN, START + MINUTE + 50 * SECOND);
    connected(START + 2 * MINUTE + 10 * SECOND);
    pass(START + 2 * MINUTE + 11 * SECOND, START + 2 * MINUTE + 50 * SECOND);
    assertThat(take()).containsExactly("BROKEN DISCONNECTED", "LIVE MISSING_BAR");
  }

  /// Its last bar on the tape closed two minutes ago.
  @Test
  void afterARestartABarUnderWayShowsNothingOfThoseBefore() {
    VenueIntake restarted = of(true);
    connection(restarted, State.LIVE, Reason.MESSAGE_CAME, START + 1);
    take();
    comes(restarted, 1, false);
    assertThat(take()).contains("LIVE MISSING_BAR").doesNotContain("LIVE HEALTHY");
  }
}
