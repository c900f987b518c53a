package io.papertape.simulation;

import java.util.ArrayList;
import java.util.List;

/// Cash that came in or went out for another reason than a fill: dividends, cash in lieu of
/// fractions.
public final class CashFlows {
  /// One payment.
  ///
  /// @param amount account currency, fixed point; negative if paid
  public record CashFlow(long timeNanos, int instrument, String reason, long amount) {}

  private final List<CashFlow> flows = new ArrayList<>();

  void add(long timeNanos, int instrument, String reason, long amount) {
    flows.add(new CashFlow(timeNanos, instrument, reason, amount));
  }

  /// All payments in order of time.
  public List<CashFlow> all() {
    return List.copyOf(flows);
  }

  /// Sum of the payments, fixed point.
  public long total() {
    long sum = 0;
    for (CashFlow flow : flows) {
      sum = Math.addExact(sum, flow.amount());
    }
    return sum;
  }
}
