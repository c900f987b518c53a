package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.FixedPoint;
import io.papertape.order.Size;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.CashFlows.CashFlow;
import io.papertape.simulation.RunResult;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand shares bought at the second open and held to the last close, without costs.
class RealBuyAndHoldTest {
  private static final long SHARES = 1_000;
  private static final long CASH = FixedPoint.ofUnits(1_000_000);

  @TempDir private Path home;
  private LeanStage stage;

  @BeforeEach
  void importShares() {
    stage = new LeanStage(home);
  }

  /// Splits and dividends in whole units by a loop of its own: nothing is rounded, so the run
  /// must agree to the unit.
  @Test
  void cashAndEquityAreThoseOfASimpleCount() {
    for (String symbol : LeanStage.SYMBOLS) {
      BarColumns bars = stage.bars(symbol);
      long shares = SHARES;
      long cash = CASH - SHARES * bars.open()[1];
      for (CorporateAction action : stage.folder.actions(symbol).actions()) {
        if (action.exTimeNanos() > bars.openTimeNanos()[1]
            && action.exTimeNanos() <= bars.openTimeNanos()[bars.size() - 1]) {
          switch (action) {
            case CorporateAction.Split s -> shares = shares * s.numerator() / s.denominator();
            case CorporateAction.CashDividend d -> cash += shares * d.amountPerShare();
          }
        }
      }
      RunResult result = run(symbol);
      assertThat(result.fills().size()).as(symbol).isEqualTo(1);
      assertThat(result.finalCash()).as(symbol).isEqualTo(cash);
      assertThat(result.finalEquity())
          .as(symbol)
          .isEqualTo(cash + shares * bars.close()[bars.size() - 1]);
    }
  }

  /// The run's dividends, each put back into shares at the close before less the dividend and
  /// carried to the end by the factor that the file prints for its day, against the series
  /// adjusted by the factor of the first day. Both sides use printed factors, price with 7
  /// decimals and split with 8, none smaller than the first: half a unit of the last digit of the
  /// first, once for each side, is all they may differ by.
  @Test
  void totalReturnIsThatOfTheFactorAdjustedSeries() {
    for (String symbol : LeanStage.SYMBOLS) {
      BarColumns bars = stage.bars(symbol);
      List<Factors> factors = factors(symbol);
      RunResult result = run(symbol);
      double start = FixedPoint.toDouble(bars.open()[1]);
      double end = FixedPoint.toDouble(bars.close()[bars.size() - 1]);

      double shares = FixedPoint.toDouble(result.openPositions().getFirst().quantity());
      for (CashFlow flow : result.cashFlows().all()) {
        shares += bought(flow, heldBefore(result, flow), bars, factors);
      }
      Factors first = on(factors, LeanStage.day(bars.openTimeNanos()[1]));
      double adjusted = end / (start * first.product());
      double slack = 2 * (5e-8 / first.price() + 5e-9 / first.split());
      assertThat(shares * end / (SHARES * start) / adjusted).as(symbol).isCloseTo(1, within(slack));
      assertThat(slack).isLessThan(1.4e-6);
      assertThat(result.cashFlows().all()).as(symbol).hasSizeGreaterThan(30);
    }
  }

  /// Shares of the end that a dividend buys.
  private static double bought(CashFlow flow, double held, BarColumns bars, List<Factors> factors) {
    int ex = 0;
    while (bars.openTimeNanos()[ex] < flow.timeNanos()) {
      ex++;
    }
    double paid = FixedPoint.toDouble(flow.amount());
    double price = FixedPoint.toDouble(bars.close()[ex - 1]) - paid / held;
    return paid / price / on(factors, LeanStage.day(bars.openTimeNanos()[ex])).product();
  }

  private static double heldBefore(RunResult result, CashFlow flow) {
    return result.fills().splits().stream()
        .filter(mark -> mark.timeNanos() < flow.timeNanos())
        .mapToDouble(mark -> (double) mark.newShares() / mark.oldShares())
        .reduce(SHARES, (held, ratio) -> held * ratio);
  }

  /// The first row that is not before a day holds for it.
  private static Factors on(List<Factors> factors, LocalDate day) {
    return factors.stream().filter(row -> !row.date().isBefore(day)).findFirst().orElseThrow();
  }

  private static List<Factors> factors(String symbol) {
    String file = symbol.toLowerCase(Locale.ROOT) + ".csv";
    Path path = SharedFiles.marketData("lean/equity/usa/factor_files/" + file);
    try {
      return Files.readAllLines(path).stream().map(Factors::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunResult run(String symbol) {
    Assumptions free =
        Assumptions.papertape().withCash(CASH).withFees(Fees.NONE).withSlippage(Slippage.NONE);
    RunPlan plan =
        RunPlan.of(StatedStrategy.of("hold", LeanStage.SET, Hold::new))
            .on(stage.select(List.of(symbol)))
            .under(free);
    return new Backtest(stage.workspace).run(plan, RunProgress.SILENT).run().result();
  }

  private static final class Hold implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) == 0) {
        context.buy(instrument, Size.units(SHARES));
      }
    }
  }

  /// A printed row: `20140606,0.9011818,0.03571430,645.57`.
  private record Factors(LocalDate date, double price, double split) {
    static Factors parse(String line) {
      String[] cells = line.split(",", -1);
      return new Factors(
          LocalDate.parse(cells[0], DateTimeFormatter.BASIC_ISO_DATE),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]));
    }

    double product() {
      return price * split;
    }
  }
}
