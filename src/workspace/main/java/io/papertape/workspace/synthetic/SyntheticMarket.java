package io.papertape.workspace.synthetic;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.SeriesWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Makes a data set of shares that never traded, from a seed.
///
/// Per symbol: calm and wild regimes, fat-tailed returns, overnight gaps. The first symbol splits
/// two for one after two fifths of the days (prices stay raw and halve); the last one is halted
/// for five days after seven tenths. Days are the sessions of NYSE from 2010-01-04, half days
/// too.
///
/// @param symbols how many, named `SYN1`, `SYN2`, …
/// @param days    trading days, the halted ones included
public record SyntheticMarket(long seed, int symbols, int days, Resolution resolution) {
  private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 4);
  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();
  private static final int HALTED_DAYS = 5;
  private static final int SHARES_FOR_ONE = 2;

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
    List<Session> sessions = sessions();
    try (DataSetWriter writer = store.writer(name, mode)) {
      for (int i = 1; i <= symbols; i++) {
        Instrument instrument = Instrument.equity("SYN" + i);
        SeriesWriter out = writer.series(instrument, resolution, origin(i, sessions));
        write(i, sessions, out);
        if (i == 1 && splits()) {
          writer.actions(instrument.symbol(), split(sessions.get(splitDay()).date()));
        }
      }
      return writer.commit();
    }
  }

  private Origin origin(int symbol, List<Session> sessions) {
    boolean halts = symbol == symbols && halts();
    String said =
        "synthetic: seed %d, %d days, regimes, fat tails and gaps%s"
            .formatted(
                seed,
                days,
                halts
                    ? ", halted for %d days from %s"
                        .formatted(HALTED_DAYS, sessions.get(haltDay()).date())
                    : "");
    return new Origin(CALENDAR.zone().toString(), "start", List.of(), List.of(said));
  }

  private boolean splits() {
    return splitDay() > 0;
  }

  private boolean halts() {
    return days > HALTED_DAYS;
  }

  private int splitDay() {
    return days * 2 / 5;
  }

  private int haltDay() {
    return days * 7 / 10;
  }

  private static CorporateActions split(LocalDate exDate) {
    long exTime = CALENDAR.nanos(exDate.atStartOfDay());
    return new CorporateActions(
        "SYN1", List.of(new CorporateAction.Split(exDate, exTime, SHARES_FOR_ONE, 1)));
  }

  private void write(int symbol, List<Session> sessions, SeriesWriter out) {
    SyntheticPrice price = new SyntheticPrice(new SplitMix(seed * 31 + symbol), barsPerDay());
    for (int day = 0; day < days; day++) {
      price.startDay();
      if (symbol == 1 && day == splitDay() && splits()) {
        price.split(SHARES_FOR_ONE);
      }
      boolean halted = symbol == symbols && day >= haltDay() && day < haltDay() + HALTED_DAYS;
      if (!halted || !halts()) {
        writeDay(sessions.get(day), price, out);
      }
    }
  }

  private void writeDay(Session session, SyntheticPrice price, SeriesWriter out) {
    long close = session.closeNanos();
    long start = session.openNanos();
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
    Session usual = CALENDAR.usualHours(FIRST_DAY);
    long span = usual.closeNanos() - usual.openNanos();
    return resolution.intraday() ? (int) Math.ceilDiv(span, resolution.nanos()) : 1;
  }

  private List<Session> sessions() {
    List<Session> sessions = new ArrayList<>();
    Session next = CALENDAR.nextSession(FIRST_DAY.minusDays(1));
    while (sessions.size() < days) {
      sessions.add(next);
      next = CALENDAR.nextSession(next.date());
    }
    return sessions;
  }
}
