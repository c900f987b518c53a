package io.papertape.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// Workloads whose answers are integers, computed by others; see the README of the reference
/// files.
class WorkloadsTest {
  private static final Assumptions NEXT_OPEN_2_BPS =
      Assumptions.papertape()
          .withFills(FillRules.backtrader())
          .withFees(Fees.bps(2))
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.CASH)
          .withCash(FixedPoint.ofUnits(1_000_000));

  @Test
  void oneMillionBarsGiveTheExactAnswer() {
    BarColumns bars = SharedBars.read(SharedFiles.oracles().resolve("workloads/w1.csv.gz"));
    RunResult result =
        Simulation.of(new CrossOnce(10, 30))
            .on(Instrument.equity("W1"), bars)
            .under(NEXT_OPEN_2_BPS)
            .unrecorded()
            .run();
    assertThat(result.failure()).isEmpty();
    assertThat(result.fills().size()).isEqualTo(38_853);
    assertThat(toSixDecimals(result.finalEquity())).isEqualTo("987896.152804");
    assertThat(result.openPositions()).hasSize(1);
  }

  @Test
  void fiveHundredInstrumentsGiveTheExactAnswer() {
    SortedMap<String, BarColumns> universe =
        SharedBars.readMany(SharedFiles.oracles().resolve("workloads/w2.csv.gz"));
    Simulation simulation = Simulation.of(new TopMomentum()).under(NEXT_OPEN_2_BPS).unrecorded();
    universe.forEach((symbol, bars) -> simulation.on(Instrument.equity(symbol), bars));
    RunResult result = simulation.run();
    assertThat(result.failure()).isEmpty();
    assertThat(result.fills().size()).isEqualTo(6_627);
    assertThat(toSixDecimals(result.finalEquity())).isEqualTo("1736884.411857");
  }

  @Test
  void onePairOfTheSweepGivesTheExactAnswer() {
    BarColumns bars =
        SharedBars.read(SharedFiles.oracles().resolve("workloads/w1.csv.gz")).slice(0, 100_000);
    RunResult result =
        Simulation.of(new CrossOnce(20, 100, 160))
            .on(Instrument.equity("W1"), bars)
            .under(NEXT_OPEN_2_BPS)
            .unrecorded()
            .run();
    assertThat(result.fills().size()).isEqualTo(1_315);
    assertThat(toSixDecimals(result.finalEquity())).isEqualTo("1000046.927950");
  }

  /// The answers are published with six decimals.
  private static String toSixDecimals(long value) {
    return new BigDecimal(FixedPoint.format(value)).setScale(6, RoundingMode.HALF_UP).toString();
  }
}
