package io.papertape.workspace.csv;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.Times;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/// Bars, quotes and trade ticks as CSV with exact decimals; importing the text gives the same
/// content hash.
///
/// Times are ISO in UTC. The volume step stands in every row of bars, so that counts come back as
/// they
/// were.
public final class CsvExport {
  /// First line of an export.
  public static final String HEADER =
      "symbol,resolution,open_time,close_time,open,high,low,close,volume,volume_step";

  private CsvExport() {}

  /// Writes the rows of one series, without header.
  public static void write(Series series, BarColumns bars, Appendable out) {
    String start = series.symbol() + "," + series.resolution() + ",";
    long step = series.instrument().volumeStep();
    String end = "," + FixedPoint.format(step) + "\n";
    try {
      for (int i = 0; i < bars.size(); i++) {
        out.append(start)
            .append(Times.instant(bars.openTimeNanos()[i]).toString())
            .append(',')
            .append(Times.instant(bars.closeTimeNanos()[i]).toString())
            .append(',')
            .append(FixedPoint.format(bars.open()[i]))
            .append(',')
            .append(FixedPoint.format(bars.high()[i]))
            .append(',')
            .append(FixedPoint.format(bars.low()[i]))
            .append(',')
            .append(FixedPoint.format(bars.close()[i]))
            .append(',')
            .append(volume(bars.volume()[i], step))
            .append(end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// First line of an export of rows of a resolution.
  public static String header(Resolution resolution) {
    if (!resolution.isTicks()) {
      return HEADER;
    }
    return resolution.equals(Resolution.QUOTE)
        ? "symbol,time,bid,bid_size,ask,ask_size"
        : "symbol,time,price,quantity";
  }

  /// Writes quotes, without header.
  public static void writeQuotes(Series series, PagedHistory<QuoteColumns> quotes, Appendable out) {
    try (PagedHistory.Pages<QuoteColumns> pages = quotes.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        long[][] columns = {page.bid(), page.bidSize(), page.ask(), page.askSize()};
        write(series, page.size(), page.timeNanos(), columns, out);
      }
    }
  }

  /// Writes trade ticks, without header.
  public static void writeTrades(
      Series series, PagedHistory<TradeTickColumns> trades, Appendable out) {
    try (PagedHistory.Pages<TradeTickColumns> pages = trades.pages()) {
      for (TradeTickColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        long[][] columns = {page.price(), page.quantity()};
        write(series, page.size(), page.timeNanos(), columns, out);
      }
    }
  }

  private static void write(
      Series series, int size, long[] timeNanos, long[][] decimals, Appendable out) {
    try {
      for (int i = 0; i < size; i++) {
        out.append(series.symbol()).append(',').append(Times.instant(timeNanos[i]).toString());
        for (long[] column : decimals) {
          out.append(',').append(FixedPoint.format(column[i]));
        }
        out.append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String volume(long count, long step) {
    if (step == FixedPoint.ONE || count == 0) {
      return Long.toString(count);
    }
    BigDecimal exact =
        BigDecimal.valueOf(count).multiply(BigDecimal.valueOf(step, FixedPoint.DECIMALS));
    return exact.stripTrailingZeros().toPlainString();
  }
}
