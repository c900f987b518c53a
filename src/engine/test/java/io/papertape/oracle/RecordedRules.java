package io.papertape.oracle;

import io.papertape.order.Size;
import io.papertape.strategy.Strategy;

/// The strategies of the recorded runs by name.
final class RecordedRules {
  private RecordedRules() {}

  /// @param isResolvedAtFill whether a fraction of equity is resolved at the fill
  /// @param firstBar         bar on which buy and hold buys
  static Strategy of(EngineRun run, boolean isResolvedAtFill, int firstBar) {
    Size size = run.size(isResolvedAtFill);
    return switch (run.strategy()) {
      case "SmaLong" ->
          new CrossRules.LongOnly(run.integer("fast"), run.integer("slow"), size, false);
      case "CloseOrder" ->
          new CrossRules.LongOnly(run.integer("fast"), run.integer("slow"), size, true);
      case "SmaLS" -> new CrossRules.LongShort(run.integer("fast"), run.integer("slow"), size);
      case "Bracket" ->
          new CrossRules.Bracket(
              run.integer("fast"), run.integer("slow"), size, run.real("sl"), run.real("tp"));
      case "TrailStop" ->
          new CrossRules.TrailStop(
              run.integer("fast"), run.integer("slow"), size, run.integer("n"), run.real("k"));
      case "Partial" -> new CrossRules.Partial(run.integer("fast"), run.integer("slow"), size);
      case "StopTrail" ->
          new CrossRules.StopTrail(run.integer("fast"), run.integer("slow"), size, run.real("pct"));
      case "Pyramid" ->
          new CrossRules.Pyramid(
              run.integer("fast"), run.integer("slow"), size, run.integer("cap"));
      case "Rsi" ->
          new OtherRules.RsiReversion(run.integer("n"), run.real("lo"), run.real("hi"), size);
      case "Boll" -> new OtherRules.BollingerReversion(run.integer("n"), run.real("k"), size);
      case "BuyHold" -> new OtherRules.BuyHold(size, firstBar);
      case "LimitEntry" ->
          new OtherRules.LimitEntry(
              run.integer("n"), run.real("off"), run.integer("life"), run.integer("hold"), size);
      case "StopEntry" -> new OtherRules.StopEntry(run.integer("n"), run.integer("x"), size);
      case "StopLimitEntry" ->
          new OtherRules.StopLimitEntry(
              run.integer("n"), run.real("slip"), run.integer("hold"), size);
      default -> throw new IllegalArgumentException("Unknown rule: " + run.strategy());
    };
  }
}
