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

/// The features and conditions of a strategy, bound to one instrument.
final class BoundRules {
  private static final Node NOTHING = () -> 0;

  private final Context context;
  private final int instrument;
  private final RuleSet rules;
  private final RuleSeries series;
  private final Optional<Forecast> forecast;
  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final Node[] features;
  private final double[] values;
  private final List<Cross> crosses = new ArrayList<>();
  private int boundFeatures;
  private int heldSinceBar = -1;
  private int firstBar = -1;
  private int barIndex = -1;

  BoundRules(Context context, int instrument, RuleSet rules, Optional<Forecast> forecast) {
    this.context = context;
    this.forecast = forecast;
    this.instrument = instrument;
    this.rules = rules;
    series = new RuleSeries(context, instrument, rules);
    features = new Node[rules.features().size()];
    values = new double[features.length];
    for (Feature feature : rules.features()) {
      features[boundFeatures] = bind(feature.expression());
      series.define(feature.expression());
      boundFeatures++;
    }
  }

  /// Takes the new bar.
  void update() {
    barIndex = context.barIndex(instrument);
    firstBar = firstBar < 0 ? barIndex : firstBar;
    if (context.quantity(instrument) == 0) {
      heldSinceBar = -1;
    } else if (heldSinceBar < 0) {
      heldSinceBar = barIndex;
    }
    if (forecast.isPresent()) {
      forecast.get().update(instrument);
    }
    for (int i = 0; i < features.length; i++) {
      values[i] = features[i].evaluate();
    }
    for (int i = 0; i < crosses.size(); i++) {
      crosses.get(i).evaluate();
    }
  }

  int barIndex() {
    return barIndex;
  }

  /// Whether the bar is the first that was taken: nothing is known of one before.
  boolean isFirstBar() {
    return barIndex == firstBar;
  }

  /// Whether each bar must be taken, because something rests on what was seen on the bar before.
  boolean seesEachBar() {
    return forecast.isPresent() || !crosses.isEmpty();
  }

  /// At which bars the rules may act; to be asked when all is bound.
  ActingBars actingBars() {
    return new ActingBars(rules, series);
  }

  /// Value of a feature, by its place.
  double feature(int index) {
    return values[index];
  }

  Node bind(Expression expression) {
    Optional<Series> column = series.of(expression);
    if (column.isPresent()) {
      Series known = column.get();
      return known::value;
    }
    return switch (expression) {
      case Expression.Literal number -> number::value;
      case Expression.Name name -> name(name);
      case Expression.Call call -> call(call);
      case Expression.Unary(Operator operator, Expression operand, _) -> {
        Node inner = bind(operand);
        yield operator == Operator.NOT ? operator.node(inner, inner) : () -> -inner.evaluate();
      }
      case Expression.Binary(Operator operator, Expression left, Expression right, _) ->
          operator.node(bind(left), bind(right));
    };
  }

  private Node name(Expression.Name name) {
    int feature = rules.featureIndex(name.name());
    if (feature >= 0 && feature < boundFeatures) {
      return () -> values[feature];
    }
    return switch (name.name()) {
      case "position" -> () -> FixedPoint.toDouble(context.quantity(instrument));
      case "entry_price" -> this::entryPrice;
      case "bars_held" -> () -> heldSinceBar < 0 ? Double.NaN : barIndex - heldSinceBar;
      default -> {
        Forecast scores = forecast.orElseThrow();
        yield () -> scores.score(instrument);
      }
    };
  }

  private double entryPrice() {
    return context.quantity(instrument) == 0
        ? Double.NaN
        : FixedPoint.toDouble(context.position(instrument).averagePrice());
  }

  private Node call(Expression.Call call) {
    String name = call.name();
    if (Vocabulary.CROSSES.contains(name)) {
      return cross(call, name.equals(Vocabulary.CROSSES.getFirst()) ? 1 : -1);
    }
    if (name.equals("returns")) {
      Node percent = indicator(rules.vocabulary().rateOfChange(call), 0);
      return function(name, percent, NOTHING);
    }
    if (Vocabulary.FUNCTIONS.contains(name)) {
      Node first = bind(call.arguments().getFirst());
      return function(
          name, first, call.arguments().size() == 1 ? NOTHING : bind(call.arguments().getLast()));
    }
    Indicator fresh = IndicatorCatalog.create(rules.vocabulary().indicator(call));
    return indicator(fresh, rules.vocabulary().output(call, fresh));
  }

  private static Node function(String name, Node first, Node second) {
    DoubleBinaryOperator function = Functions.of(name);
    return () -> function.applyAsDouble(first.evaluate(), second.evaluate());
  }

  private Node cross(Expression.Call call, int direction) {
    Expression first = call.arguments().getFirst();
    Expression last = call.arguments().getLast();
    Optional<Series> left = series.of(first);
    Optional<Series> right = series.of(last);
    if (left.isPresent() && right.isPresent()) {
      return new SeriesCross(this, left.get(), right.get(), direction);
    }
    Cross cross = new Cross(this, bind(first), bind(last), direction);
    crosses.add(cross);
    return cross;
  }

  /// An indicator that is fed bar by bar, beside a model.
  private Node indicator(Indicator fresh, int output) {
    Indicator known = indicators.get(fresh.name());
    if (known == null) {
      known = context.use(instrument, fresh);
      indicators.put(fresh.name(), known);
    }
    Indicator indicator = known;
    return () -> indicator.isReady(output) ? indicator.value(output) : Double.NaN;
  }
}
