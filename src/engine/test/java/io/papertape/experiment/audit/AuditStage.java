package io.papertape.experiment.audit;

import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// A share that walks at random over days of 24 hours, with a split in the middle, and the audit
/// of a strategy on it.
final class AuditStage {
  static final long DAY = 86_400_000_000_000L;
  static final Instrument SHARE = Instrument.equity("WALK");

  final BarColumns bars;
  final CorporateActions actions;
  private final Supplier<Strategy> maker;

  AuditStage(int days, Supplier<Strategy> maker) {
    this.maker = maker;
    bars = walk(days, 3);
    CorporateAction split =
        new CorporateAction.Split(LocalDate.of(1970, 1, 1), days / 2 * DAY, 2, 1);
    actions = new CorporateActions("WALK", List.of(split));
  }

  static BarColumns walk(int days, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarColumns.Builder builder = new BarColumns.Builder();
    long cent = FixedPoint.ONE / 100;
    long close = 10_000 * cent;
    for (int day = 0; day < days; day++) {
      long open = close + random.nextInt(-50, 51) * cent;
      close = Math.max(1_000 * cent, open + random.nextInt(-150, 151) * cent);
      long high = Math.max(open, close) + random.nextInt(80) * cent;
      long low = Math.min(open, close) - random.nextInt(80) * cent;
      builder.add(
          new Bar(
              day * DAY, (day + 1) * DAY, open, high, low, close, 1_000 + random.nextInt(9_000)));
    }
    return builder.build();
  }

  AuditResult audit(int cuts) {
    return LookAheadAudit.of(
        (histories, sink) ->
            Simulation.of(maker.get())
                .on(SHARE, histories.getFirst().bars(), actions)
                .journal(sink, RecordLevel.EACH)
                .run(),
        List.of(SHARE),
        List.of(AuditedHistory.of(bars)),
        List.of(actions),
        new AuditOptions(cuts, 1));
  }

  long closeNanos(long bar) {
    return (bar + 1) * DAY;
  }
}
