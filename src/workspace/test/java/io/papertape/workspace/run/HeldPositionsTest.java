package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.order.Size;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.store.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// One share is split, or pays, on a day on which it does not trade and the other does.
class HeldPositionsTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final long HOUR = DAY / 24;
  private static final long FIRST = Times.nanos(Instant.parse("2024-01-02T14:30:00Z"));
  private static final List<Instrument> BOTH =
      List.of(Instrument.equity("SHR"), Instrument.equity("OTH"));
  private static final LocalDate EX_DATE = LocalDate.of(2024, 1, 4);
  private static final long EX_TIME = FIRST + 2 * DAY - 10 * HOUR;

  private static Bar bar(int day, double price) {
    long at = FIRST + day * DAY;
    long fixed = FixedPoint.of(price);
    return new Bar(at, at + 6 * HOUR, fixed, fixed, fixed, fixed, 1_000_000);
  }

  private static BarColumns bars(Bar... all) {
    BarColumns.Builder builder = new BarColumns.Builder();
    List.of(all).forEach(builder::add);
    return builder.build();
  }

  private static List<BarColumns> history(double priceAfter) {
    return List.of(
        bars(bar(0, 100), bar(1, 100), bar(3, priceAfter)),
        bars(bar(0, 10), bar(1, 10), bar(2, 10), bar(3, 10)));
  }

  private static List<CorporateActions> only(CorporateAction action) {
    return List.of(new CorporateActions("SHR", List.of(action)), CorporateActions.none("OTH"));
  }

  private static RunResult run(Strategy strategy, CorporateAction action, double priceAfter) {
    return Simulation.of(strategy)
        .on(BOTH.getFirst(), history(priceAfter).getFirst(), only(action).getFirst())
        .on(BOTH.getLast(), history(priceAfter).getLast())
        .run();
  }

  private static double[] worth(CorporateAction action, double priceAfter) {
    RunResult result = run(new Strategy() {}, action, priceAfter);
    return HeldPositions.buyAndHold(BOTH, history(priceAfter), only(action), result.equity());
  }

  @Test
  void aSplitChangesNoExposureBeforeTheShareTradesAgain() {
    Strategy buyer =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            if (instrument == 0 && context.barIndex(0) == 0) {
              context.buy(0, Size.units(100));
            }
          }
        };
    CorporateAction split = new CorporateAction.Split(EX_DATE, EX_TIME, 4, 1);
    RunResult result = run(buyer, split, 25);
    List<UsedSeries> used = new ArrayList<>();
    for (int i = 0; i < BOTH.size(); i++) {
      BarColumns bars = history(25).get(i);
      used.add(UsedSeries.of(BOTH.get(i), Resolution.DAY, bars, only(split).get(i)));
    }
    RunBars data = new RunBars(used, history(25), List.of(), Optional.empty(), Optional.empty());
    double[] gross = HeldPositions.exposure(result, data).gross();
    assertThat(gross).containsExactly(new double[] {0, 0, 0.1, 0.1, 0.1}, Offset.offset(1e-5));
  }

  @Test
  void aSplitMakesNobodyRichBeforeTheShareTradesAgain() {
    assertThat(worth(new CorporateAction.Split(EX_DATE, EX_TIME, 4, 1), 25))
        .containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void aDividendMakesNobodyRichBeforeTheShareTradesAgain() {
    CorporateAction dividend =
        new CorporateAction.CashDividend(EX_DATE, EX_TIME, FixedPoint.ofUnits(5));
    assertThat(worth(dividend, 95))
        .containsExactly(new double[] {1, 1, 1, 1, 1}, Offset.offset(1e-12));
  }
}
