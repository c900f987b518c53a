package io.papertape.simulation;

import io.papertape.account.Position;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of a run. With a [RunMemory] of its own, which is the default, it stays; with a
/// shared one, curve, fills and orders can be read until the next run begins.
public final class RunResult {
  private final SimulationLoop loop;
  private final MutableMarket market;
  private final RunMemory memory;
  private final long use;
  private final String root;
  private final long journalEntries;
  private final long evaluations;
  private final Optional<RuntimeException> failure;

  RunResult(
      SimulationLoop loop,
      MutableMarket market,
      RunMemory memory,
      long use,
      String root,
      long journalEntries,
      long evaluations,
      Optional<RuntimeException> failure) {
    this.loop = loop;
    this.market = market;
    this.memory = memory;
    this.use = use;
    this.root = root;
    this.journalEntries = journalEntries;
    this.evaluations = evaluations;
    this.failure = failure;
  }

  /// What stopped the run before the end of its data, if anything did.
  public Optional<RuntimeException> failure() {
    return failure;
  }

  /// True if the run ended early because equity was used up: every position was closed.
  public boolean isRuined() {
    return loop.isRuined();
  }

  /// Equity after each moment, before the strategy acted on it.
  public EquityCurve equity() {
    memory.require(use);
    return loop.equity();
  }

  public FillLog fills() {
    memory.require(use);
    return loop.books().fills();
  }

  /// Dividends and cash in lieu of fractions.
  public CashFlows cashFlows() {
    return loop.books().cashFlows();
  }

  public OrderLog orders() {
    memory.require(use);
    return loop.books().orders();
  }

  /// Equity at the end, account currency, fixed point.
  public long finalEquity() {
    return loop.account().equity();
  }

  /// Cash at the end, fixed point.
  public long finalCash() {
    return loop.account().cash();
  }

  /// All fees paid, fixed point.
  public long feesPaid() {
    return loop.account().feesPaid();
  }

  /// Positions that are open at the end, in the order of the instruments.
  public List<Position> openPositions() {
    List<Position> open = new ArrayList<>();
    for (int i = 0; i < market.instruments(); i++) {
      if (loop.account().quantity(i) != 0) {
        open.add(loop.account().position(i));
      }
    }
    return open;
  }

  /// Merkle root of the journal, 64 hex digits; empty if none was kept.
  public String root() {
    return root;
  }

  /// Number of journal entries.
  public long journalEntries() {
    return journalEntries;
  }

  /// Number of evaluations, the HOLDs included; 0 if no journal was kept.
  public long evaluations() {
    return evaluations;
  }

  /// Number of evaluations that led to nothing because inputs had no value yet; 0 if no journal was
  /// kept.
  public long warmUps() {
    return loop.warmUps();
  }

  /// Orders that were refused because they would have had 10¹⁰ units or more.
  public long tooLarge() {
    return loop.tooLarge();
  }

  @Override
  public String toString() {
    return "RunResult[finalEquity=%s, fills=%d, failure=%s]"
        .formatted(FixedPoint.format(finalEquity()), loop.books().fills().size(), failure);
  }
}
