package io.papertape.live.venue.fix;

import static io.papertape.live.venue.fix.FixTexts.read;
import static io.papertape.live.venue.fix.FixTexts.venue;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.MutableBook;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.Ignored;
import io.papertape.live.feed.FeedEvent.Unknown;
import io.papertape.live.feed.Level;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Books of a certain depth, from the messages to the best prices.
class FixDepthTest {
  private static final String BID = "269=0|270=%s|271=%s|";
  private static final String ASK = "269=1|270=%s|271=%s|";
  private static final String NEW = "279=0|";
  private static final String CHANGE = "279=1|";
  private static final String DELETE = "279=2|";

  private final MutableBook book =
      new MutableBook("BTC/USD", new BookRules(SequenceRule.NONE, BookChecksum.NONE));
  private final List<FeedEvent> others = new ArrayList<>();
  private FeedCodec codec = venue("depth: 1").codec();

  private static String bid(int price, int size) {
    return BID.formatted(price, size);
  }

  private static String ask(int price, int size) {
    return ASK.formatted(price, size);
  }

  private static String id(String id) {
    return "278=%s|".formatted(id);
  }

  private String whole(String... entries) {
    return tell("W", "55=BTC/USD|268=%d|".formatted(entries.length) + String.join("", entries));
  }

  private String changed(String... entries) {
    return tell("X", "262=1-9|268=%d|".formatted(entries.length) + String.join("", entries));
  }

  /// The book after a message: bids, the best first, and asks.
  private String tell(String type, String body) {
    for (FeedEvent event : read(codec, type, body)) {
      switch (event) {
        case FeedEvent.BookSnapshot snapshot -> book.replace(snapshot);
        case FeedEvent.BookUpdate update -> book.apply(update);
        default -> others.add(event);
      }
    }
    return text(book.bids(9)) + "/" + text(book.asks(9));
  }

  private static String text(List<Level> levels) {
    return levels.stream()
        .map(one -> FixedPoint.format(one.price()) + "x" + size(one.quantity()))
        .collect(Collectors.joining(" "));
  }

  private static String size(long quantity) {
    return quantity == Level.UNTOLD ? "?" : FixedPoint.format(quantity);
  }

  @Test
  void ofDepthOneTheBestOfSeveralInAMessageCounts() {
    whole(bid(100, 1), ask(110, 1));

    assertThat(
            changed(
                NEW + bid(98, 1),
                NEW + bid(99, 2),
                NEW + bid(97, 3),
                CHANGE + ask(112, 1),
                CHANGE + ask(111, 2),
                NEW + ask(113, 3)))
        .isEqualTo("99x2/111x2");
    assertThat(others)
        .containsExactly(new Ignored("entry-not-kept"), new Ignored("entry-not-kept"));
    assertThat(changed(NEW + bid(95, 1))).isEqualTo("95x1/111x2");
  }

  @Test
  void ofDepthOneASnapshotThatIsDeeperIsKeptAsItIs() {
    assertThat(whole(bid(98, 1), bid(100, 2), bid(99, 3), ask(111, 1), ask(110, 2)))
        .isEqualTo("100x2 99x3 98x1/110x2 111x1");
    assertThat(changed(DELETE + bid(100, 0), CHANGE + bid(98, 7)))
        .isEqualTo("99x3 98x7/110x2 111x1");
    assertThat(whole(bid(100, 2), ask(110, 2))).isEqualTo("100x2/110x2");
    assertThat(changed(NEW + bid(99, 1))).isEqualTo("99x1/110x2");
  }

  @Test
  void ofDepthOneANewEntryTakesThePlaceOfOneWithAnotherId() {
    whole(bid(100, 1) + id("a"), ask(110, 1) + id("b"));

    assertThat(changed(NEW + bid(99, 2) + id("c"))).isEqualTo("99x2/110x1");
    assertThat(changed(DELETE + "269=0|" + id("a"))).isEqualTo("99x2/110x1");
    assertThat(changed(CHANGE + bid(98, 3) + id("d"))).isEqualTo("98x3/110x1");
    assertThat(changed(CHANGE + "269=0|270=97|280=d|" + id("e"))).isEqualTo("97x3/110x1");
    assertThat(changed(DELETE + "270=0|" + id("e"))).isEqualTo("/110x1");
    assertThat(others).containsExactly(new Ignored("entry-not-kept"));
  }

  @Test
  void ofDepthOneADeletionOfTheBestBeforeLeavesTheNewOne() {
    whole(bid(100, 1), ask(110, 1));

    assertThat(changed(NEW + bid(101, 2), DELETE + bid(100, 0))).isEqualTo("101x2/110x1");
    assertThat(changed(NEW + bid(99, 2), DELETE + bid(101, 0))).isEqualTo("99x2/110x1");
    assertThat(changed(DELETE + bid(0, 0), DELETE + ask(110, 0))).isEqualTo("/");
  }

