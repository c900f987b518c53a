package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.Times;
import io.papertape.market.TradeTickColumns;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.report.DelayedBars;
import io.papertape.workspace.report.VolumeCap;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.DataSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The market data of a run, as they are in the store now.
///
/// @param bars          of each instrument, cut to the selection
/// @param ticks         of each instrument, from which its bars were made; empty in a run on bars
/// @param benchmarkBars of the benchmark, if one was named
public record RunBars(
    List<UsedSeries> used,
    List<BarColumns> bars,
    List<RunTicks> ticks,
    Optional<UsedSeries> benchmark,
    Optional<BarColumns> benchmarkBars) {

  public RunBars {
    used = List.copyOf(used);
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  /// Loads a selection, or says what is missing.
  public static RunBars load(Workspace workspace, DataSelection selection) {
    DataStore store = DataStore.in(workspace);
    DataSet set = store.get(selection.dataSet());
    List<UsedSeries> used = new ArrayList<>();
    List<BarColumns> bars = new ArrayList<>();
    List<RunTicks> ticks = new ArrayList<>();
    for (String symbol : symbols(set, selection)) {
      Series series = set.get(symbol, selection.resolution());
      if (series.resolution().isTicks()) {
        ticks.add(cut(RunTicks.of(store, set, series), series, selection));
        bars.add(ticks.getLast().minuteBars(series.instrument()));
        used.add(ticks.getLast().used(series, set.actions(symbol), false));
        continue;
      }
      Chosen chosen = chosen(store, set, series, selection);
      used.add(chosen.used());
      bars.add(chosen.bars());
    }
    checkCurrency(used);
    if (selection.benchmark().isEmpty()) {
      return new RunBars(used, bars, ticks, Optional.empty(), Optional.empty());
    }
    Series series = set.get(selection.benchmark().get(), selection.resolution());
    if (series.resolution().isTicks()) {
      RunTicks compared = cut(RunTicks.of(store, set, series), series, selection);
      return new RunBars(
          used,
          bars,
          ticks,
          Optional.of(compared.used(series, set.actions(series.symbol()), false)),
          Optional.of(compared.minuteBars(series.instrument())));
    }
    Chosen chosen = chosen(store, set, series, selection);
    return new RunBars(used, bars, ticks, Optional.of(chosen.used()), Optional.of(chosen.bars()));
  }

  /// Bars of one instrument and what is stated of them.
  private record Chosen(UsedSeries used, BarColumns bars) {}

  /// The bars of a selection; refused if any of the series is not as it was imported.
  private static Chosen chosen(
      DataStore store, DataSet set, Series series, DataSelection selection) {
    BarColumns all = store.load(set, series);
    BarColumns columns = cut(all, series.instrument(), selection);
    if (columns.size() == 0) {
      throw nothingLeft(series, selection);
    }
    UsedSeries used = used(set, series, columns);
    String hash = columns.size() == all.size() ? used.hash() : DataStore.contentHash(all);
    DataStore.requireIntact(set, series, hash);
    return new Chosen(used, columns);
  }

  /// The part of loaded bars between two dates, both inclusive. Ticks are not cut.
  public RunBars between(Optional<LocalDate> from, Optional<LocalDate> to) {
    if (!ticks.isEmpty()) {
      throw WorkspaceException.data(
          "Ticks are not cut into windows: symbol=%s, resolution=%s. Use bars."
              .formatted(used.getFirst().instrument().symbol(), used.getFirst().resolution()));
    }
    List<UsedSeries> kept = new ArrayList<>();
    List<BarColumns> columns = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      columns.add(cut(bars.get(i), used.get(i), from, to));
      kept.add(again(used.get(i), columns.getLast()));
    }
    Optional<BarColumns> compared = Optional.empty();
    if (benchmark.isPresent()) {
      compared = Optional.of(cut(benchmarkBars.orElseThrow(), benchmark.get(), from, to));
    }
    Optional<BarColumns> columnsOfBenchmark = compared;
    return new RunBars(
        kept,
        columns,
        List.of(),
        benchmark.map(b -> again(b, columnsOfBenchmark.orElseThrow())),
        compared);
  }

  /// Quotes of each instrument; empty in a run on anything else.
  public List<PagedHistory<QuoteColumns>> quoteHistories() {
    return ticks.stream().map(RunTicks::quoteHistory).toList();
  }

  /// Trade ticks of each instrument; empty in a run on anything else.
  public List<PagedHistory<TradeTickColumns>> tradeHistories() {
    return ticks.stream().map(RunTicks::tradeHistory).toList();
  }

  /// The same, each bar known one bar later; empty of ticks. What is stated of them stays.
  public Optional<RunBars> oneBarLater() {
    if (!ticks.isEmpty()) {
      return Optional.empty();
    }
    List<CorporateActions> late =
        DelayedBars.actions(bars, used.stream().map(UsedSeries::actions).toList());
    List<UsedSeries> kept = new ArrayList<>();
    for (int i = 0; i < late.size(); i++) {
      kept.add(used.get(i).with(late.get(i)));
    }
    return Optional.of(
        new RunBars(kept, DelayedBars.of(bars), List.of(), benchmark, benchmarkBars));
  }

  private static UsedSeries again(UsedSeries series, BarColumns columns) {
    return UsedSeries.of(series.instrument(), series.resolution(), columns, series.actions());
  }

  private static BarColumns cut(
      BarColumns bars, UsedSeries series, Optional<LocalDate> from, Optional<LocalDate> to) {
    BarColumns columns = cut(bars, series.instrument(), from, to);
    if (columns.size() == 0) {
      throw WorkspaceException.data(
          "No bars in the chosen days: symbol=%s, from=%s, to=%s. The data used are %s to %s."
              .formatted(
                  series.instrument().symbol(),
                  from.map(LocalDate::toString).orElse("start"),
                  to.map(LocalDate::toString).orElse("end"),
                  Times.instant(series.firstOpenNanos()),
                  Times.instant(series.lastCloseNanos())));
    }
    return columns;
  }

  /// Loads what a manifest states: the span of time it used, so that bars added since do no harm.
  static RunBars asStated(Workspace workspace, Manifest manifest) {
    DataSet set = DataStore.in(workspace).get(manifest.dataSet());
    RunBars loaded = asUsed(workspace, set, manifest.instruments(), RunBars::gone);
    if (manifest.benchmark().isEmpty()) {
      return loaded;
    }
    UsedSeries stated = manifest.benchmark().get();
    RunBars compared = asUsed(workspace, set, List.of(stated), RunBars::gone);
    return new RunBars(
        loaded.used,
        loaded.bars,
        loaded.ticks,
        Optional.of(compared.used.getFirst()),
        Optional.of(compared.bars.getFirst()));
  }

  /// Loads of a data set the spans of time that somebody has used before, so that rows added since
  /// do no harm. Whether they are the same rows say the hashes, which are computed from them.
  ///
  /// @param gone what to say if no row is left in the span of one
  public static RunBars asUsed(
      Workspace workspace,
      DataSet set,
      List<UsedSeries> before,
      Function<UsedSeries, WorkspaceException> gone) {
    DataStore store = DataStore.in(workspace);
    List<UsedSeries> used = new ArrayList<>();
    List<BarColumns> bars = new ArrayList<>();
    List<RunTicks> ticks = new ArrayList<>();
    for (UsedSeries stated : before) {
      Series series = set.get(stated.instrument().symbol(), stated.resolution());
      if (series.resolution().isTicks()) {
        RunTicks left =
            RunTicks.of(store, set, series)
                .between(stated.firstOpenNanos(), stated.lastCloseNanos() + 1)
                .first(stated.rows()); // rows added since may have the time of the last one
        if (left.rows() == 0) {
          throw gone.apply(stated);
        }
        ticks.add(left);
        bars.add(left.minuteBars(series.instrument()));
        used.add(left.used(series, set.actions(series.symbol()), true));
      } else {
        BarColumns left =
            store.load(set, series).between(stated.firstOpenNanos(), stated.lastCloseNanos());
        if (left.size() == 0) {
          throw gone.apply(stated);
        }
        bars.add(left);
        used.add(used(set, series, left));
      }
    }
    return new RunBars(used, bars, ticks, Optional.empty(), Optional.empty());
  }

  private static UsedSeries used(DataSet set, Series series, BarColumns columns) {
    return UsedSeries.of(
        series.instrument(), series.resolution(), columns, set.actions(series.symbol()));
  }

  private static RunTicks cut(RunTicks all, Series series, DataSelection selection) {
    TradingCalendar calendar = TradingCalendar.byName(series.instrument().calendar());
    long from = selection.from().map(date -> start(calendar, date)).orElse(Long.MIN_VALUE);
    long to = selection.to().map(date -> start(calendar, date.plusDays(1))).orElse(Long.MAX_VALUE);
    RunTicks left = all.between(from, to);
    if (left.rows() == 0) {
      throw nothingLeft(series, selection);
    }
    return left;
  }

  private static WorkspaceException gone(UsedSeries stated) {
    return WorkspaceException.data(
        "No bars of the run's time are left: symbol=%s, from=%s, to=%s. Import them again."
            .formatted(
                stated.instrument().symbol(),
                Times.instant(stated.firstOpenNanos()),
                Times.instant(stated.lastCloseNanos())));
  }

  private static List<String> symbols(DataSet set, DataSelection selection) {
    if (!selection.symbols().isEmpty()) {
      return selection.symbols();
    }
    List<String> all =
        set.series().stream()
            .filter(series -> series.resolution().equals(selection.resolution()))
            .map(Series::symbol)
            .toList();
    if (all.isEmpty()) {
      throw WorkspaceException.data(
          ("No series of that resolution: dataSet=%s, resolution=%s, there=%s. State one of these"
               + " as data.resolution, or import bars of the other length: none are made of shorter"
               + " ones.")
              .formatted(
                  set.name(),
                  selection.resolution(),
                  set.series().stream()
                      .map(series -> series.resolution().toString())
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return all;
  }

  private static BarColumns cut(BarColumns bars, Instrument instrument, DataSelection selection) {
    return cut(bars, instrument, selection.from(), selection.to());
  }

  private static BarColumns cut(
      BarColumns bars,
      Instrument instrument,
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay) {
    TradingCalendar calendar = TradingCalendar.byName(instrument.calendar());
    long from = firstDay.map(date -> start(calendar, date)).orElse(Long.MIN_VALUE);
    long to = lastDay.map(date -> start(calendar, date.plusDays(1))).orElse(Long.MAX_VALUE);
    int first = 0;
    while (first < bars.size() && bars.openTimeNanos()[first] < from) {
      first++;
    }
    int end = bars.size();
    while (end > first && bars.openTimeNanos()[end - 1] >= to) {
      end--;
    }
    return first == 0 && end == bars.size() ? bars : bars.slice(first, end);
  }

  private static long start(TradingCalendar calendar, LocalDate date) {
    return calendar.nanos(date.atStartOfDay().minus(calendar.lead()));
  }

  private static void checkCurrency(List<UsedSeries> used) {
    Instrument first = used.getFirst().instrument();
    for (UsedSeries one : used) {
      if (!one.instrument().currency().equals(first.currency())) {
        throw WorkspaceException.data(
            ("Instruments in two currencies: %s in %s, %s in %s."
                    + " One account currency for now; choose with --symbols.")
                .formatted(
                    first.symbol(),
                    first.currency(),
                    one.instrument().symbol(),
                    one.instrument().currency()));
      }
    }
  }

  private static WorkspaceException nothingLeft(Series series, DataSelection selection) {
    TradingCalendar calendar = TradingCalendar.byName(series.instrument().calendar());
    return WorkspaceException.data(
        "No bars in the chosen days: symbol=%s, from=%s, to=%s. The data set has %s to %s."
            .formatted(
                series.symbol(),
                selection.from().map(LocalDate::toString).orElse("start"),
                selection.to().map(LocalDate::toString).orElse("end"),
                series.rows() == 0 ? "nothing" : calendar.dateOf(series.firstOpenNanos()),
                series.rows() == 0 ? "nothing" : calendar.dateOf(series.lastCloseNanos() - 1)));
  }

  /// That of the account: all instruments have it.
  public String currency() {
    return used.getFirst().instrument().currency();
  }

  /// Where orders can be capped by what was traded or displayed.
  public VolumeCap volumeCap() {
    VolumeCap.Measure measure = VolumeCap.Measure.BARS;
    if (!ticks.isEmpty()) {
      boolean isQuoted = used.getFirst().resolution().equals(Resolution.QUOTE);
      measure = isQuoted ? VolumeCap.Measure.QUOTES : VolumeCap.Measure.TRADES;
    }
    return VolumeCap.of(measure, instruments());
  }

  public List<Instrument> instruments() {
    return used.stream().map(UsedSeries::instrument).toList();
  }

  /// Open time of the first bar of all: the start of the account.
  public long firstOpenNanos() {
    return used.stream().mapToLong(UsedSeries::firstOpenNanos).min().orElse(0);
  }

  /// Close time of the last bar of all.
  public long lastCloseNanos() {
    return used.stream().mapToLong(UsedSeries::lastCloseNanos).max().orElse(0);
  }

  /// Bars, quotes or trade ticks of all instruments together.
  public long rows() {
    return used.stream().mapToLong(UsedSeries::rows).sum();
  }
}
