package io.papertape.live.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BookChecksumTest {
  private static MutableBook book(BookChecksum checksum, List<Level> bids, List<Level> asks) {
    MutableBook book = new MutableBook("X", new BookRules(SequenceRule.NONE, checksum));
    book.apply(new BookSnapshot("X", 1, 1, 0, bids, asks, OptionalLong.empty()));
    return book;
  }

  private static Level level(long price, String priceText, String quantityText) {
    return new Level(price, 1, priceText, quantityText);
  }

  private static long crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  @Test
  void okxTakesBidsAndAsksInTurnAsASignedNumber() {
    MutableBook book =
        book(
            BookChecksum.OKX,
            List.of(level(3, "3366.1", "7"), level(2, "3366", "6")),
            List.of(level(4, "3366.8", "9"), level(5, "3368", "8"), level(6, "3372", "8")));

    long expected = (int) crc32("3366.1:7:3366.8:9:3366:6:3368:8:3372:8");
    assertThat(BookChecksum.OKX.of(book)).isEqualTo(expected).isBetween(-1L << 31, 1L << 31);
  }

  @Test
  void krakenTakesTheDigitsOfAsksThenBids() {
    MutableBook book =
        book(
            BookChecksum.KRAKEN,
            List.of(level(1, "0.05000", "0.00000500")),
            List.of(level(2, "0.05005", "10.00")));

    assertThat(BookChecksum.KRAKEN.of(book)).isEqualTo(crc32("5005" + "1000" + "5000" + "500"));
  }

  @Test
  void aVenueWithoutAChecksumMustNotGiveOne() {
    MutableBook book = book(BookChecksum.NONE, List.of(), List.of());

    assertThatThrownBy(() -> BookChecksum.NONE.of(book))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Book has no checksum: symbol=X. Do not give one in its events.");
  }
}
