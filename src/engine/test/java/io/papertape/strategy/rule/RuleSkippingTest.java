package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.SharedColumns;
import io.papertape.simulation.Simulation;
import io.papertape.simulation.Way;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Rules that pass over quiet bars give the run of those that step through each, to the last byte
/// of the journal, whatever the rules, and whatever is recorded.
class RuleSkippingTest {
  private static final int BARS = 400;
  private static final int CASES = 250;
  private static final Assumptions MARGIN =
      Assumptions.papertape().withFunding(Funding.margin(3)).withCash(FixedPoint.ofUnits(10_000));

  /// Hours between bars, so that days and weeks begin within the data.
  private static final long STEP = 7 * 3_600_000_000_000L;

  /// @param least value of an order
  private record Stage(
      RuleSet rules, long least, List<BarColumns> bars, List<CorporateActions> actions) {}

  /// One to three instruments; in one case of four some bars are missing, in one of three orders
  /// have a least value.
  private static Stage stage(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(1, 4);
    boolean hasGaps = random.nextInt(4) == 0;
    List<BarColumns> bars = new ArrayList<>();
    List<CorporateActions> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(walk(random.split(), hasGaps));
      actions.add(actions(i, random));
    }
    long least = seed % 3 == 0 ? FixedPoint.ofUnits(600) : 0;
    return new Stage(new RandomRules(seed).make(), least, bars, actions);
  }

  private static BarColumns walk(SplittableRandom random, boolean hasGaps) {
    List<Bar> bars = new ArrayList<>();
    double price = random.nextInt(20, 60);
    for (int i = 0; i < BARS; i++) {
      double open = price;
      price = Math.max(5, price + 0.25 * random.nextInt(-4, 5));
      if (hasGaps && random.nextInt(10) == 0) {
        continue;
      }
      bars.add(
          new Bar(
              i * STEP,
              (i + 1) * STEP,
              FixedPoint.of(open),
              FixedPoint.of(Math.max(open, price) + 0.25 * random.nextInt(3)),
              FixedPoint.of(Math.min(open, price) - 0.25 * random.nextInt(3)),
              FixedPoint.of(price),
              random.nextInt(500, 5_000)));
    }
    return BarColumns.of(bars);
  }

  private static CorporateActions actions(int instrument, SplittableRandom random) {
    String symbol = "S" + instrument;
    if (random.nextInt(3) > 0) {
      return CorporateActions.none(symbol);
    }
    long early = random.nextInt(30, 180) * STEP;
    long late = random.nextInt(200, 380) * STEP;
    return new CorporateActions(
        symbol,
        List.of(
            new CorporateAction.CashDividend(LocalDate.of(1970, 1, 20), early, 30_000_000L),
            new CorporateAction.Split(LocalDate.of(1970, 3, 20), late, 3, 2)));
  }

  private static RunResult run(
      Stage stage, Strategy strategy, Way way, RecordLevel level, SharedColumns columns) {
    Simulation simulation =
        Simulation.of(strategy)
            .under(MARGIN)
            .named("rules")
            .sharing(columns)
            .journal(JournalSink.NOWHERE, level);
    for (int i = 0; i < stage.bars().size(); i++) {
      Instrument instrument = Instrument.equity("S" + i).withMinNotional(stage.least());
      simulation.on(instrument, stage.bars().get(i), stage.actions().get(i));
    }
    RunResult result = way.run(simulation);
    assertThat(result.failure()).isEmpty();
    return result;
  }

  @Test
  void rulesOfEveryKindGiveTheSameRun() {
    int traded = 0;
    for (long seed = 1; seed <= CASES; seed++) {
      Stage stage = stage(seed);
      SharedColumns columns = new SharedColumns();
      for (RecordLevel level : RecordLevel.values()) {
        RunResult steps =
            run(stage, stage.rules().create(), Way.STEPPING, level, new SharedColumns());
        for (Way way : Way.OTHERS) {
          RunResult other = run(stage, stage.rules().create(), way, level, columns);
          String what = "seed %d, %s, %s: %s".formatted(seed, level, way, stage.rules().decision());
          assertThat(other.root()).as(what).isEqualTo(steps.root());
          assertThat(other.evaluations()).as(what).isEqualTo(steps.evaluations());
          assertThat(other.fills().size()).as(what).isEqualTo(steps.fills().size());
          assertThat(other.finalCash()).as(what).isEqualTo(steps.finalCash());
          assertThat(other.equity().times()).as(what).isEqualTo(steps.equity().times());
          assertThat(other.equity().values()).as(what).isEqualTo(steps.equity().values());
        }
        traded += steps.fills().size() > 0 ? 1 : 0;
      }
    }
    assertThat(traded).isGreaterThan(2 * CASES);
  }

  /// Otherwise the test above would compare steps with steps.
  @Test
  void mostBarsOfThresholdRulesArePassedOver() {
    int calls = 0;
    int bars = 0;
    for (long seed = 1; seed <= CASES; seed++) {
      Stage stage = stage(seed);
      if (stage.rules().decision() instanceof Decision.Threshold && stage.bars().size() == 1) {
        Counted counted = new Counted(stage.rules().create());
        run(stage, counted, Way.SKIPPING, RecordLevel.NONE, new SharedColumns());
        calls += counted.calls;
        bars += stage.bars().getFirst().size();
      }
    }
    assertThat(calls).isLessThan(bars / 2).isPositive();
  }

  private static final class Counted implements Strategy {
    private final Strategy inner;
    private int calls;

    Counted(Strategy inner) {
      this.inner = inner;
    }

    @Override
    public void onStart(Context context) {
      inner.onStart(context);
    }

    @Override
    public void onBar(Context context, int instrument) {
      calls++;
      inner.onBar(context, instrument);
    }
  }
}
