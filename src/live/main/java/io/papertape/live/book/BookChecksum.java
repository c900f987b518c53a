package io.papertape.live.book;

import io.papertape.live.feed.Level;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A venue's checksum over the best prices of a book.
public enum BookChecksum {
  /// The venue has none, or none that is still filled in.
  NONE {
    @Override
    public long of(MutableBook book) {
      throw new IllegalStateException(
          "Book has no checksum: symbol=%s. Do not give one in its events."
              .formatted(book.symbol()));
    }
  },

  /// OKX: CRC32, as a signed number, of `price:quantity` of the 25 best bids and asks in turn,
  /// joined by `:`, as the venue wrote them.
  OKX {
    @Override
    public long of(MutableBook book) {
      StringBuilder text = new StringBuilder(1024);
      int bids = Math.min(OKX_LEVELS, book.bidCount());
      int asks = Math.min(OKX_LEVELS, book.askCount());
      for (int rank = 0; rank < Math.max(bids, asks); rank++) {
        if (rank < bids) {
          append(text, book.bid(rank));
        }
        if (rank < asks) {
          append(text, book.ask(rank));
        }
      }
      return (int) crc32(text);
    }

    private void append(StringBuilder text, Level level) {
      text.append(text.isEmpty() ? "" : ":");
      text.append(level.priceText()).append(':').append(level.quantityText());
    }
  },

  /// Kraken, version 1 and 2: CRC32 of the 10 best asks, then the 10 best bids, each price and
  /// quantity without its point and its leading zeros, as the venue wrote them.
  KRAKEN {
    @Override
    boolean isOnEachUpdate() {
      return true;
    }

    @Override
    public long of(MutableBook book) {
      StringBuilder text = new StringBuilder(512);
      for (int rank = 0; rank < Math.min(KRAKEN_LEVELS, book.askCount()); rank++) {
        append(text, book.ask(rank));
      }
      for (int rank = 0; rank < Math.min(KRAKEN_LEVELS, book.bidCount()); rank++) {
        append(text, book.bid(rank));
      }
      return crc32(text);
    }

    private void append(StringBuilder text, Level level) {
      appendDigits(text, level.priceText());
      appendDigits(text, level.quantityText());
    }

    private void appendDigits(StringBuilder text, String number) {
      boolean isLeading = true;
      for (int i = 0; i < number.length(); i++) {
        char digit = number.charAt(i);
        isLeading &= digit == '0' || digit == '.';
        if (!isLeading && digit != '.') {
          text.append(digit);
        }
      }
    }
  };

  private static final int OKX_LEVELS = 25;
  private static final int KRAKEN_LEVELS = 10;

  /// Checksum of the book as it is.
  public abstract long of(MutableBook book);

  /// True if an update without one says nothing: the venue has no numbers either, so that it would
  /// be believed unseen.
  boolean isOnEachUpdate() {
    return false;
  }

  private static long crc32(CharSequence text) {
    CRC32 crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }
}
