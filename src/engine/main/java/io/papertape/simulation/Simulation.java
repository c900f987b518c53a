package io.papertape.simulation;

import io.papertape.journal.Journal;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.journal.RunHeader;
import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.model.ModelPort;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/// One run of one strategy over market data: state what it needs, then [#run].
///
/// ```java
/// RunResult result =
///     Simulation.of(new BuyAndHold())
///         .on(Instrument.equity("SPY"), bars)
///         .under(Assumptions.papertape())
///         .run();
/// ```
public final class Simulation {
  private final Strategy strategy;
  private final List<Instrument> instruments = new ArrayList<>();
  private final SortedSet<String> symbols = new TreeSet<>();
  private final List<BarColumns> bars = new ArrayList<>();
  private final List<CorporateActions> actions = new ArrayList<>();
  private final List<PagedHistory<QuoteColumns>> quotes = new ArrayList<>();
  private final List<PagedHistory<TradeTickColumns>> ticks = new ArrayList<>();
  private Assumptions assumptions = Assumptions.papertape();
  private RiskLimits limits = RiskLimits.NONE;
  private RecordLevel level = RecordLevel.FOLDED;
  private JournalSink sink = JournalSink.NOWHERE;
  private String manifestHash = "embedded";
  private String name;
  private LongConsumer progress = _ -> {};
  private SharedColumns columns = SharedColumns.ofOneRun();
  private Optional<RunMemory> shared = Optional.empty();
  private boolean hashesAside;
  private boolean skips = true;
  private boolean isRetold;
  private ModelPort models = ModelPort.NONE;
  private Optional<EventSource> feed = Optional.empty();
  private long feedStartNanos;
  private Optional<RunKeeper> keeper = Optional.empty();
  private boolean hasRun;

  private Simulation(Strategy strategy) {
    this.strategy = strategy;
    name = strategy.getClass().getSimpleName();
  }

  /// A run of a strategy. The strategy keeps its state, so each run needs a new one.
  public static Simulation of(Strategy strategy) {
    return new Simulation(strategy);
  }

  /// Adds an instrument with its history; instruments are numbered in the order of these calls.
  public Simulation on(Instrument instrument, BarColumns history) {
    return on(instrument, history, CorporateActions.none(instrument.symbol()));
  }

  /// Adds an instrument with its raw history and what its company did to the shares.
  public Simulation on(
      Instrument instrument, BarColumns history, CorporateActions corporateActions) {
    if (!symbols.add(instrument.symbol())) {
      throw new IllegalArgumentException(
          "Instrument is there twice: symbol=%s. Give each instrument once."
              .formatted(instrument.symbol()));
    }
    Instrument first = instruments.isEmpty() ? instrument : instruments.getFirst();
    if (!first.currency().equals(instrument.currency())) {
      throw new IllegalArgumentException(
          "Instruments in two currencies: %s in %s, %s in %s. One account currency for now."
              .formatted(
                  first.symbol(), first.currency(), instrument.symbol(), instrument.currency()));
    }
    instruments.add(instrument);
    bars.add(history);
    quotes.add(QuoteColumns.NONE);
    ticks.add(TradeTickColumns.NONE);
    actions.add(corporateActions);
    return this;
  }

  /// Adds an instrument whose market comes from a feed; see [#from].
  public Simulation on(Instrument instrument) {
    return on(instrument, BarColumns.of(List.of()));
  }

  /// Takes what happens from a feed or a tape instead of histories. The same strategy over the
  /// same events gives the same journal either way.
  ///
  /// @param startNanos time of the journal's header
  public Simulation from(EventSource source, long startNanos) {
    feed = Optional.of(source);
    feedStartNanos = startNanos;
    return this;
  }

  /// Adds quotes and trade ticks to the instrument added last: they fill its orders instead of
  /// its bars. Columns in memory will do; a longer history is read page by page.
  public Simulation ticks(
      PagedHistory<QuoteColumns> quoteHistory, PagedHistory<TradeTickColumns> tickHistory) {
    if (instruments.isEmpty()) {
      throw new IllegalStateException(
          "Ticks belong to no instrument: instruments=0. Add one with on(instrument, bars) first.");
    }
    quotes.set(quotes.size() - 1, quoteHistory);
    ticks.set(ticks.size() - 1, tickHistory);
    return this;
  }

  public Simulation under(Assumptions value) {
    assumptions = value;
    return this;
  }

  public Simulation within(RiskLimits value) {
    limits = value;
    return this;
  }

  /// Where the journal goes, and how much of it is kept.
  public Simulation journal(JournalSink journalSink, RecordLevel recordLevel) {
    sink = journalSink;
    level = recordLevel;
    return this;
  }

  /// Hashes the journal and hands it to its sink on a second thread while the run goes on: the same
  /// bytes and root. For a run that has a core to spare and whose entries nobody awaits before it
  /// ends.
  public Simulation hashingAside() {
    hashesAside = true;
    return this;
  }

  /// Keeps no journal: for rows of a sweep.
  public Simulation unrecorded() {
    return journal(JournalSink.NOWHERE, RecordLevel.NONE);
  }

  /// Hash of the manifest that states this run, for the journal's header.
  public Simulation manifest(String hash) {
    manifestHash = hash;
    return this;
  }

  /// Name of the strategy in the journal; without it, the name of its class.
  public Simulation named(String value) {
    name = value;
    return this;
  }

