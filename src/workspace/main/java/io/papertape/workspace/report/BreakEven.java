package io.papertape.workspace.report;

import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What trading may cost before nothing is left: the fee rate, in basis points of the traded
/// value and with no other cost at all, at which the total return is zero.
///
/// @param bps    empty if there is none
/// @param reason why there is none
/// @param reruns how often the strategy was run to find it
public record BreakEven(OptionalDouble bps, Optional<String> reason, int reruns) {
  private static final double FIRST = 4;
  private static final double MOST = 1_024;
  private static final double PRECISION = 0.05;
  private static final double SHARE = 0.005;

  /// Doubles twice until the run loses, then halves the range until it is known to 0.5 % or
  /// 0.05 bps: at most 16 runs. Where the return crosses zero more than once this is one
  /// crossing.
  static BreakEven of(Assumptions assumptions, Function<Assumptions, RunResult> rerun) {
    Search search = new Search(assumptions, rerun);
    if (!search.isAhead(0)) {
      return absent(
          search.hasTraded ? "the run makes nothing even without costs" : "nothing was traded",
          search);
    }
    double low = 0;
    double high = FIRST;
    while (search.isAhead(high)) {
      low = high;
      high *= 4;
      if (low >= MOST) {
        return absent(
            "the run makes money even at %s bps".formatted(NumberText.plain(low)), search);
      }
    }
    while (high - low > Math.max(PRECISION, SHARE * high)) {
      double middle = (low + high) / 2;
      if (search.isAhead(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new BreakEven(OptionalDouble.of((low + high) / 2), Optional.empty(), search.reruns);
  }

  private static BreakEven absent(String reason, Search search) {
    return new BreakEven(OptionalDouble.empty(), Optional.of(reason), search.reruns);
  }

  /// Runs under a fee rate, and counts.
  private static final class Search {
    private final Assumptions costless;
    private final Function<Assumptions, RunResult> rerun;
    private int reruns;
    private boolean hasTraded;

    Search(Assumptions assumptions, Function<Assumptions, RunResult> rerun) {
      costless = assumptions.withSlippage(Slippage.NONE);
      this.rerun = rerun;
    }

    boolean isAhead(double bps) {
      reruns++;
      RunResult result = rerun.apply(costless.withFees(Fees.bps(bps)));
      hasTraded |= result.fills().size() > 0;
      return result.failure().isEmpty()
          && !result.isRuined()
          && result.finalEquity() > costless.cash();
    }
  }
}