  @Test
  void whatFellOutsideTheDepthDoesNotComeBack() {
    codec = venue("depth: 2").codec();
    whole(bid(100, 1), bid(99, 2), ask(110, 1), ask(111, 2));

    assertThat(changed(NEW + bid(101, 3), NEW + ask(109, 3))).isEqualTo("101x3 100x1/109x3 110x1");
    assertThat(changed(DELETE + bid(99, 0), DELETE + bid(101, 0), DELETE + bid(100, 0)))
        .isEqualTo("/109x3 110x1");
    assertThat(changed(DELETE + ask(109, 0), DELETE + ask(110, 0))).isEqualTo("/");
    assertThat(others).isEmpty();
  }

  @Test
  void anEntryOutsideTheDepthMayComeInWithAnotherPrice() {
    codec = venue("depth: 2").codec();
    whole(bid(100, 1) + id("a"), bid(99, 2) + id("b"));
    changed(NEW + bid(101, 3) + id("c"));

    assertThat(changed(CHANGE + "270=102|" + id("b"))).isEqualTo("102x2 101x3/");
    assertThat(changed(DELETE + "269=0|" + id("a"))).isEqualTo("102x2 101x3/");
    assertThat(others).isEmpty();
  }

  @Test
  void aSnapshotDeeperThanAskedShowsThatTheVenueKeepsToNoDepth() {
    codec = venue("depth: 2").codec();
    whole(bid(100, 1), bid(99, 2), bid(98, 3), ask(110, 1));

    assertThat(changed(DELETE + bid(100, 0), DELETE + bid(99, 0))).isEqualTo("98x3/110x1");
  }

  @Test
  void aSizeThatIsNotToldIsAQuoteWithoutIt() {
    codec = venue("depth: 0").codec();

    assertThat(whole("269=0|270=100|", ask(110, 1))).isEqualTo("100x?/110x1");
    assertThat(book.top().orElseThrow().bidSize()).isZero();
    assertThat(changed(NEW + bid(100, 2) + id("a"), NEW + "269=1|270=109|"))
        .isEqualTo("100x?/109x? 110x1");
    assertThat(changed(CHANGE + bid(100, 3), CHANGE + "269=1|270=110|"))
        .isEqualTo("100x5/109x? 110x1");
    assertThat(changed(DELETE + "269=1|270=109|")).isEqualTo("100x5/110x1");
    assertThat(others).isEmpty();
  }

  @Test
  void sizesOfSeveralMakersAtAPriceAddUpInSnapshotsAlone() {
    codec = venue("depth: 0").codec();

    assertThat(whole(bid(100, 1) + "282=X|", bid(100, 2) + "282=Y|", ask(110, 1)))
        .isEqualTo("100x3/110x1");
    changed(DELETE + bid(100, 0) + "282=X|");
    assertThat(others)
        .containsExactly(
            new Unknown(
                "Entries of one price have no MDEntryID to tell them apart: price=100."
                    + " Give updates: full."));
    assertThat(whole(bid(100, 4))).isEqualTo("100x4/");
  }

  @Test
  void aSnapshotInFragmentsIsOneBook() {
    codec = venue("depth: 0").codec();
    whole(bid(90, 1), ask(120, 1));

    assertThat(whole(bid(100, 1), ask(110, 1), bid(99, 2) + "893=N|")).isEqualTo("90x1/120x1");
    assertThat(whole(ask(111, 2) + "893=N|")).isEqualTo("90x1/120x1");
    assertThat(whole(bid(98, 3) + "893=Y|")).isEqualTo("100x1 99x2 98x3/110x1 111x2");
    assertThat(others)
        .containsExactly(new Ignored("snapshot-fragment"), new Ignored("snapshot-fragment"));
    others.clear();
    whole(bid(97, 1) + "893=N|");
    changed(NEW + bid(96, 1));
    assertThat(others.removeLast())
        .isEqualTo(
            new Unknown("Changes come between the fragments of a snapshot: symbol=BTC/USD."));
    assertThat(whole(ask(113, 1))).isEqualTo("97x1/113x1");
  }

  @Test
  void fragmentsAreCollectedUpToABound() {
    whole(bid(100, 1) + "893=N|");
    String many = bid(99, 1).repeat(100_000);

    tell("W", "55=BTC/USD|268=100000|" + many);
    assertThat(others.removeLast())
        .isEqualTo(
            new Unknown(
                "Snapshot has too many entries: symbol=BTC/USD, entries=100001, most=100000."));
  }
}
