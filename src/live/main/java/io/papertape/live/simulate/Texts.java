package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.JsonValue;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32;

/// What several venues write, and read, in the same way.
final class Texts {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long DAY_MICROS = 86_400 * SECOND_MICROS;

  private Texts() {}

  /// Cents as a price.
  static String cents(long cents) {
    long rest = cents % 100;
    return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  /// A time by ISO 8601, to the microsecond.
  static String iso(long nanos) {
    long micros = Math.floorDiv(nanos, 1_000);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY_MICROS));
    long ofDay = Math.floorMod(micros, DAY_MICROS);
    int second = (int) (ofDay / SECOND_MICROS);
    StringBuilder text = new StringBuilder("2026-11-26T08:30:00.123456Z".length());
    pad(text, date.getYear(), 1_000).append('-');
    pad(text, date.getMonthValue(), 10).append('-');
    pad(text, date.getDayOfMonth(), 10).append('T');
    pad(text, second / 3_600, 10).append(':');
    pad(text, second / 60 % 60, 10).append(':');
    pad(text, second % 60, 10).append('.');
    return pad(text, (int) (ofDay % SECOND_MICROS), 100_000).append('Z').toString();
  }

  /// @param first what the first digit counts: a power of ten
  private static StringBuilder pad(StringBuilder text, int number, int first) {
    for (int unit = first; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
    return text;
  }

  static String side(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }

  static JsonValue parsed(String frame) {
    return JsonValue.parse(frame.getBytes(StandardCharsets.UTF_8));
  }

  /// The parameters of a request.
  static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new TreeMap<>();
    if (address.getQuery() != null) {
      for (String one : address.getQuery().split("&", -1)) {
        int at = one.indexOf('=');
        parameters.put(one.substring(0, at), one.substring(at + 1));
      }
    }
    return parameters;
  }

  /// CRC32 as venues take it of their books.
  static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  /// Levels as `["100.50","7"]`.
  static String levels(List<MarketBook.Change> changes) {
    return levels(changes, "");
  }

  /// @param more follows the two numbers of each level
  static String levels(List<MarketBook.Change> changes, String more) {
    StringBuilder text = new StringBuilder("[");
    for (MarketBook.Change change : changes) {
      text.append(text.length() > 1 ? ",[\"" : "[\"")
          .append(change.price())
          .append("\",\"")
          .append(change.quantity())
          .append('"')
          .append(more)
          .append(']');
    }
    return text.append(']').toString();
  }

  /// Finished bars that opened in a span, both ends inclusive; the oldest first.
  static List<String> bars(
      Market market, long fromNanos, long toNanos, Function<BarState, String> row) {
    List<String> rows = new ArrayList<>();
    for (BarState bar : market.barsAfter(fromNanos)) {
      if (bar.openNanos() >= fromNanos && bar.openNanos() <= toNanos) {
        rows.add(row.apply(bar));
      }
    }
    return rows;
  }

  /// The last rows as an array.
  static String newest(List<String> rows, int most) {
    return array(rows.subList(Math.max(0, rows.size() - most), rows.size()));
  }

  /// The last rows as an array, the newest first.
  static String newestFirst(List<String> rows, int most) {
    return array(rows.subList(Math.max(0, rows.size() - most), rows.size()).reversed());
  }

  private static String array(List<String> rows) {
    return "[" + String.join(",", rows) + "]";
  }
}
