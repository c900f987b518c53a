package io.papertape.live.venue.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.Ignored;
import io.papertape.live.feed.FeedEvent.Refused;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FeedEvent.Unknown;
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.TimeText;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FixFramesTest {
  private static final String HEAD = "8=FIX.4.4|9=0|35=%s|49=VENUE|56=ME|34=7|%s";
  private static final String SENT = "52=20261126-04:00:00.123456|";
  private static final long SENT_NANOS = TimeText.iso("2026-11-26T04:00:00.123456Z");
  private static final String BOTH_SIDES =
      "55=BTC/USD|262=1-99|268=2|269=0|270=40000.5|271=2|269=1|270=40001|271=3.25|";

  private final FeedCodec best = venue("depth: 1").codec();
  private final FeedCodec whole = venue("depth: 0").codec();

  private static FixVenue venue(String depth) {
    return FixVenue.read("fix.yaml", FixVenueTest.DESCRIPTION.replace("depth: 1", depth));
  }

  private static List<FeedEvent> read(FeedCodec codec, String type, String body) {
    String text = HEAD.formatted(type, SENT) + body + "10=000|";
    List<FeedEvent> events = new ArrayList<>();
    codec.decode(text.replace('|', '\u0001').getBytes(StandardCharsets.UTF_8), events::add);
    return events;
  }

  private static Level level(String price, String size) {
    return new Level(FixedPoint.parse(price), FixedPoint.parse(size), "", "");
  }

  private static BookSnapshot snapshot(List<Level> bids, List<Level> asks) {
    return new BookSnapshot("BTC/USD", SENT_NANOS, 0, 0, bids, asks, OptionalLong.empty());
  }

  private static BookUpdate update(String symbol, List<Level> bids, List<Level> asks) {
    return new BookUpdate(symbol, SENT_NANOS, 0, 0, -1, 0, bids, asks, OptionalLong.empty());
  }

  @Test
  void aSnapshotIsABookAtTheTimeOfSending() {
    assertThat(read(best, "W", BOTH_SIDES))
        .containsExactly(snapshot(List.of(level("40000.5", "2")), List.of(level("40001", "3.25"))));
  }

  @Test
  void aRecordingThatAPersonCanReadIsReadTheSame() {
    List<FeedEvent> events = new ArrayList<>();
    String text = HEAD.formatted("W", SENT) + BOTH_SIDES;
    best.decode(text.getBytes(StandardCharsets.UTF_8), events::add);
    assertThat(events).isEqualTo(read(venue("depth: 1").codec(), "W", BOTH_SIDES));
  }

  @Test
  void ofDepthOneAChangeTakesThePlaceOfTheBestPrice() {
    read(best, "W", BOTH_SIDES);
    assertThat(read(best, "X", "268=1|279=1|269=0|55=BTC/USD|270=40000.75|271=1|"))
        .containsExactly(
            update("BTC/USD", List.of(level("40000.5", "0"), level("40000.75", "1")), List.of()));
    assertThat(read(best, "X", "268=1|279=0|269=0|55=BTC/USD|270=40000.25|271=4|"))
        .containsExactly(
            update("BTC/USD", List.of(level("40000.25", "4"), level("40000.75", "0")), List.of()));
    assertThat(read(best, "X", "268=1|279=2|269=1|55=BTC/USD|"))
        .containsExactly(update("BTC/USD", List.of(), List.of(level("40001", "0"))));
  }

  @Test
  void ordersWithIdsAddUpAtTheirPrice() {
    read(
        whole,
        "W",
        "55=BTC/USD|268=3|269=0|278=a|270=100|271=2|269=0|278=b|270=100|271=3"
            + "|269=1|278=c|270=101|271=1|");
    assertThat(read(whole, "X", "268=1|279=1|278=a|269=0|55=BTC/USD|271=7|"))
        .containsExactly(update("BTC/USD", List.of(level("100", "10")), List.of()));
    assertThat(read(whole, "X", "268=1|279=1|278=d|280=b|269=0|55=BTC/USD|270=99|"))
        .containsExactly(
            update("BTC/USD", List.of(level("99", "3"), level("100", "7")), List.of()));
    assertThat(read(whole, "X", "268=1|279=2|278=a|269=0|55=BTC/USD|"))
        .containsExactly(update("BTC/USD", List.of(level("100", "0")), List.of()));
    assertThat(read(whole, "X", "268=1|279=2|278=b|269=0|55=BTC/USD|"))
        .containsExactly(new Unknown("Entry is not in the book: entry=id b."));
  }

  @Test
  void withoutIdsAWholeBookGoesByPrice() {
    read(whole, "W", BOTH_SIDES);
    assertThat(
            read(
                whole,
                "X",
                "268=3|279=0|269=0|55=BTC/USD|270=40000|271=9|279=1|269=0|270=40000.5|271=1"
                    + "|279=2|269=1|270=40001.00|"))
        .containsExactly(
            update(
                "BTC/USD",
                List.of(level("40000", "9"), level("40000.5", "1")),
                List.of(level("40001", "0"))));
  }

  @Test
  void oneMessageMayTellOfSeveralInstruments() {
    assertThat(
            read(
                whole,
                "X",
                "268=3|279=0|269=0|48=4002|22=8|270=3000|271=1|279=0|269=1|270=3001|271=2"
                    + "|279=0|269=0|55=BTC/USD|270=40000|271=3|"))
        .containsExactly(
            update("ETH/USD", List.of(level("3000", "1")), List.of(level("3001", "2"))),
            update("BTC/USD", List.of(level("40000", "3")), List.of()));
    assertThat(read(best, "X", "262=2-99|268=1|279=0|269=0|270=3000|271=1|"))
        .containsExactly(update("ETH/USD", List.of(level("3000", "1")), List.of()));
  }

  @Test
  void tradesHaveTheirOwnTimeAndTheSideThatTookTheOther() {
    assertThat(
            read(
                best,
                "X",
                "268=2|279=0|269=2|55=BTC/USD|270=40000.00000001|271=0.5|272=20261126"
                    + "|273=03:59:59.999|1003=t1|2446=2"
                    + "|279=0|269=2|270=1|271=1|60=20261126-03:59:58|5797=1|"))
        .containsExactly(
            new Trade(
                "BTC/USD",
                TimeText.iso("2026-11-26T03:59:59.999Z"),
                "t1",
                Side.SELL,
                FixedPoint.parse("40000.00000001"),
                FixedPoint.parse("0.5")),
            new Trade(
                "BTC/USD",
                TimeText.iso("2026-11-26T03:59:58Z"),
                "",
                Side.BUY,
                FixedPoint.ONE,
                FixedPoint.ONE));
  }

  @Test
  void aTradeWithoutASideIsLeftOutAndCounted() {
    FixVenue venue = venue("depth: 1");
    assertThat(read(venue.codec(), "X", "268=1|279=0|269=2|55=BTC/USD|270=1|271=1|54=1|"))
        .containsExactly(new Ignored("trade-without-side"));
    assertThat(venue.findings(List.of()))
        .containsExactly(
            "Trades tell no side and are left out: events=1. Give trade-side-tag, or"
                + " trades: false.");
    FixVenue told = FixVenue.read("fix.yaml", FixVenueTest.DESCRIPTION + "trade-side-tag: 54\n");
    assertThat(read(told.codec(), "X", "268=1|279=0|269=2|55=BTC/USD|270=1|271=1|54=1|"))
        .singleElement()
        .isInstanceOf(Trade.class);
  }

  @Test
  void tradesOfASnapshotAndStatisticsAreIgnored() {
    assertThat(read(best, "W", "55=BTC/USD|268=2|269=2|270=1|271=1|269=7|270=2|"))
        .containsExactly(new Ignored("snapshot-entry-2"), new Ignored("snapshot-entry-7"));
    assertThat(read(best, "X", "268=1|279=0|269=B|55=BTC/USD|271=100|"))
        .containsExactly(new Ignored("entry-B"));
  }

  @Test
  void anEmptyBookIsToldAsOne() {
    read(best, "W", BOTH_SIDES);
    assertThat(read(best, "X", "268=1|279=0|269=J|55=BTC/USD|"))
        .containsExactly(snapshot(List.of(), List.of()));
    assertThat(read(best, "W", "55=BTC/USD|268=0|"))
        .containsExactly(snapshot(List.of(), List.of()));
  }

  @Test
  void refusalsSayWhatAndWhy() {
    assertThat(read(best, "Y", "262=2-99|281=0|58=No such symbol|"))
        .containsExactly(new Refused("2-99", "ETH/USD", "0", "No such symbol"));
    assertThat(read(best, "j", "372=V|380=3|58=Not here|"))
        .containsExactly(new Refused("", "message-V", "3", "Not here"));
    assertThat(read(best, "3", "45=2|372=V|373=5|"))
        .containsExactly(new Refused("", "message-V", "5", ""));
    assertThat(read(best, "5", "58=End of day|"))
        .containsExactly(new VenueState(VenueState.State.CLOSING, "End of day"));
    assertThat(read(best, "B", "148=News|")).containsExactly(new Ignored("message-B"));
  }

  @Test
  void aHeartbeatHasNoNumberOfItsOwnBecauseOtherMessagesUseUpNumbersToo() {
    assertThat(read(best, "0", "")).containsExactly(new FeedEvent.Heartbeat(SENT_NANOS, 0));
    assertThat(read(best, "1", "112=T|")).containsExactly(new FeedEvent.Heartbeat(SENT_NANOS, 0));
  }

  @Test
  void whatIsSentAgainIsOfBeforeAGap() {
    assertThat(read(best, "W", "43=Y|" + BOTH_SIDES)).containsExactly(new Ignored("sent-again"));
  }

  @Test
  void whatIsNotUnderstoodIsUnknownAsAWhole() {
    assertThat(read(best, "W", BOTH_SIDES.replace("40001", "1e11")))
        .containsExactly(
            new Unknown(
                "Number out of range: text=1e11. Prices and quantities must be below 10^10, volumes"
                    + " of bars below 10^18."));
    assertThat(read(best, "W", BOTH_SIDES.replace("268=2", "268=3")))
        .containsExactly(new Unknown("Entries are not as many as said: said=3, entries=2."));
    assertThat(read(best, "W", "268=0|")).containsExactly(new Unknown("Tag is missing: tag=55."));
    assertThat(read(best, "X", "268=1|279=5|269=0|55=BTC/USD|270=1|271=1|"))
        .containsExactly(
            new Unknown("Entry is changed in a way that is not understood: action=5."));
    assertThat(read(best, "X", "268=1|279=0|269=2|55=BTC/USD|270=1|271=1|2446=3|"))
        .containsExactly(new Unknown("Not a side: text=3."));
    assertThat(read(best, "X", "268=1|279=0|269=0|55=BTC/USD|270=1|271=1|60=yesterday|"))
        .containsExactly(new Unknown("Not a time of FIX: text=yesterday."));
    List<FeedEvent> events = new ArrayList<>();
    best.decode("nonsense".getBytes(StandardCharsets.UTF_8), events::add);
    best.decode(new byte[0], events::add);
    assertThat(events)
        .containsExactly(
            new Unknown("Not a field of FIX: text=nonsense."),
            new Unknown("Not a message of FIX: it is empty."));
  }

  @Test
  void sizesThatAddUpBeyondWhatCanBeKeptAreUnknown() {
    String huge = "269=0|278=%s|270=100|271=9999999999|";
    assertThat(read(whole, "W", "55=BTC/USD|268=2|" + huge.formatted("a") + huge.formatted("b")))
        .containsExactly(
            new Unknown(
                "Size is out of range: price=100. All that is at a price must be below 10^10."));
  }
}
