package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.util.List;
import java.util.SortedMap;

/// W2: many instruments, one portfolio. ta4j has no portfolio, so it is not compared.
final class MomentumWorkload {
  static final int SYMBOLS = 500;
  static final int DAYS = 2_520;

  private static final int ANSWER_FILLS = 6_627;
  private static final String ANSWER_EQUITY = "1736884.411857";

  private final SortedMap<String, BarColumns> universe;
  private final boolean isReference;
  private final MomentumLoop loop;
  private final RunMemory memory = new RunMemory();

  MomentumWorkload(SortedMap<String, BarColumns> universe, boolean isReference) {
    this.universe = universe;
    this.isReference = isReference;
    loop = new MomentumLoop(universe.values());
  }

  static MomentumWorkload full() {
    return ReferenceFiles.hasDays()
        ? new MomentumWorkload(ReferenceFiles.days(), true)
        : random(SYMBOLS, DAYS);
  }

  static MomentumWorkload random(int symbols, int days) {
    return new MomentumWorkload(RandomBars.days(symbols, days), false);
  }

  RunResult papertape() {
    return run(new TopMomentum(false));
  }

  /// The strategy says at which moments it decides.
  RunResult papertapeColumnar() {
    return run(new TopMomentum(true));
  }

  private RunResult run(TopMomentum strategy) {
    Simulation simulation =
        Simulation.of(strategy).under(CrossWorkload.ASSUMPTIONS).using(memory).unrecorded();
    universe.forEach((symbol, bars) -> simulation.on(Instrument.equity(symbol), bars));
    return simulation.run();
  }

  Outcome handLoop() {
    return loop.run();
  }

  /// @throws IllegalStateException if the programs do not agree
  Facts check() {
    Outcome expected = handLoop();
    if (isReference) {
      expected.mustBePublished(ANSWER_FILLS, ANSWER_EQUITY);
    }
    RunResult result = papertape();
    expected.mustEqual("papertape", Outcome.of(result));
    int orders = result.orders().size();
    expected.mustEqual("papertape in columns", Outcome.of(papertapeColumnar()));
    return new Facts(
        isReference ? "reference bars" : "seeded synthetic bars",
        "bar",
        (long) universe.size() * universe.get(universe.firstKey()).size(),
        orders,
        expected.fills(),
        List.of(
            (isReference ? "equal to the published answer: " : "both programs agree: ")
                + expected));
  }
}
