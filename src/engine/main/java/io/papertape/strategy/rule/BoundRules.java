package io.papertape.strategy.rule;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorCatalog;
import io.papertape.market.BarHistory;
import io.papertape.market.FixedPoint;
import io.papertape.strategy.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The features and conditions of a strategy, bound to one instrument.
final class BoundRules {
  private final Context context;
  private final int instrument;
  private final Vocabulary vocabulary;
  private final Optional<Forecast> forecast;
  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final List<String> featureNames = new ArrayList<>();
  private final Node[] features;
  private final double[] values;
  private final List<Cross> crosses = new ArrayList<>();
  private int heldSinceBar = -1;
  private int barIndex = -1;

  BoundRules(Context context, int instrument, RuleSet rules, Optional<Forecast> forecast) {
    this.context = context;
    this.forecast = forecast;
    this.instrument = instrument;
    vocabulary = rules.vocabulary();
    features = new Node[rules.features().size()];
    values = new double[features.length];
    for (int i = 0; i < features.length; i++) {
      Feature feature = rules.features().get(i);
      features[i] = bind(feature.expression());
      featureNames.add(feature.name());
    }
  }

  /// Takes the new bar.
  void update() {
    barIndex = context.barIndex(instrument);
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

  /// Value of a feature, by its place.
  double feature(int index) {
    return values[index];
  }

  Node bind(Expression expression) {
    return switch (expression) {
      case Expression.Literal number -> constant(number.value());
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

  private static Node constant(double value) {
    return () -> value;
  }

  private Node name(Expression.Name name) {
    int feature = featureNames.indexOf(name.name());
    if (feature >= 0) {
      return () -> values[feature];
    }
    if (vocabulary.isParameter(name.name())) {
      return constant(vocabulary.number(name));
    }
    if (forecast.isPresent() && name.name().equals(Vocabulary.SCORE)) {
      Forecast scores = forecast.get();
      return () -> scores.score(instrument);
    }
    return switch (name.name()) {
      case "position" -> () -> FixedPoint.toDouble(context.quantity(instrument));
      case "entry_price" -> this::entryPrice;
      case "bars_held" -> () -> heldSinceBar < 0 ? Double.NaN : barIndex - heldSinceBar;
      default -> price(name.name(), 0);
    };
  }

  private double entryPrice() {
    return context.quantity(instrument) == 0
        ? Double.NaN
        : FixedPoint.toDouble(context.position(instrument).averagePrice());
  }

  /// A price some bars ago; NaN before there is one.
  private Node price(String field, int ago) {
    return () -> {
      BarHistory history = context.history(instrument);
      return ago < history.size() ? price(history, field, ago) : Double.NaN;
    };
  }

  private double price(BarHistory bars, String field, int ago) {
    return switch (field) {
      case "open" -> FixedPoint.toDouble(bars.open(ago));
      case "high" -> FixedPoint.toDouble(bars.high(ago));
      case "low" -> FixedPoint.toDouble(bars.low(ago));
      case "close" -> FixedPoint.toDouble(bars.close(ago));
      case "median" -> FixedPoint.toDouble(bars.high(ago) + bars.low(ago)) / 2;
      case "typical" -> FixedPoint.toDouble(bars.high(ago) + bars.low(ago) + bars.close(ago)) / 3;
      default ->
          bars.volume(ago) * FixedPoint.toDouble(context.instrument(instrument).volumeStep());
    };
  }

  private Node call(Expression.Call call) {
    if (Vocabulary.PRICES.contains(call.name())) {
      return price(call.name(), vocabulary.bars(call));
    }
    return switch (call.name()) {
      case "returns" -> {
        Node percent = indicator("rateOfChange(" + vocabulary.bars(call) + ")", 0);
        yield () -> percent.evaluate() / 100;
      }
      case "crosses_above" -> cross(call, 1);
      case "crosses_below" -> cross(call, -1);
      case "abs" -> {
        Node inner = bind(call.arguments().getFirst());
        yield () -> Math.abs(inner.evaluate());
      }
      case "sqrt" -> {
        Node inner = bind(call.arguments().getFirst());
        yield () -> Math.sqrt(inner.evaluate());
      }
      case "min" -> {
        Node left = bind(call.arguments().get(0));
        Node right = bind(call.arguments().get(1));
        yield () -> Math.min(left.evaluate(), right.evaluate());
      }
      case "max" -> {
        Node left = bind(call.arguments().get(0));
        Node right = bind(call.arguments().get(1));
        yield () -> Math.max(left.evaluate(), right.evaluate());
      }
      default -> {
        String text = vocabulary.indicator(call);
        yield indicator(text, vocabulary.output(call, registered(text)));
      }
    };
  }

  private Node cross(Expression.Call call, int direction) {
    Node left = bind(call.arguments().get(0));
    Node right = bind(call.arguments().get(1));
    Cross cross = new Cross(this, left, right, direction);
    crosses.add(cross);
    return cross;
  }

  private Node indicator(String text, int output) {
    Indicator indicator = registered(text);
    return () -> indicator.isReady(output) ? indicator.value(output) : Double.NaN;
  }

  private Indicator registered(String text) {
    Indicator fresh = IndicatorCatalog.create(text);
    Indicator known = indicators.get(fresh.name());
    if (known == null) {
      known = context.use(instrument, fresh);
      indicators.put(fresh.name(), known);
    }
    return known;
  }
}
