package io.papertape.live.venue.kraken;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.FrameDamage;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.order.Side;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KrakenVersion1FramesTest {
  private static final String SNAPSHOT =
      """
      [0,{"as":[["11.0","1","2.000001"]],"bs":[["10.0","2","3.5"]]},"book-100","A/B"]\
      """;
  private static final String UPDATE =
      """
      [0,{"a":[["11.0","0","4.0"]]},{"b":[["10.0","3","3.9","r"]],"c":"77"},"book-100","A/B"]\
      """;
  private static final String TRADES =
      """
      [0,[["5.5","0.25","1.5","s","l",""],["5.6","1","1.6","b","m",""]],"trade","A/B"]\
      """;
  private static final String SPREAD = "[0,[\"1\",\"2\",\"3.5\",\"4\",\"5\"],\"spread\",\"A/B\"]";
  private static final String OHLC =
      """
      [0,["90.5","120.000000","2","4","1","3","2.5","6",7],"ohlc-1","A/B"]\
      """;

  private final FeedCodec codec = KrakenVenue.codecOfVersion1();

  @Test
  void aSnapshotHasBothSidesAndTheTimeOfItsNewestPrice() {
    assertThat(events(codec, SNAPSHOT))
        .containsExactly(
            new FeedEvent.BookSnapshot(
                "A/B",
                3_500_000_000L,
                0,
                100,
                List.of(Level.of("10.0", "2")),
                List.of(Level.of("11.0", "1")),
                OptionalLong.empty()));
  }

  @Test
  void theSidesOfAnUpdateMayStandInTwoParts() {
    FeedEvent update =
        new FeedEvent.BookUpdate(
            "A/B",
            4_000_000_000L,
            0,
            0,
            -1,
            100,
            List.of(Level.of("10.0", "3")),
            List.of(Level.of("11.0", "0")),
            OptionalLong.of(77));

    assertThat(events(codec, UPDATE)).containsExactly(update);
    assertThat(events(codec, UPDATE.replace("]]},{\"b\"", "]],\"b\""))).containsExactly(update);
  }

  @Test
  void tradesHaveNoNumber() {
    assertThat(events(codec, TRADES))
        .containsExactly(
            new FeedEvent.Trade("A/B", 1_500_000_000, "", Side.SELL, 550_000_000, 25_000_000),
            new FeedEvent.Trade("A/B", 1_600_000_000, "", Side.BUY, 560_000_000, 100_000_000));
  }

  @Test
  void theSpreadIsAQuote() {
    assertThat(events(codec, SPREAD))
        .containsExactly(
            new FeedEvent.TopOfBook(
                "A/B", 3_500_000_000L, 0, 100_000_000, 400_000_000, 200_000_000, 500_000_000));
  }

  @Test
  void aBarEndsAtTheTimeThatItStates() {
    assertThat(events(codec, OHLC))
        .containsExactly(
            new FeedEvent.BarState(
                "A/B",
                90_500_000_000L,
                60_000_000_000L,
                120_000_000_000L,
                200_000_000,
                400_000_000,
                100_000_000,
                300_000_000,
                600_000_000,
                7,
                false));
  }

  @Test
  void refusalsAreUnderstood() {
    assertThat(
            events(
                codec,
                """
                {"errorMessage":"Currency pair not supported X","event":"subscriptionStatus",\
                "pair":"X","reqid":5,"status":"error","subscription":{"name":"ticker"}}\
                """))
        .containsExactly(
            new FeedEvent.Refused("5", "ticker:X", "", "Currency pair not supported X"));
  }

  @Test
  void arraysOfAnotherShapeAreUnknown() {
    assertThat(events(codec, "[]"))
        .containsExactly(new FeedEvent.Unknown("Array of market data is too short: size=0."));
    assertThat(events(codec, "[1,{},\"book\",\"A/B\"]"))
        .containsExactly(new FeedEvent.Unknown("Channel has no number: channel=book."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(
        KrakenVenue::codecOfVersion1, List.of(SNAPSHOT, UPDATE, TRADES, SPREAD, OHLC));
  }
}
