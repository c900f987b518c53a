package io.papertape.benchmark;

import io.papertape.execution.FillRules;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.StoredTicks;
import java.nio.file.Path;
import java.util.List;

/// The process that W7 measures: walks through stored quotes as often as told and prints the
/// nanoseconds of each walk.
final class TickProgram {
  static final int EVERY = 10_000;

  /// Quotes that other strategies run through first, as in W4.
  private static final int OTHERS = 200_000;

  static final String NAME = "w7";
  static final String SYMBOL = "W7";

  private static final Assumptions ASSUMPTIONS =
      CrossWorkload.ASSUMPTIONS.withFills(FillRules.papertape().withParticipation(0));

  private TickProgram() {}

  /// @param arguments home, number of quotes from the first, walks, `run` or `pages`
  public static void main(String... arguments) {
    DataStore store = DataStore.in(new Workspace(Path.of(arguments[0])));
    DataSet set = store.get(NAME);
    Series series = set.get(SYMBOL, Resolution.QUOTE);
    long rows = Long.parseLong(arguments[1]);
    StoredTicks<QuoteColumns> quotes = store.quotes(set, series).first(rows);
    boolean isRun = arguments[3].equals("run");
    if (isRun) {
      OtherQuoteStrategies.run(quotes.first(OTHERS));
    }
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      long start = System.nanoTime();
      String said = isRun ? outcome(quotes) : read(quotes);
      System.out.println((System.nanoTime() - start) + " " + said);
    }
  }

  private static String outcome(PagedHistory<QuoteColumns> quotes) {
    RunResult result = run(quotes);
    return "%d orders, %s".formatted(result.orders().size(), Outcome.of(result));
  }

  /// Runs the strategy of W4 with fewer orders: what a run keeps of each order is no constant.
  static RunResult run(PagedHistory<QuoteColumns> quotes) {
    return Simulation.of(new QuoteMaker(true, EVERY))
        .on(Instrument.crypto(SYMBOL), BarColumns.of(List.of()))
        .ticks(quotes, TradeTickColumns.NONE)
        .under(ASSUMPTIONS)
        .unrecorded()
        .run();
  }

  /// Touches each quote and no more.
  private static String read(PagedHistory<QuoteColumns> quotes) {
    long sum = 0;
    try (PagedHistory.Pages<QuoteColumns> pages = quotes.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          sum += page.bid()[i] ^ page.ask()[i];
        }
      }
    }
    return "sum " + sum;
  }
}
