package io.papertape.workspace.report;

import io.papertape.market.FixedPoint;
import io.papertape.risk.RiskLimits;
import io.papertape.workspace.Counted;
import java.util.List;

/// Every risk limit as a plain sentence, those that are off too.
final class LimitsText {
  private LimitsText() {}

  static List<String> of(RiskLimits limits) {
    return List.of(
        limits.maxPosition() == 0
            ? "Risk: no limit on the position in one instrument."
            : "Risk: at most %s units of one instrument."
                .formatted(FixedPoint.format(limits.maxPosition())),
        limits.maxOrderNotional() == 0
            ? "Risk: no limit on the value of an order."
            : "Risk: an order is worth at most %s."
                .formatted(FixedPoint.format(limits.maxOrderNotional())),
        limits.maxGrossExposure() == 0
            ? "Risk: no limit on gross exposure."
            : "Risk: gross exposure is at most %s times equity."
                .formatted(NumberText.plain(limits.maxGrossExposure())),
        limits.maxNetExposure() == 0
            ? "Risk: no limit on net exposure."
            : "Risk: net exposure is at most %s times equity, long or short."
                .formatted(NumberText.plain(limits.maxNetExposure())),
        limits.maxOrdersPerDay() == 0
            ? "Risk: no limit on the number of orders."
            : "Risk: at most %s on one UTC day."
                .formatted(Counted.of(limits.maxOrdersPerDay(), "order")),
        limits.maxDrawdown() == 0
            ? "Risk: no drawdown stop."
            : "Risk: from a drawdown of %s on only reductions are allowed."
                .formatted(NumberText.percent(limits.maxDrawdown())),
        limits.isShortAllowed()
            ? "Risk: a sale may open a short position."
            : "Risk: a sale may not open a short position.");
  }
}
