package io.papertape.live.session;

import io.papertape.live.session.JournaledTrades.MarketFill;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.BarColumns;
import io.papertape.market.Times;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunView;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.strategy.DataSelection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Last prices known when orders were decided, from which their slippage follows.
final class DecisionPrices {
  private DecisionPrices() {}

  /// Slippage of a session's fills in basis points: its tape is run once more, and prices are read
  /// off at the decisions. Fills decided before the first price are left out.
  static double[] ofSession(SessionFolder folder, Strategy strategy, List<MarketFill> fills) {
    SessionManifest manifest = folder.manifest();
    if (fills.isEmpty()) {
      return new double[0];
    }
    try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      Prices prices = new Prices(tape, fills);
      SessionRun.simulation(manifest, strategy, new SessionSource(prices, manifest))
          .using(RunMemory.forgetting())
          .unrecorded()
          .run();
      return prices.slippage();
    }
  }

  /// A tape as it is, and prices on the way.
  private static final class Prices implements SessionSource.Moments {
    private final TapeReader tape;
    private final List<MarketFill> fills;
    private final long[] references;
    private Optional<RunView> run = Optional.empty();
    private int next;

    /// @param fills in the order in which they were booked; sorted here by their decisions
    Prices(TapeReader tape, List<MarketFill> fills) {
      this.tape = tape;
      this.fills = byDecision(fills);
      references = new long[fills.size()];
    }

    private static List<MarketFill> byDecision(List<MarketFill> fills) {
      return fills.stream()
          .sorted((a, b) -> Long.compare(a.orderedNanos(), b.orderedNanos()))
          .toList();
    }

    @Override
    public void begin(RunView view) {
      run = Optional.of(view);
    }

    @Override
    public Optional<TapeMoment> next() {
      readPrices();
      return tape.next();
    }

    @Override
    public void minuteOver() {
      readPrices();
    }

    private void readPrices() {
      RunView view = run.orElseThrow();
      while (next < fills.size() && fills.get(next).orderedNanos() <= view.timeNanos()) {
        references[next] = price(view, fills.get(next).symbol());
        next++;
      }
    }

    @Override
    public ModelAnswer answer(RemoteVersion version, double[][] rows) {
      return TapedAnswers.required(tape, version, rows);
    }

    private static long price(RunView view, String symbol) {
      for (int i = 0; i < view.instruments(); i++) {
        if (view.instrument(i).symbol().equals(symbol)) {
          return view.price(i);
        }
      }
      return 0;
    }

    double[] slippage() {
      double[] all = new double[fills.size()];
      int count = 0;
      for (int i = 0; i < all.length; i++) {
        if (references[i] > 0) {
          all[count++] = fills.get(i).slippageBps(references[i]);
        }
      }
      return Arrays.copyOf(all, count);
    }
  }

  /// The bars of a run, as long as the store has them as they were.
  ///
  /// @throws WorkspaceException if it has not
  static RunBars bars(Workspace workspace, Manifest run) {
    RunBars data =
        RunBars.load(
            workspace,
            new DataSelection(
                run.dataSet(),
                run.instruments().stream().map(used -> used.instrument().symbol()).toList(),
                run.instruments().getFirst().resolution(),
                run.from(),
                run.to(),
                Optional.empty()));
    if (!data.ticks().isEmpty()) {
      throw WorkspaceException.data("the backtest ran on quotes or trades");
    }
    if (!data.used().equals(run.instruments())) {
      throw WorkspaceException.data("the data set is not as the backtest had it");
    }
    return data;
  }

  /// Slippage of a run's fills in basis points: against the close of the bar at the decision. Fills
  /// with a split or a dividend since are left out.
  static double[] ofRun(RunBars data, List<MarketFill> fills) {
    return fills.stream()
        .filter(fill -> !hasActionSince(data, fill))
        .mapToDouble(fill -> fill.slippageBps(close(data, fill)))
        .filter(Double::isFinite)
        .toArray();
  }

  private static boolean hasActionSince(RunBars data, MarketFill fill) {
    return data.used().stream()
        .filter(used -> used.instrument().symbol().equals(fill.symbol()))
        .flatMap(used -> used.actions().actions().stream())
        .anyMatch(
            action ->
                !action.exDate().isBefore(date(fill.orderedNanos()))
                    && !action.exDate().isAfter(date(fill.filledNanos())));
  }

  private static LocalDate date(long nanos) {
    return LocalDate.ofInstant(Times.instant(nanos), ZoneOffset.UTC);
  }

  private static long close(RunBars data, MarketFill fill) {
    for (int i = 0; i < data.used().size(); i++) {
      UsedSeries used = data.used().get(i);
      if (used.instrument().symbol().equals(fill.symbol())) {
        BarColumns bars = data.bars().get(i);
        int at = Arrays.binarySearch(bars.closeTimeNanos(), 0, bars.size(), fill.orderedNanos());
        int last = at >= 0 ? at : -at - 2;
        return last < 0 ? 0 : bars.close()[last];
      }
    }
    return 0;
  }
}
