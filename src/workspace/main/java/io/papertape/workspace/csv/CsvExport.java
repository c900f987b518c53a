package io.papertape.workspace.csv;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/// Bars as CSV with exact decimals; importing the text gives the same content hash.
///
/// Times are ISO in UTC. The volume step stands in every row, so that counts come back as they
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

  private static String volume(long count, long step) {
    if (step == FixedPoint.ONE || count == 0) {
      return Long.toString(count);
    }
    BigDecimal exact =
        BigDecimal.valueOf(count).multiply(BigDecimal.valueOf(step, FixedPoint.DECIMALS));
    return exact.stripTrailingZeros().toPlainString();
  }
}
