package io.papertape.strategy.rule;

import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.util.List;
import java.util.Optional;

/// At which bars of an instrument rules may act, as signals. Each is on at every bar at which its
/// condition holds, and perhaps at more, so that what is asked there decides.
final class ActingBars {
  private final RuleSet rules;
  private final RuleSeries series;

  ActingBars(RuleSet rules, RuleSeries series) {
    this.rules = rules;
    this.series = series;
  }

  /// Where the schedule is due; by it alone nothing is due before the first bar that is warm.
  Signal due() {
    return new Signal.AnyOf(List.of(first(), rules.schedule().due()));
  }

  /// The first bar that is warm: crossings and the schedule start there.
  Signal first() {
    return Signal.everyBars(series.warmUpBars() - 1, Integer.MAX_VALUE);
  }

  /// Where a rule of one of the lists may hold.
  Signal any(List<List<Rule>> lists) {
    return new Signal.AnyOf(
        lists.stream().flatMap(List::stream).map(rule -> when(rule.condition(), true)).toList());
  }

  /// @param truth whether the condition holds, or is known not to
  private Signal when(Expression condition, boolean truth) {
    return switch (condition) {
      case Expression.Literal _ -> Signal.always();
      case Expression.Name(String name, _) ->
          when(rules.features().get(rules.featureIndex(name)).expression(), truth);
      case Expression.Call call -> cross(call, truth);
      case Expression.Unary(_, Expression operand, _) -> when(operand, !truth);
      case Expression.Binary(Operator operator, Expression left, Expression right, _) ->
          switch (operator) {
            case OR -> joined(left, right, truth, !truth);
            case AND -> joined(left, right, truth, truth);
            default -> compared(operator, left, right, truth);
          };
    };
  }

  private Signal joined(Expression left, Expression right, boolean truth, boolean needsBoth) {
    List<Signal> sides = List.of(when(left, truth), when(right, truth));
    return needsBoth ? new Signal.AllOf(sides) : new Signal.AnyOf(sides);
  }

  private Signal cross(Expression.Call call, boolean truth) {
    Optional<Series> left = series.of(call.arguments().getFirst());
    Optional<Series> right = series.of(call.arguments().getLast());
    if (left.isEmpty() || right.isEmpty()) {
      return Signal.always();
    }
    boolean isUpward = call.name().equals(Vocabulary.CROSSES.getFirst());
    Signal crossing =
        new Signal.TurnedOn(
            isUpward ? above(left.get(), right.get()) : above(right.get(), left.get()));
    return truth ? crossing : new Signal.Not(crossing);
  }

  private Signal compared(Operator operator, Expression first, Expression last, boolean truth) {
    Optional<Series> left = series.of(first);
    Optional<Series> right = series.of(last);
    if (left.isEmpty() || right.isEmpty()) {
      return Signal.always();
    }
    Signal above = above(left.get(), right.get());
    Signal below = above(right.get(), left.get());
    Signal unequal = new Signal.AnyOf(List.of(above, below));
    return switch (operator) {
      case LESS -> truth ? below : new Signal.Not(below);
      case AT_LEAST -> truth ? new Signal.Not(below) : below;
      case GREATER -> truth ? above : new Signal.Not(above);
      case AT_MOST -> truth ? new Signal.Not(above) : above;
      case EQUAL -> truth ? new Signal.Not(unequal) : unequal;
      default -> truth ? unequal : new Signal.Not(unequal);
    };
  }

  private static Signal above(Series left, Series right) {
    if (right instanceof Series.Constant(double level)) {
      return new Signal.AboveLevel(left, level);
    }
    return left instanceof Series.Constant(double level)
        ? new Signal.BelowLevel(right, level)
        : new Signal.Above(left, right);
  }
}
