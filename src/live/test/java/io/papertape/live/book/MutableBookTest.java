package io.papertape.live.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.Level;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MutableBookTest {
  private static final int ALL = 0;

  private static MutableBook book(SequenceRule rule) {
    return new MutableBook("X", new BookRules(rule, BookChecksum.NONE));
  }

  private static Level level(long price, long quantity) {
    return new Level(price, quantity, Long.toString(price), Long.toString(quantity));
  }

  private static BookSnapshot snapshot(long sequence, int depth) {
    return new BookSnapshot(
        "X",
        sequence,
        sequence,
        depth,
        List.of(level(99, 1), level(98, 2)),
        List.of(level(101, 3), level(102, 4)),
        OptionalLong.empty());
  }

  private static BookUpdate update(long first, long last, long previous, Level... bids) {
    return new BookUpdate(
        "X", last, first, last, previous, ALL, List.of(bids), List.of(), OptionalLong.empty());
  }

  @Test
  void keepsBothSidesSortedFromTheBestPrice() {
    MutableBook book = book(SequenceRule.NONE);
    book.apply(snapshot(1, ALL));
    book.apply(
        new BookUpdate(
            "X",
            5,
            0,
            7,
            -1,
            ALL,
            List.of(level(98, 0), level(100, 5), level(97, 6), level(1, 0)),
            List.of(level(101, 9), level(103, 1)),
            OptionalLong.empty()));

    assertThat(book.bids(10)).containsExactly(level(100, 5), level(99, 1), level(97, 6));
    assertThat(book.asks(2)).containsExactly(level(101, 9), level(102, 4));
    assertThat(book.askCount()).isEqualTo(3);
    assertThat(book.top()).contains(new TopOfBook("X", 5, 7, 100, 5, 101, 9));
  }

  @Test
  void growsBeyondItsFirstCapacity() {
    MutableBook book = book(SequenceRule.NONE);
    book.apply(snapshot(1, ALL));
    for (int price = 1; price <= 90; price++) {
      book.apply(update(0, 0, -1, level(price, price)));
    }

    assertThat(book.bidCount()).isEqualTo(92);
    assertThat(book.bid(91)).isEqualTo(level(1, 1));
    assertThat(book.bid(2)).isEqualTo(level(90, 90));
  }

  @Test
  void dropsPricesBeyondItsDepth() {
    MutableBook book = book(SequenceRule.NONE);
    book.apply(snapshot(1, 2));
    book.apply(
        new BookUpdate(
            "X", 0, 0, 0, -1, 2, List.of(level(100, 1)), List.of(), OptionalLong.empty()));

    assertThat(book.bids(10)).containsExactly(level(100, 1), level(99, 1));
  }

  @Test
  void saysWhenItIsCrossed() {
    MutableBook book = book(SequenceRule.NONE);
    book.apply(snapshot(1, ALL));
    assertThat(book.isCrossed()).isFalse();

    assertThat(book.apply(update(0, 0, -1, level(101, 1)))).isEqualTo(BookStep.APPLIED);
    assertThat(book.isCrossed()).isTrue();
  }

  @Test
  void hasNoTopWhereASideIsEmpty() {
    MutableBook book = book(SequenceRule.NONE);
    book.apply(snapshot(1, ALL));
    book.apply(update(0, 0, -1, level(99, 0), level(98, 0)));

    assertThat(book.isUsable()).isTrue();
    assertThat(book.top()).isEmpty();
  }

  @Test
  void joinsWaitingUpdatesToTheSnapshotTheySpan() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    assertThat(book.apply(update(5, 9, -1, level(1, 1)))).isEqualTo(BookStep.WAITING);
    assertThat(book.apply(update(10, 12, -1, level(2, 1)))).isEqualTo(BookStep.WAITING);
    assertThat(book.apply(update(13, 13, -1, level(3, 1)))).isEqualTo(BookStep.WAITING);

    assertThat(book.apply(snapshot(10, ALL))).isEqualTo(BookStep.APPLIED);

    assertThat(book.sequence()).isEqualTo(13);
    assertThat(book.bids(10)).containsExactly(level(99, 1), level(98, 2), level(3, 1), level(2, 1));
    assertThat(book.apply(update(13, 13, -1, level(3, 7)))).isEqualTo(BookStep.KNOWN);
  }

  @Test
  void aSnapshotOlderThanTheWaitingUpdatesNeedsAnother() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    book.apply(update(20, 22, -1, level(5, 1)));

    assertThat(book.apply(snapshot(10, ALL))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(11, 19));
    assertThat(book.top()).isEmpty();

    assertThat(book.apply(snapshot(19, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.sequence()).isEqualTo(22);
  }

  @Test
  void aMissingUpdateBreaksTheBookUntilTheNextSnapshot() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    book.apply(snapshot(10, ALL));

    assertThat(book.apply(update(13, 15, -1, level(5, 1)))).isEqualTo(BookStep.BROKEN);

    assertThat(book.problem()).contains(new BookProblem.Gap(11, 12));
    assertThat(book.problem().orElseThrow()).hasToString("Updates are missing: from=11, to=12.");
    assertThat(book.isUsable()).isFalse();
    assertThat(book.top()).isEmpty();
    assertThat(book.apply(update(16, 17, -1, level(6, 1)))).isEqualTo(BookStep.WAITING);

    assertThat(book.apply(snapshot(14, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.problem()).isEmpty();
    assertThat(book.sequence()).isEqualTo(17);
    assertThat(book.bid(2)).isEqualTo(level(6, 1));
  }

  @Test
  void aFetchedSnapshotBehindAUsableBookChangesNothing() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    book.apply(snapshot(10, ALL));
    book.apply(update(11, 20, -1, level(5, 1)));

    assertThat(book.apply(snapshot(15, ALL))).isEqualTo(BookStep.KNOWN);
    assertThat(book.sequence()).isEqualTo(20);
    assertThat(book.apply(update(21, 22, -1))).isEqualTo(BookStep.APPLIED);

    assertThat(book.apply(snapshot(30, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(23, 30, -1))).isEqualTo(BookStep.KNOWN);
    assertThat(book.apply(update(31, 31, -1))).isEqualTo(BookStep.APPLIED);
  }

  @Test
  void ofTooManyWaitingUpdatesTheOldestGo() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    for (int i = 1; i <= MutableBook.MOST_WAITING + 1; i++) {
      book.apply(update(i, i, -1));
    }

    assertThat(book.apply(snapshot(0, ALL))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(1, 1));
  }

  @Test
  void ofFuturesTheFirstUpdateSpansTheSnapshotAndEachNamesTheOneBefore() {
    MutableBook book = book(SequenceRule.BINANCE_USDM);
    book.apply(update(1, 8, 0));
    book.apply(update(9, 20, 8, level(5, 1)));
    assertThat(book.apply(snapshot(15, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.sequence()).isEqualTo(20);

    assertThat(book.apply(update(25, 30, 20))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(9, 20, 8))).isEqualTo(BookStep.KNOWN);
    assertThat(book.apply(update(31, 40, 31))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(31, 31));
  }

  @Test
  void consecutiveNumbersShowAGapACopyAndARestart() {
    MutableBook book = book(SequenceRule.CONSECUTIVE);
    assertThat(book.apply(update(11, 11, -1))).isEqualTo(BookStep.WAITING);
    book.apply(snapshot(10, ALL));

    assertThat(book.apply(update(11, 11, -1))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(11, 11, -1))).isEqualTo(BookStep.KNOWN);
    assertThat(book.apply(update(14, 14, -1))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(12, 13));

    book.apply(snapshot(20, ALL));
    BookUpdate afterRestart =
        new BookUpdate("X", 21, 2, 2, -1, ALL, List.of(), List.of(), OptionalLong.empty());
    assertThat(book.apply(afterRestart)).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(21, 1));
  }

  @Test
  void chainedNumbersMayFallButNotBreakOff() {
    MutableBook book = book(SequenceRule.CHAINED);
    book.apply(snapshot(10, ALL));

    assertThat(book.apply(update(0, 17, 10))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(0, 17, 17))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(0, 3, 17))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(0, 5, 3))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(0, 9, 7))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(6, 7));
  }

  @Test
  void risingNumbersDropWhatTheSnapshotHolds() {
    MutableBook book = book(SequenceRule.RISING);
    book.apply(update(0, 9, -1, level(1, 1)));
    book.apply(update(0, 12, -1, level(2, 1)));
    book.apply(snapshot(10, ALL));

    assertThat(book.bids(10)).containsExactly(level(99, 1), level(98, 2), level(2, 1));
    assertThat(book.apply(update(0, 12, -1))).isEqualTo(BookStep.KNOWN);
  }

  @Test
  void risingNumbersThatFallBreakTheBookUntilASnapshotOfAfterwards() {
    MutableBook book = book(SequenceRule.RISING);
    book.apply(snapshot(100, ALL));
    assertThat(book.apply(update(0, 110, -1, level(100, 5)))).isEqualTo(BookStep.APPLIED);

    assertThat(book.apply(update(0, 105, -1, level(97, 5)))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Fallen(110, 105));
    assertThat(book.top()).isEmpty();
    assertThat(book.apply(update(0, 106, -1, level(96, 5)))).isEqualTo(BookStep.WAITING);

    assertThat(book.apply(snapshot(105, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.bids(10)).containsExactly(level(99, 1), level(98, 2), level(96, 5));
  }

  @Test
  void aDifferingChecksumBreaksTheBook() {
    MutableBook book = new MutableBook("X", new BookRules(SequenceRule.NONE, BookChecksum.OKX));
    BookSnapshot snapshot =
        new BookSnapshot(
            "X", 1, 1, ALL, List.of(level(99, 1)), List.of(level(101, 3)), OptionalLong.of(5));

    assertThat(book.apply(snapshot)).isEqualTo(BookStep.BROKEN);
    long computed = BookChecksum.OKX.of(book);
    assertThat(book.problem()).contains(new BookProblem.ChecksumDiffers(5, computed));
    assertThat(book.problem().orElseThrow())
        .hasToString("Checksum differs: expected=5, computed=" + computed + ".");
    assertThat(book.isUsable()).isFalse();
    assertThat(book.apply(update(0, 0, -1))).isEqualTo(BookStep.WAITING);
  }

  @Test
  void anUpdateThatNothingCanBeCheckedByIsNotBelieved() {
    MutableBook book = new MutableBook("X", new BookRules(SequenceRule.NONE, BookChecksum.KRAKEN));
    assertThat(book.apply(snapshot(0, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.apply(update(0, 0, -1, level(2, 1)))).isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.ChecksumMissing());
    assertThat(book.problem().orElseThrow()).hasToString("Update has no checksum.");
    assertThat(book.top()).isEmpty();
    MutableBook numbered =
        new MutableBook("X", new BookRules(SequenceRule.CHAINED, BookChecksum.OKX));
    assertThat(numbered.apply(snapshot(10, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(numbered.apply(update(0, 11, 10))).isEqualTo(BookStep.APPLIED);
  }

  @Test
  void forgetsAllAfterAReset() {
    MutableBook book = book(SequenceRule.BINANCE_SPOT);
    book.apply(snapshot(10, ALL));
    book.apply(update(12, 12, -1));
    book.reset();

    assertThat(book.problem()).isEmpty();
    assertThat(book.isUsable()).isFalse();
    assertThat(book.apply(snapshot(10, ALL))).isEqualTo(BookStep.APPLIED);
    assertThat(book.sequence()).isEqualTo(10);
  }

  @Test
  void refusesAnotherInstrumentsEvent() {
    MutableBook book = new MutableBook("Y", new BookRules(SequenceRule.NONE, BookChecksum.NONE));

    assertThatThrownBy(() -> book.apply(snapshot(1, ALL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Event of another instrument: symbol=X, book=Y. Route events by their symbol.");
  }
}
