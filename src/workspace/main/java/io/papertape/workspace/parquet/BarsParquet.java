package io.papertape.workspace.parquet;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.parquet.ParquetColumn.Kind;
import io.papertape.workspace.store.Series;
import java.nio.file.Path;
import java.util.List;

/// Bars as a Parquet file with the columns of the CSV export: exact decimals, times in
/// nanoseconds; importing it gives the same content hash.
public final class BarsParquet implements AutoCloseable {
  private static final long MOST_UNITS = 1_000_000_000_000_000_000L;

  private final ParquetWriter out;
  private final boolean hasWholeVolumes;

  /// @param all the series that will be written
  public BarsParquet(Path file, List<Series> all) {
    hasWholeVolumes =
        all.stream().allMatch(one -> one.instrument().volumeStep() % FixedPoint.ONE == 0);
    out =
        ParquetWriter.create(
            file,
            List.of(
                ParquetColumn.of("symbol", Kind.TEXT),
                ParquetColumn.of("resolution", Kind.TEXT),
                ParquetColumn.of("open_time", Kind.TIME),
                ParquetColumn.of("close_time", Kind.TIME),
                ParquetColumn.of("open", Kind.DECIMAL),
                ParquetColumn.of("high", Kind.DECIMAL),
                ParquetColumn.of("low", Kind.DECIMAL),
                ParquetColumn.of("close", Kind.DECIMAL),
                ParquetColumn.of("volume", hasWholeVolumes ? Kind.LONG : Kind.DECIMAL),
                ParquetColumn.of("volume_step", Kind.DECIMAL)));
  }

  /// Writes the rows of one series.
  public void write(Series series, BarColumns bars) {
    String symbol = series.symbol();
    String resolution = series.resolution().toString();
    long step = series.instrument().volumeStep();
    for (int i = 0; i < bars.size(); i++) {
      out.text(symbol)
          .text(resolution)
          .number(bars.openTimeNanos()[i])
          .number(bars.closeTimeNanos()[i])
          .number(bars.open()[i])
          .number(bars.high()[i])
          .number(bars.low()[i])
          .number(bars.close()[i])
          .number(volume(symbol, bars.volume()[i], step))
          .number(step)
          .endRow();
    }
  }

  private long volume(String symbol, long count, long step) {
    if (hasWholeVolumes) {
      return Math.multiplyExact(count, step / FixedPoint.ONE);
    }
    if (Math.multiplyHigh(count, step) != 0 || Math.abs(count * step) >= MOST_UNITS) {
      throw WorkspaceException.data(
          "Volume has more than 18 digits: symbol=%s, count=%d, step=%s. Export it as CSV."
              .formatted(symbol, count, FixedPoint.format(step)));
    }
    return count * step;
  }

  @Override
  public void close() {
    out.close();
  }
}