  /// Shares the columns of indicators with other runs over the same history; see
  /// [io.papertape.strategy.Context#series].
  public Simulation sharing(SharedColumns value) {
    columns = value;
    return this;
  }

  /// Uses the memory of earlier runs, whose results are gone then; see [RunMemory].
  public Simulation using(RunMemory value) {
    shared = Optional.of(value);
    return this;
  }

  /// Steps through each moment alike, also where nothing can happen or only a quote can come:
  /// slower, and equal in every result.
  public Simulation stepping() {
    skips = false;
    return this;
  }

  /// Tells the histories as a feed would: bars come one by one, and nothing is known ahead.
  /// Slower, and equal in every result.
  public Simulation retelling() {
    isRetold = true;
    return this;
  }

  /// Told the time of the moment reached, nanoseconds since 1970-01-01 UTC, every 65 536 moments.
  public Simulation progress(LongConsumer listener) {
    progress = listener;
    return this;
  }

  /// Where remote models are asked; without it, nowhere.
  public Simulation asking(ModelPort value) {
    models = value;
    return this;
  }

  /// Lets somebody keep the state of the run, or put one back; for runs over a feed.
  public Simulation kept(RunKeeper value) {
    keeper = Optional.of(value);
    return this;
  }

  /// Runs to the end of the data.
  public RunResult run() {
    if (instruments.isEmpty()) {
      throw new IllegalStateException(
          "Simulation has no data: instruments=0. Add one with on(instrument, bars).");
    }
    if (hasRun) {
      throw new IllegalStateException(
          "Simulation has run: strategy=%s. Make a new one; a strategy keeps its state."
              .formatted(strategy.getClass().getSimpleName()));
    }
    hasRun = true;
    RunMemory memory = shared.orElseGet(RunMemory::new);
    long use = memory.begin();
    return feed.isPresent() || isRetold ? runFeed(memory, use) : runHistories(memory, use);
  }

  private RunResult runHistories(RunMemory memory, long use) {
    if (memory.isForgetting()) {
      throw new IllegalStateException(
          "Run over histories keeps its result: instruments=%d. Give it another RunMemory."
              .formatted(instruments.size()));
    }
    MutableMarket market =
        new MutableMarket(instruments.toArray(Instrument[]::new), bars.toArray(BarColumns[]::new));
    HistorySource source =
        new HistorySource(bars.toArray(BarColumns[]::new), quotesIfAny(), ticksIfAny());
    try {
      SeriesColumns known = new KnownColumns(market, columns, actions, memory);
      return run(market, source, known, source.firstNanos(), memory, use);
    } finally {
      source.close();
    }
  }

  private RunResult runFeed(RunMemory memory, long use) {
    MutableMarket market = new MutableMarket(instruments.toArray(Instrument[]::new));
    if (memory.isForgetting()) {
      market.keep(BarHistory.KEPT);
    }
    SeriesColumns streamed = new StreamedColumns(market);
    if (feed.isPresent()) {
      return run(market, feed.get(), streamed, feedStartNanos, memory, use);
    }
    RetoldHistory source = new RetoldHistory(instruments, bars, quotesIfAny(), ticksIfAny());
    try {
      long first = source.nextNanos() == Long.MAX_VALUE ? 0 : source.nextNanos();
      return run(market, source, streamed, first, memory, use);
    } finally {
      source.close();
    }
  }

  private RunResult run(
      MutableMarket market,
      EventSource source,
      SeriesColumns seriesColumns,
      long startNanos,
      RunMemory memory,
      long use) {
    try (Journal journal = journal(market)) {
      SimulationLoop loop =
          new SimulationLoop(
              market,
              source,
              new ActionSchedule(actions, bars, startNanos),
              strategy,
              assumptions,
              limits,
              journal,
              level,
              new IndicatorBank(market, seriesColumns, level != RecordLevel.NONE),
              new ModelDesk(market, models),
              skips,
              memory,
              progress,
              keeper.map(one -> new RunKeeping(one, List.of(source, sink, progress, models))));
      if (level != RecordLevel.NONE) {
        journal.header(startNanos, header());
      }
      Optional<RuntimeException> failure = loop.run();
      String root = "";
      if (level != RecordLevel.NONE) {
        root = journal.seal(failure.isEmpty(), loop.account().equity(), loop.account().cash());
      }
      return new RunResult(
          loop, market, memory, use, root, journal.entries(), journal.evaluations(), failure);
    }
  }

  private Journal journal(MutableMarket market) {
    if (keeper.isPresent()) {
      return Journal.kept(market, sink, level);
    }
    return hashesAside && level != RecordLevel.NONE
        ? Journal.hashedAside(market, sink, level)
        : new Journal(market, sink, level);
  }

  private List<PagedHistory<QuoteColumns>> quotesIfAny() {
    return quotes.stream().anyMatch(one -> one != QuoteColumns.NONE) ? quotes : List.of();
  }

  private List<PagedHistory<TradeTickColumns>> ticksIfAny() {
    return ticks.stream().anyMatch(one -> one != TradeTickColumns.NONE) ? ticks : List.of();
  }

  private RunHeader header() {
    return new RunHeader(
        manifestHash,
        name,
        assumptions.preset(),
        instruments.stream().map(Instrument::symbol).toList(),
        assumptions.cash());
  }
}
