package io.papertape.workspace.synthetic;

import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.SeriesWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Makes a data set of shares that never traded, from a seed.
///
/// Per symbol: calm and wild regimes, fat-tailed returns, overnight gaps. The first symbol splits
/// two for one after two fifths of the days (prices stay raw and halve); the last one is halted
/// for
/// five days after seven tenths. Days are Monday to Friday from 2010-01-04, without holidays.
///
/// @param symbols how many, named `SYN1`, `SYN2`, …
/// @param days    trading days, the halted ones included
public record SyntheticMarket(long seed, int symbols, int days, Resolution resolution) {
  private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 4);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final int HALTED_DAYS = 5;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  public SyntheticMarket {
    boolean known = resolution.equals(Resolution.DAY) || resolution.intraday();
    if (symbols < 1 || symbols > 1_000 || days < 1 || days > 20_000 || !known) {
      throw WorkspaceException.configuration(
          ("Market out of range: symbols=%d, days=%d, resolution=%s. Use 1 to "
                  + "1000 symbols, 1 to 20000 days and 1d or less.")
              .formatted(symbols, days, resolution));
    }
  }

  /// Writes the market into the store.
  public DataSet generate(DataStore store, String name, DataSetWriter.Mode mode) {
    try (DataSetWriter writer = store.writer(name, mode)) {
      for (int i = 1; i <= symbols; i++) {
        Instrument instrument = Instrument.equity("SYN" + i);
        write(i, writer.series(instrument, resolution, origin(i)));
      }
      return writer.commit();
    }
  }

  private Origin origin(int symbol) {
    String said =
        "synthetic: seed %d, %d days, %s%s%s"
            .formatted(
                seed,
                days,
                "regimes, fat tails and gaps",
                symbol == 1 ? ", split 2:1 before " + day(splitDay()) : "",
                symbol == symbols
                    ? String.format(
                        Locale.ROOT, ", halted for %d days from %s", HALTED_DAYS, day(haltDay()))
                    : "");
    return new Origin(NEW_YORK.toString(), "start", List.of(), List.of(said));
  }

  private int splitDay() {
    return days * 2 / 5;
  }

  private int haltDay() {
    return days * 7 / 10;
  }

  private void write(int symbol, SeriesWriter out) {
    SyntheticPrice price = new SyntheticPrice(new SplitMix(seed * 31 + symbol), barsPerDay());
    for (int day = 0; day < days; day++) {
      price.startDay();
      if (symbol == 1 && day == splitDay() && day > 0) {
        price.split(2);
      }
      boolean halted = symbol == symbols && day >= haltDay() && day < haltDay() + HALTED_DAYS;
      if (!halted || days <= HALTED_DAYS) {
        writeDay(day, price, out);
      }
    }
  }

  private void writeDay(int index, SyntheticPrice price, SeriesWriter out) {
    LocalDate day = day(index);
    long close = day.atTime(CLOSE).atZone(NEW_YORK).toEpochSecond() * NANOS_PER_SECOND;
    long start = day.atTime(OPEN).atZone(NEW_YORK).toEpochSecond() * NANOS_PER_SECOND;
    long step = resolution.intraday() ? resolution.nanos() : close - start;
    for (; start < close; start += step) {
      price.next();
      out.add(
          start,
          Math.min(close, start + step),
          price.open(),
          price.high(),
          price.low(),
          price.close(),
          price.volume());
    }
  }

  private int barsPerDay() {
    long session = (CLOSE.toSecondOfDay() - OPEN.toSecondOfDay()) * NANOS_PER_SECOND;
    return resolution.intraday() ? (int) Math.ceilDiv(session, resolution.nanos()) : 1;
  }

  private static LocalDate day(int index) {
    LocalDate day = FIRST_DAY.plusWeeks(index / DayOfWeek.FRIDAY.getValue());
    return day.plusDays(index % DayOfWeek.FRIDAY.getValue());
  }
}
