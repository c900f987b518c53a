package io.papertape.live.session;

import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.live.session.SessionComparison.Difference;
import io.papertape.live.session.SessionComparison.Stage;
import io.papertape.live.session.SessionComparison.Step;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Makes the runs of a [SessionComparison].
///
/// All are of the session's strategy, parameters, assumptions, limits and instruments. A session
/// that runs is compared as far as its tape has come.
public final class SessionComparer {
  private static final String SCRATCH = "compare";

  private final Workspace workspace;
  private final SessionFolder folder;
  private final SessionManifest manifest;
  private final Supplier<Strategy> strategies;

  /// @param strategies makes a new instance of the session's strategy
  public SessionComparer(Workspace workspace, SessionFolder folder, Supplier<Strategy> strategies) {
    this.workspace = workspace;
    this.folder = folder;
    this.strategies = strategies;
    manifest = folder.manifest();
  }

  /// Against the data set of a name. Ticks of the tape are in files of the workspace meanwhile.
  public SessionComparison with(String dataSet) {
    try (ScratchFolder scratch = ScratchFolder.of(workspace, SCRATCH);
        TapedMarket market = taped(scratch.path())) {
      return with(dataSet, market);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TapedMarket taped(Path scratch) {
    try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      return TapedMarket.read(tape, manifest, scratch);
    }
  }

  private SessionComparison with(String dataSet, TapedMarket market) {
    VendorMarket vendor = VendorMarket.load(workspace, dataSet, manifest, market);
    List<BarColumns> whole = vendor.filling(market.bars());
    DecisionLines ours = new DecisionLines(market.warmNanos());
    DecisionLines theirs = new DecisionLines(manifest.startNanos());
    List<Step> steps = new ArrayList<>();
    steps.add(session(ours));
    steps.add(whole(whole));
    steps.add(punctual(market, whole, market.quotes(), market.trades(), Stage.PUNCTUAL));
    steps.add(reduced(market, whole, vendor, steps.getLast()));
    History vendors =
        new History(vendor.bars(), vendor.quotes(), vendor.trades(), vendor.actions());
    steps.add(history(Stage.BACKTEST, market, vendors, theirs));
    return new SessionComparison(
        folder.id(),
        dataSet,
        vendor.resolution(),
        steps,
        Difference.of(ours.lines(), theirs.lines()),
        market.faults(),
        vendor.absentFrom(market.bars()));
  }

  private Step session(JournalSink sink) {
    try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      return step(Stage.SESSION, onTape(new TapeAsItWas(tape)), sink);
    }
  }

  private Step whole(List<BarColumns> bars) {
    try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      WholeMoments moments = new WholeMoments(tape, manifest, bars);
      SessionSource source = new SessionSource(moments, manifest, TapedMinutes.none());
      return step(
          Stage.WHOLE,
          SessionRun.simulation(manifest, strategies.get(), source),
          JournalSink.NOWHERE);
    }
  }

  private Step punctual(
      TapedMarket market,
      List<BarColumns> bars,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> trades,
      Stage stage) {
    History history = new History(bars, quotes, trades, List.of());
    return history(stage, market, history, JournalSink.NOWHERE);
  }

  private Step reduced(
      TapedMarket market, List<BarColumns> bars, VendorMarket vendor, Step punctual) {
    boolean hasQuotes = has(market.quotes());
    boolean hasTrades = has(market.trades());
    boolean keepsQuotes = hasQuotes && has(vendor.quotes());
    boolean keepsTrades = hasTrades && has(vendor.trades());
    if (hasQuotes == keepsQuotes && hasTrades == keepsTrades) {
      return new Step(Stage.REDUCED, punctual.fills(), punctual.pnl());
    }
    return punctual(
        market,
        bars,
        keepsQuotes ? market.quotes() : List.of(),
        keepsTrades ? market.trades() : List.of(),
        Stage.REDUCED);
  }

  private static boolean has(List<? extends PagedHistory<?>> all) {
    return all.stream().anyMatch(SessionComparer::isSome);
  }

  private static boolean isSome(PagedHistory<?> one) {
    return switch (one) {
      case SpilledTicks<?> ticks -> ticks.rows() > 0;
      case QuoteColumns quotes -> quotes.size() > 0;
      case TradeTickColumns trades -> trades.size() > 0;
      default -> true;
    };
  }

  /// What a run on histories is made of; lists without anything may be empty.
  private record History(
      List<BarColumns> bars,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> trades,
      List<CorporateActions> actions) {}

  /// The ordinary engine over histories. Bars that warmed the session up come first, and nothing
  /// can be ordered at them, as in the session.
  private Step history(Stage stage, TapedMarket market, History history, JournalSink sink) {
    if (!market.isWarmedUp()) {
      return step(stage, plain(history), sink);
    }
    if (history.actions().stream().anyMatch(one -> !one.actions().isEmpty())) {
      throw WorkspaceException.data(
          "Session with warm-up bars cannot be compared across a split or dividend: session=%s."
              .formatted(folder.id()));
    }
    List<BarColumns> bars = new ArrayList<>();
    for (int i = 0; i < history.bars().size(); i++) {
      bars.add(VendorMarket.merged(market.warmUp().get(i), history.bars().get(i)));
    }
    List<Instrument> instruments =
        manifest.instruments().stream().map(TapeInstrument::instrument).toList();
    WarmedHistory source =
        new WarmedHistory(
            instruments,
            bars,
            has(history.quotes()) ? history.quotes() : List.of(),
            has(history.trades()) ? history.trades() : List.of(),
            manifest.startNanos());
    try {
      Simulation simulation = bare().from(source, source.nextNanos() - 1);
      instruments.forEach(simulation::on);
      return step(stage, simulation, sink);
    } finally {
      source.close();
    }
  }

  private Simulation plain(History history) {
    Simulation simulation = bare();
    boolean hasTicks = has(history.quotes()) || has(history.trades());
    for (int i = 0; i < history.bars().size(); i++) {
      Instrument instrument = manifest.instruments().get(i).instrument();
      if (history.actions().isEmpty()) {
        simulation.on(instrument, history.bars().get(i));
      } else {
        simulation.on(instrument, history.bars().get(i), history.actions().get(i));
      }
      if (hasTicks) {
        simulation.ticks(
            history.quotes().isEmpty() ? QuoteColumns.NONE : history.quotes().get(i),
            history.trades().isEmpty() ? TradeTickColumns.NONE : history.trades().get(i));
      }
    }
    return simulation;
  }

  private Simulation bare() {
    return Simulation.of(strategies.get())
        .named(manifest.strategy())
        .under(manifest.assumptions())
        .within(manifest.limits())
        .manifest(manifest.hash());
  }

  private Simulation onTape(SessionSource.Moments moments) {
    return SessionRun.simulation(manifest, strategies.get(), new SessionSource(moments, manifest));
  }

  private Step step(Stage stage, Simulation simulation, JournalSink sink) {
    RunResult result = simulation.journal(sink, RecordLevel.FOLDED).run();
    if (stage != Stage.SESSION && result.failure().isPresent()) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Strategy failed in a run of the comparison: session=%s, stage=%s, failure=%s."
              .formatted(folder.id(), SessionWords.of(stage), result.failure().get()),
          result.failure().get());
    }
    return new Step(
        stage,
        result.fills().size(),
        Math.subtractExact(result.finalEquity(), manifest.assumptions().cash()));
  }
}
