package io.papertape.live.session;

import io.papertape.workspace.store.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A session beside a backtest on vendor data, and what the difference comes from.
///
/// Between the two lies a chain of runs, in each of which one thing more is as in the backtest. A
/// part of the difference is what that one thing changes, after those before it; so the parts add
/// up to the difference exactly, and another order of the chain would share it out otherwise.
///
/// @param resolution of the vendor's data that were used
/// @param steps      the runs, the session first and the backtest last
/// @param decision   the first that differs between those two
/// @param absent     bars that the vendor has and the tape has not
public record SessionComparison(
    String session,
    String dataSet,
    Resolution resolution,
    List<Step> steps,
    Optional<Difference> decision,
    TapeFaults faults,
    long absent) {

  /// Runs of the chain, in its order.
  public enum Stage {
    /// The tape as it was.
    SESSION,
    /// Without what the operator did, vetoes for the state of inputs, outages and holes: late bars
    /// come at their closes, and bars that the tape lacks are the vendor's.
    WHOLE,
    /// The tape's own bars, quotes and trade ticks as histories at the times of the venue: each
    /// decision is made when a backtest makes it.
    PUNCTUAL,
    /// The same without the kinds of events that the vendor's data lack, so that orders fill on
    /// what the backtest fills them on.
    REDUCED,
    /// The vendor's data.
    BACKTEST
  }

  /// What the difference comes from: what changes from one stage to the next.
  public enum Cause {
    GAPS(Stage.SESSION, Stage.WHOLE),
    LATENCY(Stage.WHOLE, Stage.PUNCTUAL),
    FILLS(Stage.PUNCTUAL, Stage.REDUCED),
    DATA(Stage.REDUCED, Stage.BACKTEST);

    private final Stage with;
    private final Stage without;

    Cause(Stage with, Stage without) {
      this.with = with;
      this.without = without;
    }
  }

  /// One run of the chain.
  ///
  /// @param pnl final equity above the starting cash, fixed point
  public record Step(Stage stage, long fills, long pnl) {}

  /// Part of the difference in profit and loss, fixed point.
  public record Part(Cause cause, long pnl) {}

  /// The first decision, order or veto that is not the same; empty text: none is left.
  ///
  /// @param number counted from 1
  public record Difference(long number, String session, String backtest) {
    static Optional<Difference> of(List<String> left, List<String> right) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        String ours = i < left.size() ? left.get(i) : "";
        String theirs = i < right.size() ? right.get(i) : "";
        if (!ours.equals(theirs)) {
          return Optional.of(new Difference(i + 1L, ours, theirs));
        }
      }
      return Optional.empty();
    }
  }

  public SessionComparison {
    steps = List.copyOf(steps);
    if (steps.size() != Stage.values().length) {
      throw new IllegalArgumentException(
          "Chain is not whole: steps=%d. Give one of each stage.".formatted(steps.size()));
    }
  }

  /// The run of a stage.
  public Step of(Stage stage) {
    return steps.stream().filter(step -> step.stage() == stage).findFirst().orElseThrow();
  }

  /// Profit and loss of the session above that of the backtest, fixed point.
  public long difference() {
    return Math.subtractExact(of(Stage.SESSION).pnl(), of(Stage.BACKTEST).pnl());
  }

  /// Parts that add up to the difference, in the order of the chain.
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      long with = of(cause.with).pnl();
      parts.add(new Part(cause, Math.subtractExact(with, of(cause.without).pnl())));
    }
    return parts;
  }

  /// True if both made the same decisions, fills and money.
  public boolean isSame() {
    return decision.isEmpty()
        && difference() == 0
        && of(Stage.SESSION).fills() == of(Stage.BACKTEST).fills();
  }
}
