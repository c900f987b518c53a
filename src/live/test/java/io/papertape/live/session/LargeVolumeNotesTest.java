package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Bars of coins of which more is traded in a minute than a count of 10⁻⁸ holds.
class LargeVolumeNotesTest extends HeardIntake {
  private static final String NOTE =
      "Bars have a larger volume than is kept, and the largest instead: symbol=AAA, events=1.";

  private final BinanceVenue venue = new BinanceVenue(BinanceMarket.SPOT);

  private VenueIntake intake(Instrument traded) {
    VenueIntake intake =
        intake(venue, List.of(Stream.bars(SYMBOL, MINUTE)), START - MINUTE, traded);
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    long asked = START + SECOND;
    intake.bars(0, List.of(bar(START)), OptionalLong.of(asked), asked, asked + SECOND);
    take();
    return intake;
  }

  /// The first bar that closes after the start.
  private static byte[] kline(String volume) {
    long millis = START / 1_000_000;
    return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"AAA\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"AAA\","
            + "\"i\":\"1m\",\"o\":\"7\",\"c\":\"7\",\"h\":\"7\",\"l\":\"7\",\"v\":\"%s\","
            + "\"n\":3,\"x\":true}}")
        .formatted(millis + 60_001, millis, millis + 59_999, volume)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Instrument inWholeUnits() {
    TapeInstrument asked = new TapeInstrument(Instrument.crypto(SYMBOL), "binance", SYMBOL, MINUTE);
    return VenueInstruments.with(asked, new InstrumentSteps(1, FixedPoint.ONE, 0)).instrument();
  }

  @Test
  void aBarIsToldWhoseVolumeIsCutOffAndSo() {
    VenueIntake intake = intake(Instrument.crypto(SYMBOL));

    intake.frame("binance", 1, START + MINUTE + SECOND, kline("100000000000"));

    assertThat(take()).contains("bar 1");
    assertThat(intake.counts()).containsEntry("large-volume", 1L);
    assertThat(intake.notes().lines(List.of())).containsExactly(NOTE);
  }

  /// 9.2 · 10¹⁰ units are the most that a count of 10⁻⁸ holds.
  @Test
  void nobodyIsToldOfABarThatIsKeptWhole() {
    VenueIntake small = intake(Instrument.crypto(SYMBOL));
    small.frame("binance", 1, START + MINUTE + SECOND, kline("92000000000"));
    VenueIntake whole = intake(inWholeUnits());
    whole.frame("binance", 1, START + MINUTE + SECOND, kline("100000000000"));

    assertThat(small.notes().lines(List.of())).isEmpty();
    assertThat(whole.notes().lines(List.of())).isEmpty();
  }

  @Test
  void aCoinThatIsTradedInWholeUnitsCountsItsVolumeInThem() {
    assertThat(inWholeUnits().volumeStep()).isEqualTo(FixedPoint.ONE);
  }
}
