package io.papertape.workspace.strategy;

import io.papertape.risk.RiskLimits;
import java.util.List;

/// The section `risk`: limits that every order passes; what is left out is not limited.
final class RiskSection {
  static final List<String> KEYS =
      List.of(
          "max_position",
          "max_order_notional",
          "max_gross_exposure",
          "max_net_exposure",
          "max_orders_per_day",
          "max_drawdown",
          "allow_short");

  private RiskSection() {}

  static RiskLimits read(Section section) {
    return new RiskLimits(
        section.amount("max_position").orElse(0L),
        section.amount("max_order_notional").orElse(0L),
        section.number("max_gross_exposure", 0, 1000).orElse(0.0),
        section.number("max_net_exposure", 0, 1000).orElse(0.0),
        section.integer("max_orders_per_day", 0, 1_000_000).orElse(0),
        section.number("max_drawdown", 0, 0.999).orElse(0.0),
        section.flag("allow_short").orElse(true));
  }
}
