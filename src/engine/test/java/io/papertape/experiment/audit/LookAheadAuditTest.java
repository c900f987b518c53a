package io.papertape.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.indicator.Ema;
import io.papertape.indicator.Indicator;
import io.papertape.indicator.Obv;
import io.papertape.indicator.Rsi;
import io.papertape.indicator.Sma;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LookAheadAuditTest {
  /// Long while the close is above a line.
  private abstract static class AboveLine implements Strategy {
    abstract double line();

    @Override
    public void onBar(Context context, int instrument) {
      boolean isAbove = context.close(instrument) > line();
      if (isAbove && context.quantity(instrument) == 0) {
        context.buy(instrument, new Size.EquityFraction(0.5, false));
      } else if (!isAbove) {
        context.closeAll(instrument);
      }
    }
  }

  /// Trades the line of one indicator, fed bar by bar.
  private static final class OfIndicator extends AboveLine {
    private final Indicator indicator;

    OfIndicator(Indicator indicator) {
      this.indicator = indicator;
    }

    @Override
    public void onStart(Context context) {
      context.use(0, indicator);
    }

    @Override
    double line() {
      return indicator.value();
    }
  }

  /// Trades the line of one column.
  private static class OfColumn extends AboveLine {
    private final Indicator indicator;
    private Series series;

    OfColumn(Indicator indicator) {
      this.indicator = indicator;
    }

    @Override
    public void onStart(Context context) {
      series = context.series(0, indicator);
    }

    @Override
    double line() {
      return series.value();
    }
  }

  /// Broken on purpose: keeps the whole history that its indicator was shown, and scales closes
  /// by
  /// the mean and deviation of all of it.
  private static final class ScaledByEverything implements Strategy {
    private BarColumns everything;
    private Input scaled;
    private double mean;
    private double deviation;

    @Override
    public void onStart(Context context) {
      Everything seen = new Everything();
      context.series(0, seen);
      everything = seen.columns();
      scaled = context.input("scaled");
      double squares = 0;
      for (int i = 0; i < everything.size(); i++) {
        double close = FixedPoint.toDouble(everything.close()[i]);
        mean += close / everything.size();
        squares += close * close / everything.size();
      }
      deviation = Math.sqrt(squares - mean * mean);
    }

    @Override
    public void onBar(Context context, int instrument) {
      double value = (context.close(instrument) - mean) / deviation;
      scaled.set(value);
      if (value > 0 && context.quantity(instrument) == 0) {
        context.buy(instrument, new Size.EquityFraction(0.5, false));
      } else if (value < 0) {
        context.closeAll(instrument);
      }
    }
  }

  /// Broken on purpose: buys ahead of each rise and records nothing of how it knows.
  private static final class Secretive implements Strategy {
    private BarColumns everything;

    @Override
    public void onStart(Context context) {
      Everything seen = new Everything();
      context.series(0, seen);
      everything = seen.columns();
    }

    @Override
    public void onBar(Context context, int instrument) {
      int next = context.barIndex(instrument) + 1;
      boolean rises =
          next < everything.size() && everything.close()[next] > everything.open()[next];
      if (rises) {
        context.buy(instrument, Size.units(1));
      } else {
        context.closeAll(instrument);
      }
    }
  }

  /// Looks at closes a hundred bars apart on every twentieth bar, and says on the others that it is
  /// not due, also before there are any.
  private static final class Scheduled implements Strategy {
    private final double[] closes = new double[1_000];
    private int seen;
    private Input score;
    private Reason notScheduled;

    @Override
    public void onStart(Context context) {
      score = context.input("score");
      notScheduled = context.reason("not-scheduled");
    }

    @Override
    public void onBar(Context context, int instrument) {
      closes[seen] = context.close(instrument);
      double change = seen < 100 ? Double.NaN : closes[seen] / closes[seen - 100] - 1;
      score.set(change);
      if (++seen % 20 != 0 || Double.isNaN(change)) {
        context.because(notScheduled);
      } else if (change > 0 && context.quantity(instrument) == 0) {
        context.buy(instrument, new Size.EquityFraction(0.5, false));
      } else if (change < 0) {
        context.closeAll(instrument);
      }
    }
  }

  private static AuditResult audit(int days, int cuts, Supplier<Strategy> maker) {
    return new AuditStage(days, maker).audit(cuts);
  }

  @Test
  void aStrategyThatKnowsOnlyThePastPasses() {
    AuditResult found = audit(600, 20, () -> new OfIndicator(new Sma(10)));

    assertThat(found.lookAheads()).isEmpty();
    assertThat(found.cutNanos()).hasSize(20).isSorted().doesNotHaveDuplicates();
    assertThat(found.compared()).isGreaterThan(20 * 100);
    assertThat(found.passes()).isTrue();
  }

  @Test
  void aColumnThatKnowsOnlyThePastPassesAcrossASplit() {
    assertThat(audit(600, 20, () -> new OfColumn(new Ema(10))).lookAheads()).isEmpty();
  }

  @Test
  void barsThatAreHeldBackAreAuditedToo() {
    Supplier<Strategy> gated =
        () ->
            new OfColumn(new CentredWindow()) {
              @Override
              public void onStart(Context context) {
                super.onStart(context);
                context.wakeOn(0, Signal.everyBars(0, 50));
              }
            };

    assertThat(audit(600, 4, gated).lookAheads())
        .hasSize(8)
        .allSatisfy(one -> assertThat(one.input()).isEqualTo("centred(5)"));
  }

  @Test
  void aCentredWindowIsCaughtAtTheLastBarsBeforeTheCut() {
    AuditStage stage = new AuditStage(600, () -> new OfColumn(new CentredWindow()));
    AuditResult found = stage.audit(5);

    assertThat(found.passes()).isFalse();
    assertThat(found.lookAheads()).hasSize(10);
    assertThat(found.lookAheads())
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("centred(5)");
              assertThat(one.instrument()).isEqualTo("WALK");
              // The window of the bar before the cut is the first that reaches beyond it.
              assertThat(one.atNanos()).isEqualTo(one.cutNanos() - AuditStage.DAY);
            });
    LookAhead cutOff = found.lookAheads().getFirst();
    assertThat(cutOff.change()).isEqualTo(FutureChange.TRUNCATED);
    int bar = (int) (cutOff.atNanos() / AuditStage.DAY) - 1;
    assertThat(Double.parseDouble(cutOff.was())).isEqualTo(mean(stage, bar - 2, bar + 2));
    assertThat(Double.parseDouble(cutOff.became())).isEqualTo(mean(stage, bar - 2, bar + 1));
  }

  private static double mean(AuditStage stage, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += FixedPoint.toDouble(stage.bars.close()[i]);
    }
    return sum / (to - from + 1);
  }

  @Test
  void aScalerFittedOnEverythingIsCaughtAtTheFirstBar() {
    AuditStage stage = new AuditStage(600, ScaledByEverything::new);

    assertThat(stage.audit(3).lookAheads())
        .hasSize(6)
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("scaled");
              assertThat(one.instrument()).isEqualTo("WALK");
              assertThat(one.atNanos()).isEqualTo(stage.closeNanos(0));
            });
  }

  @Test
  void aChangedOrderIsCaughtWhereNoInputWasRecorded() {
    List<LookAhead> found = audit(600, 10, Secretive::new).lookAheads();

    assertThat(found)
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEmpty();
              assertThat(one.key()).isIn("kind", "side");
              assertThat(one.atNanos()).isEqualTo(one.cutNanos());
            });
    assertThat(found)
        .extracting(LookAhead::change)
        .contains(FutureChange.TRUNCATED, FutureChange.PERTURBED);
  }

  @Test
  void theSameSeedFindsTheSame() {
    assertThat(audit(300, 5, ScaledByEverything::new))
        .isEqualTo(audit(300, 5, ScaledByEverything::new));
  }

  @Test
  void aWindowDoesNotCareWhereTheHistoryBegins() {
    assertThat(audit(600, 1, () -> new OfIndicator(new Sma(10))).warmUps())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.input()).isEqualTo("sma(10)");
              assertThat(one.compared()).isGreaterThan(300);
              assertThat(one.largest()).isZero();
              assertThat(one.settled()).isZero();
              assertThat(one.dependsOnStart()).isFalse();
            });
  }

  @Test
  void aRecursiveIndicatorForgetsWhereItBegan() {
    assertThat(audit(1_500, 1, () -> new OfIndicator(new Rsi(14))).warmUps())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.input()).isEqualTo("rsi(14)");
              assertThat(one.largest()).isGreaterThan(0.01);
              assertThat(one.largestBars()).isBetween(15, 40);
              assertThat(one.settled()).isBetween(0.0, WarmUpDifference.TOLERANCE);
            });
  }

  @Test
  void aRunningTotalFailsTheWarmUp() {
    AuditResult found = audit(600, 1, () -> new OfIndicator(new Obv()));

    assertThat(found.lookAheads()).isEmpty();
    assertThat(found.passes()).isFalse();
    assertThat(found.startDependent())
        .singleElement()
        .satisfies(one -> assertThat(one.input()).isEqualTo("obv()"));
  }

  @Test
  void aHistoryThatIsTooShortToSettleSaysSo() {
    assertThat(audit(600, 1, () -> new OfIndicator(new Ema(50))).warmUps())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.settled()).isNaN();
              assertThat(one.dependsOnStart()).isFalse();
            });
  }

  @Test
  void aScheduleThatIsNotDueIsNoWarmUpOfWhatHasNoValueYet() {
    AuditStage stage = new AuditStage(800, Scheduled::new);
    AuditResult found = stage.audit(20);

    assertThat(found.passes()).isTrue();
    assertThat(found.cutNanos())
        .hasSize(20)
        .allSatisfy(cut -> assertThat(cut).isGreaterThanOrEqualTo(stage.closeNanos(100)));
    assertThat(found.warmUps())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.input()).isEqualTo("score");
              assertThat(one.compared()).isGreaterThan(300);
              assertThat(one.largest()).isZero();
              assertThat(one.largestBars()).isGreaterThan(100);
              assertThat(one.settled()).isNaN();
            });
  }

  /// An audit of what never has a value looks at what was decided, all the same.
  @Test
  void inputsThatNeverHaveAValueLeaveTheMomentsOfAllEvaluations() {
    AuditResult found =
        audit(
            60,
            5,
            () ->
                new Strategy() {
                  private Input empty;

                  @Override
                  public void onStart(Context context) {
                    empty = context.input("empty");
                  }

                  @Override
                  public void onBar(Context context, int instrument) {
                    empty.set(Double.NaN);
                  }
                });

    assertThat(found.cutNanos()).hasSize(5);
    assertThat(found.warmUps()).isEmpty();
    assertThat(found.passes()).isTrue();
  }

  @Test
  void theCostIsBounded() {
    AuditResult found = audit(600, 5, () -> new OfIndicator(new Sma(10)));

    assertThat(found.rows()).isEqualTo(600);
    // Itself, twice what lies before each cut, and twice what lies after a later start.
    assertThat(found.rowsRerun()).isBetween(600L, 600L * (1 + 2 * 5 + 2));
  }

  @Test
  void aStrategyThatIsNeverAskedCannotBeAudited() {
    assertThatThrownBy(() -> audit(20, 5, () -> new OfIndicator(new Sma(50))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nothing to audit: evaluationsAfterWarmUp=0, rows=20. Use a longer history.");
  }

  @Test
  void anAuditNeedsACut() {
    assertThatThrownBy(() -> new AuditOptions(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Audit has no such number of cuts: cuts=0. Use 1 to 1000.");
  }
}
