package io.papertape.benchmark;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.SharedColumns;
import io.papertape.simulation.Simulation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BacktestExecutor;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/// W3: one rule with many pairs of periods on the same bars, statistics for each.
final class SweepWorkload {
  static final int BARS = 100_000;

  private static final long ANSWER_FILLS = 6_535_252;
  private static final double ANSWER_MEAN_EQUITY = 1_000_073.878151;

  /// The means tie exactly at 127 bars of all pairs, and the published totals do not say how they
  /// took them: 16 fills of 6.5 million and 0.002 of the mean equity are left open.
  private static final long TIES = 127;

  private static final double MEAN_TOLERANCE = 0.01;

  private final MinuteBars input;
  private final SweepGrid full;
  private final SweepGrid part;
  private final SweepLoop loop;

  /// One for each thread, as a sweep of the command line has it; of the curves only figures are
  /// asked for.
  private final ThreadLocal<RunMemory> memory = ThreadLocal.withInitial(RunMemory::deferring);

  /// @param part what slower programs do of it
  SweepWorkload(MinuteBars input, SweepGrid full, SweepGrid part) {
    this.input = input;
    this.full = full;
    this.part = part;
    loop = new SweepLoop(input.bars(), full.pairs());
  }

  static SweepWorkload full() {
    return new SweepWorkload(MinuteBars.first(BARS), SweepGrid.FULL, SweepGrid.PART);
  }

  /// A callback strategy, one run after the other.
  PairStatistics[] papertape() {
    return part.pairs().stream().map(this::papertape).toArray(PairStatistics[]::new);
  }

  /// The same on all cores.
  PairStatistics[] papertapeParallel() {
    return part.pairs().parallelStream().map(this::papertape).toArray(PairStatistics[]::new);
  }

  private PairStatistics papertape(CrossRule pair) {
    return PairStatistics.of(
        Simulation.of(new MeanCross(pair))
            .on(Instrument.equity("W3"), input.bars())
            .under(CrossWorkload.ASSUMPTIONS)
            .using(memory.get())
            .unrecorded()
            .run());
  }

  /// Strategies in columns that all pairs share, on all cores.
  PairStatistics[] papertapeColumnar() {
    SharedColumns columns = new SharedColumns();
    return full.pairs().parallelStream()
        .map(pair -> columnar(pair, columns))
        .toArray(PairStatistics[]::new);
  }

  private PairStatistics columnar(CrossRule pair, SharedColumns columns) {
    return PairStatistics.of(
        Simulation.of(new SeriesCross(pair))
            .on(Instrument.equity("W3"), input.bars())
            .under(CrossWorkload.ASSUMPTIONS)
            .sharing(columns)
            .using(memory.get())
            .unrecorded()
            .run());
  }

  /// All pairs.
  PairStatistics[] handLoop() {
    return loop.run();
  }

  Ta4jCross ta4j() {
    return new Ta4jCross(input.bars(), DoubleNumFactory.getInstance());
  }

  /// ta4j's own executor, which runs on all cores and makes a statement of each run.
  Object ta4jExecutor(Ta4jCross ta4j) {
    List<Strategy> strategies = part.pairs().stream().map(ta4j::strategy).toList();
    Num amount = ta4j.series().numFactory().numOf(CrossRule.UNITS);
    return new BacktestExecutor(
            ta4j.series(), Ta4jCross.FEES, new ZeroCostModel(), new TradeOnNextOpenModel())
        .executeWithRuntimeReport(strategies, amount, Trade.TradeType.BUY);
  }

  /// The trading runs alone, on all cores: ta4j without its statements.
  List<TradingRecord> ta4jParallel(Ta4jCross ta4j) {
    return part.pairs().parallelStream().map(ta4j::run).toList();
  }

  /// @throws IllegalStateException if the programs do not agree
  Facts check() {
    PairStatistics[] rows = handLoop();
    long fills = 0;
    BigDecimal equity = BigDecimal.ZERO;
    for (PairStatistics row : rows) {
      fills += row.fills();
      equity = equity.add(new BigDecimal(FixedPoint.format(row.finalEquity())));
    }
    String mean =
        equity
            .divide(BigDecimal.valueOf(rows.length), MathContext.DECIMAL64)
            .setScale(6, RoundingMode.HALF_UP)
            .toString();
    boolean isAnswered = input.isReference() && rows.length == SweepGrid.FULL_PAIRS;
    if (isAnswered && (Math.abs(fills - ANSWER_FILLS) > 2 * TIES || !isPublished(mean))) {
      throw new IllegalStateException(
          "Sweep does not give the published answer: fills=%d, mean final equity=%s."
              .formatted(fills, mean));
    }
    checkPart(rows, papertape());
    PairStatistics[] columnar = papertapeColumnar();
    for (int i = 0; i < rows.length; i++) {
      rows[i].mustEqual("papertape in columns " + full.pairs().get(i), columnar[i]);
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s: %d fills, mean final equity %s; callback runs and ta4j do every %dth pair"
            .formatted(
                isAnswered
                    ? "published 6535252 fills, mean final equity 1000073.878151; 127 ties; here"
                    : "agree",
                fills,
                mean,
                rows.length / part.pairs().size()));
    return new Facts(
        input.origin(), "bar", (long) rows.length * input.bars().size(), fills, fills, notes);
  }

  private static boolean isPublished(String mean) {
    return Math.abs(Double.parseDouble(mean) - ANSWER_MEAN_EQUITY) <= MEAN_TOLERANCE;
  }

  private void checkPart(PairStatistics[] rows, PairStatistics[] found) {
    List<CrossRule> pairs = full.pairs();
    List<CrossRule> some = part.pairs();
    for (int i = 0; i < found.length; i++) {
      rows[pairs.indexOf(some.get(i))].mustEqual("papertape " + some.get(i), found[i]);
    }
  }

  /// Fills of the runs of ta4j against the exact ones.
  ///
  /// @return the difference in words
  String checkDouble(Ta4jCross ta4j) {
    PairStatistics[] exact = handLoop();
    List<CrossRule> pairs = full.pairs();
    List<CrossRule> some = part.pairs();
    List<TradingRecord> records = ta4jParallel(ta4j);
    long different =
        IntStream.range(0, some.size())
            .filter(
                i -> {
                  PairStatistics row = exact[pairs.indexOf(some.get(i))];
                  Outcome outcome = ta4j.outcome(records.get(i));
                  long money = outcome.finalEquity() - row.finalEquity();
                  return outcome.fills() != row.fills() || Math.abs(money) > 1_000;
                })
            .count();
    if (different > Math.max(2, some.size() / 10)) {
      throw new IllegalStateException(
          "Benchmark compares different work: ta4j differs in %d of %d pairs, beyond what exact"
                  .formatted(different, some.size())
              + " ties explain. Mend it before measuring.");
    }
    return String.format(
        Locale.ROOT,
        "ta4j double differs in %d of %d pairs: exact ties of the means, which it rounds",
        different,
        some.size());
  }
}
