package io.papertape.strategy.rule;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorCatalog;
import io.papertape.market.FixedPoint;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/// Expressions of one instrument as series, where they rest on nothing but its bars. What rests on
/// the position, or on a model's score, is none, and neither is a condition.
final class RuleSeries {
  private static final Series NOTHING = new Series.Constant(0);

  private final Context context;
  private final int instrument;
  private final RuleSet rules;
  private final Map<String, List<Series>> indicators = new LinkedHashMap<>();
  private final List<Optional<Series>> features = new ArrayList<>();
  private int warmUpBars = 1;

  RuleSeries(Context context, int instrument, RuleSet rules) {
    this.context = context;
    this.instrument = instrument;
    this.rules = rules;
  }

  /// Takes the next feature.
  void define(Expression feature) {
    features.add(of(feature));
  }

  /// Number of bars until all indicators have a value, at least 1.
  int warmUpBars() {
    return warmUpBars;
  }

  Optional<Series> of(Expression expression) {
    return switch (expression) {
      case Expression.Literal number -> Optional.of(new Series.Constant(number.value()));
      case Expression.Name name -> name(name);
      case Expression.Call call -> call(call);
      case Expression.Unary(Operator operator, Expression operand, _) -> {
        Optional<Series> inner = of(operand);
        yield operator == Operator.NOT
            ? Optional.empty()
            : computed((left, _) -> -left, inner, Optional.of(NOTHING));
      }
      case Expression.Binary(Operator operator, Expression left, Expression right, _) -> {
        Optional<Series> first = of(left);
        Optional<Series> second = of(right);
        yield operator.givesCondition()
            ? Optional.empty()
            : computed(operator.function(), first, second);
      }
    };
  }

  private static Optional<Series> computed(
      DoubleBinaryOperator function, Optional<Series> first, Optional<Series> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    if (first.get() instanceof Series.Constant(double left)
        && second.get() instanceof Series.Constant(double right)) {
      return Optional.of(new Series.Constant(function.applyAsDouble(left, right)));
    }
    return Optional.of(new Series.Computed(function, first.get(), second.get()));
  }

  private Optional<Series> name(Expression.Name name) {
    int feature = rules.featureIndex(name.name());
    if (feature >= 0 && feature < features.size()) {
      return features.get(feature);
    }
    if (rules.vocabulary().isParameter(name.name())) {
      return Optional.of(new Series.Constant(rules.vocabulary().number(name)));
    }
    return Vocabulary.PRICES.contains(name.name())
        ? Optional.of(price(name.name(), 0))
        : Optional.empty();
  }

  private Series price(String field, int ago) {
    double step = FixedPoint.toDouble(context.instrument(instrument).volumeStep());
    return context.unrecorded(instrument, new PastPrice(field, ago, step));
  }

  private Optional<Series> call(Expression.Call call) {
    String name = call.name();
    if (Vocabulary.PRICES.contains(name)) {
      return Optional.of(price(name, rules.vocabulary().bars(call)));
    }
    if (Vocabulary.CROSSES.contains(name)) {
      call.arguments().forEach(this::of);
      return Optional.empty();
    }
    if (name.equals("returns")) {
      Optional<Series> percent = indicator(rules.vocabulary().rateOfChange(call), 0);
      return computed(Functions.of(name), percent, Optional.of(NOTHING));
    }
    if (Vocabulary.FUNCTIONS.contains(name)) {
      Optional<Series> first = of(call.arguments().getFirst());
      Optional<Series> second =
          call.arguments().size() == 1 ? Optional.of(NOTHING) : of(call.arguments().getLast());
      return computed(Functions.of(name), first, second);
    }
    Indicator fresh = IndicatorCatalog.create(rules.vocabulary().indicator(call));
    return indicator(fresh, rules.vocabulary().output(call, fresh));
  }

  /// Beside a model nothing is passed over, and its features are fed bar by bar.
  private Optional<Series> indicator(Indicator fresh, int output) {
    if (rules.model().isPresent()) {
      return Optional.empty();
    }
    List<Series> known = indicators.get(fresh.name());
    if (known == null) {
      known = context.outputs(instrument, fresh);
      indicators.put(fresh.name(), known);
      warmUpBars = Math.max(warmUpBars, fresh.warmUpBars());
    }
    return Optional.of(known.get(output));
  }
}
