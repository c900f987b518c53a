package io.papertape.benchmark;

import io.papertape.execution.FillRules;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.util.List;
import java.util.SplittableRandom;

/// W4: top-of-book quotes and a limit order every hundred. ta4j knows no quotes.
final class QuoteWorkload {
  static final int FIVE_MILLION = 5_000_000;

  private static final long SEED = 42;
  private static final long CENT = 1_000_000;
  private static final long FIRST_NANOS = 1_704_067_200_000_000_000L;
  private static final Assumptions ASSUMPTIONS =
      CrossWorkload.ASSUMPTIONS.withFills(FillRules.papertape().withParticipation(0));

  private final QuoteColumns quotes;
  private final QuoteLoop loop;
  private final RunMemory memory = new RunMemory();

  QuoteWorkload(int size) {
    quotes = quotes(size);
    loop = new QuoteLoop(quotes);
  }

  /// A bid that walks by cents under a spread of one to three, some 20 quotes a second.
  static QuoteColumns quotes(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] times = new long[size];
    long[] bids = new long[size];
    long[] asks = new long[size];
    long[] sizes = new long[size];
    long now = FIRST_NANOS;
    long bid = 10_000;
    for (int i = 0; i < size; i++) {
      now += 1 + random.nextLong(100_000_000L);
      int step = random.nextInt(8);
      bid = Math.max(100, bid + (step == 0 ? 1 : step == 1 ? -1 : 0));
      times[i] = now;
      bids[i] = bid * CENT;
      asks[i] = (bid + 1 + random.nextInt(3)) * CENT;
    }
    return new QuoteColumns(size, times, bids, sizes, asks, sizes);
  }

  RunResult papertape() {
    return run(true);
  }

  /// The same strategy without its orders: what quotes cost, and what they allocate.
  RunResult papertapeIdle() {
    return run(false);
  }

  private RunResult run(boolean isTrading) {
    return Simulation.of(new QuoteMaker(isTrading))
        .on(Instrument.equity("W4"), BarColumns.of(List.of()))
        .ticks(quotes, TradeTickColumns.NONE)
        .under(ASSUMPTIONS)
        .using(memory)
        .unrecorded()
        .run();
  }

  Outcome handLoop() {
    return loop.run();
  }

  /// @throws IllegalStateException if the programs do not agree
  Facts check() {
    Outcome expected = handLoop();
    RunResult result = papertape();
    expected.mustEqual("papertape", Outcome.of(result));
    return new Facts(
        "seeded synthetic quotes",
        "quote",
        quotes.size(),
        result.orders().size(),
        expected.fills(),
        List.of("both programs agree: " + expected));
  }
}
