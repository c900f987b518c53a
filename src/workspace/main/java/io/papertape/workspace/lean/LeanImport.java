package io.papertape.workspace.lean;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.Counted;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.check.FarReach;
import io.papertape.workspace.csv.ImportReport;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.SeriesWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// Imports US equities of a Lean data folder with their corporate actions: all of it, or nothing.
public final class LeanImport {
  private static final long CENT = FixedPoint.ONE / 100;
  private static final long FINEST_STEP = FixedPoint.ONE / 10_000;

  private final LeanFolder folder;
  private final Workspace workspace;
  private final List<String> assumptions = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private long accepted;
  private long known;

  public LeanImport(Workspace workspace, LeanFolder folder) {
    this.workspace = workspace;
    this.folder = folder;
  }

  /// Writes the tickers' bars of one resolution, `1d`, `1h` or `1m`; no tickers means all.
  public ImportReport run(
      String name, DataSetWriter.Mode mode, List<String> tickers, Resolution resolution) {
    LeanResolution lean = LeanResolution.of(resolution);
    accepted = 0;
    known = 0;
    assumptions.clear();
    findings.clear();
    assumptions.add("Lean folder: raw prices in US dollars, times in New York, " + lean.span());
    try (DataSetWriter writer = DataStore.in(workspace).writer(name, mode)) {
      for (String ticker : chosen(tickers, lean)) {
        write(ticker, lean, writer);
      }
      if (known > 0) {
        findings.add(
            Counted.of(
                    known,
                    "bar not after the stored ones was",
                    "bars not after the stored ones were")
                + " left out");
      }
      DataSet dataSet = writer.commit();
      return new ImportReport(
          dataSet, accepted, 0, 0, findings, assumptions, Optional.empty(), Optional.empty());
    }
  }

  private List<String> chosen(List<String> tickers, LeanResolution lean) {
    List<String> there = folder.tickers(lean);
    if (there.isEmpty()) {
      throw WorkspaceException.data(
          "No bars of the resolution: resolution=%s, folder=%s. Choose another --resolution."
              .formatted(lean.resolution(), folder.path().resolve(lean.folder())));
    }
    List<String> wanted = tickers.stream().map(ticker -> ticker.toLowerCase(Locale.ROOT)).toList();
    for (String ticker : wanted) {
      if (!there.contains(ticker)) {
        throw WorkspaceException.data(
            "No such ticker: ticker=%s, resolution=%s. There are: %s."
                .formatted(
                    ticker.toUpperCase(Locale.ROOT), lean.resolution(), String.join(", ", there)));
      }
    }
    return wanted.isEmpty() ? there : List.copyOf(new TreeSet<>(wanted));
  }

  private void write(String ticker, LeanResolution lean, DataSetWriter writer) {
    Instrument instrument = folder.instrument(ticker);
    String symbol = instrument.symbol();
    List<String> said = new ArrayList<>();
    said.add(range(ticker));
    Origin empty = new Origin(folder.zone().toString(), "start", List.of(), List.of());
    SeriesWriter series = writer.series(instrument, lean.resolution(), empty);
    long step = series.committedRows() == 0 ? CENT : series.instrument().priceStep();
    long before = series.rows();
    switch (lean) {
      case DAILY -> step = add(folder.daily(ticker), step, series);
      case HOURLY -> step = add(folder.hourly(ticker), step, series);
      case MINUTE -> {
        for (LeanFolder.MinuteDay day : folder.minuteFiles(ticker)) {
          step = add(folder.minutes(day.ticker(), day.date()), step, series);
        }
      }
    }
    if (series.rows() == 0) {
      throw WorkspaceException.data(
          "No bar of the company: ticker=%s, resolution=%s. The map file %s.csv names other days."
              .formatted(symbol, lean.resolution(), ticker));
    }
    accepted += series.rows() - before;
    said.add(actions(ticker, writer));
    Origin origin =
        new Origin(empty.zone(), empty.stamp(), new LeanSources(folder).of(ticker, lean), said);
    series.describe(
        instrument.withPriceStep(step),
        series.committedRows() == 0 ? origin : series.origin().followedBy(origin));
    said.forEach(text -> assumptions.add(symbol + ": " + text));
  }

  private String range(String ticker) {
    Optional<DateRange> days = folder.validRange(ticker);
    List<TickerUse> history = folder.history(ticker);
    if (days.isEmpty()) {
      return "no map file, so the whole ticker file is taken for one company";
    }
    String earlier =
        history.stream()
            .map(TickerUse::ticker)
            .filter(other -> !other.equals(ticker))
            .distinct()
            .reduce((one, other) -> one + ", " + other)
            .map(names -> ", before that as " + names)
            .orElse("");
    LocalDate to = days.get().to();
    return "map file: the company from %s%s%s"
        .formatted(days.get().from(), to.getYear() >= 2050 ? "" : " to " + to, earlier);
  }

  /// Stores the recovered actions and says how well they bring the factor file back.
  private String actions(String ticker, DataSetWriter writer) {
    String symbol = folder.instrument(ticker).symbol();
    Optional<RecoveredActions> recovered = folder.recovered(ticker);
    if (recovered.isEmpty()) {
      return "no factor file, so no splits and dividends are known";
    }
    RecoveredActions found = recovered.get();
    writer.actions(symbol, found.actions());
    found
        .differences()
        .forEach(difference -> findings.add("%s: factor %s".formatted(symbol, difference)));
    return "%s recovered from %s of the factor file, %s"
        .formatted(
            ActionCount.of(found.actions()),
            Counted.of(found.rows(), "row"),
            found.differences().isEmpty()
                ? "all of which come back to their printed digits"
                : Counted.of(found.differences().size(), "factor does", "factors do")
                    + " not come back");
  }

  /// Adds the bars after the stored ones and gives the price step they need.
  private long add(BarColumns bars, long step, SeriesWriter series) {
    int from = 0;
    while (from < bars.size() && bars.openTimeNanos()[from] <= series.lastOpenNanos()) {
      from++;
    }
    known += from;
    BarColumns added = from == 0 ? bars : bars.slice(from, bars.size());
    series.add(added);
    String symbol = series.instrument().symbol();
    FarReach.findings(added).forEach(text -> findings.add(symbol + " " + text));
    long finest = step;
    for (int i = 0; i < bars.size() && finest > FINEST_STEP; i++) {
      while (bars.open()[i] % finest != 0
          || bars.high()[i] % finest != 0
          || bars.low()[i] % finest != 0
          || bars.close()[i] % finest != 0) {
        finest /= 10;
      }
    }
    return finest;
  }
}
