package io.papertape.strategy.rule;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorCatalog;
import io.papertape.strategy.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The names that expressions of one strategy may use, and the check that an expression makes
/// sense with them.
public final class Vocabulary {
  static final List<String> PRICES =
      List.of("open", "high", "low", "close", "typical", "median", "volume");
  static final List<String> HOLDINGS = List.of("position", "entry_price", "bars_held");
  static final List<String> CROSSES = List.of("crosses_above", "crosses_below");
  static final List<String> FUNCTIONS = List.of("abs", "sqrt", "min", "max", "returns");

  private static final Pattern FEATURE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Name of a model's score; free for other use in a strategy without a model.
  public static final String SCORE = "score";

  private final SortedMap<String, String> parameters;
  private final boolean hasModel;
  private final Map<String, Boolean> features = new LinkedHashMap<>();
  private boolean isScoreUsed;

  /// @param parameters values in force, by name
  public Vocabulary(SortedMap<String, String> parameters) {
    this(parameters, false);
  }

  /// @param parameters values in force, by name
  /// @param hasModel   whether `score` means the score of a model
  public Vocabulary(SortedMap<String, String> parameters, boolean hasModel) {
    this.parameters = parameters;
    this.hasModel = hasModel;
    for (String name : parameters.keySet()) {
      requireFree("parameter", name);
    }
  }

  /// Adds a feature that later expressions may use.
  ///
  /// @throws IllegalArgumentException if the name is taken or the expression makes no sense
  public void define(String name, Expression expression) {
    if (!FEATURE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not a name for a feature: name=%s. Use letters, digits and _.".formatted(name));
    }
    requireFree("feature", name);
    if (parameters.containsKey(name) || features.containsKey(name)) {
      throw new IllegalArgumentException(
          "Name is taken: feature=%s. Give the feature another name.".formatted(name));
    }
    boolean condition = isCondition(expression);
    features.put(name, condition);
  }

  private void requireFree(String what, String name) {
    if (PRICES.contains(name)
        || HOLDINGS.contains(name)
        || (hasModel && name.equals(SCORE))
        || List.of("and", "or", "not").contains(name)) {
      throw new IllegalArgumentException(
          "Name is taken: %s=%s. Give the %s another name.".formatted(what, name, what));
    }
  }

  /// Checks a condition such as `rsi(14) < 30`.
  public void requireCondition(Expression expression) {
    if (!isCondition(expression)) {
      throw new IllegalArgumentException(
          "Not a condition but a number: at=%d. Compare it with something, as in rsi(14) < 30."
              .formatted(expression.column()));
    }
  }

  /// Checks a number such as `2 * atr(14)`.
  public void requireNumber(Expression expression) {
    if (isCondition(expression)) {
      throw new IllegalArgumentException(
          "Not a number but a condition: at=%d. Give a formula, as in 2 * atr(14)."
              .formatted(expression.column()));
    }
  }

  private boolean isCondition(Expression expression) {
    return switch (expression) {
      case Expression.Literal _ -> false;
      case Expression.Name name -> isCondition(name);
      case Expression.Call call -> isCondition(call);
      case Expression.Unary unary -> {
        requireOperand(unary.operator(), unary.operand());
        yield unary.operator().givesCondition();
      }
      case Expression.Binary binary -> {
        requireOperand(binary.operator(), binary.left());
        requireOperand(binary.operator(), binary.right());
        yield binary.operator().givesCondition();
      }
    };
  }

  private void requireOperand(Operator operator, Expression operand) {
    if (operator.takesConditions()) {
      requireCondition(operand);
    } else {
      requireNumber(operand);
    }
  }

  private boolean isCondition(Expression.Name name) {
    if (features.containsKey(name.name())) {
      return features.get(name.name());
    }
    if (parameters.containsKey(name.name())) {
      number(name);
      return false;
    }
    if (name.name().equals(SCORE)) {
      requireModel(name);
      return false;
    }
    if (!PRICES.contains(name.name()) && !HOLDINGS.contains(name.name())) {
      throw new IllegalArgumentException(
          "Unknown name: name=%s, at=%d. %s"
              .formatted(name.name(), name.column(), Spelling.hint(name.name(), names())));
    }
    return false;
  }

  private void requireModel(Expression.Name name) {
    if (!hasModel) {
      throw new IllegalArgumentException(
          "Score without a model: name=%s, at=%d. Name a version of a model under the key model."
              .formatted(name.name(), name.column()));
    }
    isScoreUsed = true;
  }

  /// Whether an expression that was checked uses the score of the model.
  public boolean isScoreUsed() {
    return isScoreUsed;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(features.keySet());
    names.addAll(parameters.keySet());
    names.addAll(PRICES);
    names.addAll(HOLDINGS);
    if (hasModel) {
      names.add(SCORE);
    }
    return names;
  }

  private boolean isCondition(Expression.Call call) {
    String name = call.name();
    boolean isOwn = CROSSES.contains(name) || FUNCTIONS.contains(name) || PRICES.contains(name);
    if (isOwn && !call.output().isEmpty()) {
      throw new IllegalArgumentException(
          "Function has no outputs: name=%s, output=%s, at=%d. Leave the output out."
              .formatted(name, call.output(), call.column()));
    }
    if (hasModel && name.equals(SCORE)) {
      throw new IllegalArgumentException(
          "Score takes no arguments: at=%d. Write score alone; it is that of the last bar."
              .formatted(call.column()));
    }
    if (name.equals("returns") || PRICES.contains(name)) {
      requireArguments(call, 1);
      bars(call);
    } else if (CROSSES.contains(name) || FUNCTIONS.contains(name)) {
      requireArguments(call, name.equals("abs") || name.equals("sqrt") ? 1 : 2);
      call.arguments().forEach(this::requireNumber);
    } else {
      requireIndicator(call);
    }
    return CROSSES.contains(name);
  }

  private static void requireArguments(Expression.Call call, int wanted) {
    if (call.arguments().size() != wanted) {
      throw new IllegalArgumentException(
          "Wrong number of arguments: function=%s, given=%d, at=%d. Give %d."
              .formatted(call.name(), call.arguments().size(), call.column(), wanted));
    }
  }

  private void requireIndicator(Expression.Call call) {
    if (!IndicatorCatalog.kinds().contains(call.name())) {
      TreeSet<String> known = new TreeSet<>(IndicatorCatalog.kinds());
      known.addAll(CROSSES);
      known.addAll(FUNCTIONS);
      throw new IllegalArgumentException(
          "Unknown function: name=%s, at=%d. %s"
              .formatted(call.name(), call.column(), Spelling.hint(call.name(), known)));
    }
    output(call, IndicatorCatalog.create(indicator(call)));
  }

  /// Number of the output that a call names.
  int output(Expression.Call call, Indicator indicator) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < indicator.outputs(); i++) {
      names.add(indicator.outputName(i));
      if (call.output().isEmpty() || call.output().equals(names.get(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Unknown output: indicator=%s, output=%s, at=%d. %s"
            .formatted(
                indicator.name(),
                call.output(),
                call.column(),
                Spelling.hint(call.output(), names)));
  }

  /// Text of an indicator with the values of the parameters it names.
  String indicator(Expression.Call call) {
    List<String> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      switch (argument) {
        case Expression.Literal number -> arguments.add(number.text());
        case Expression.Name name ->
            arguments.add(parameters.getOrDefault(name.name(), name.name()));
        default ->
            throw new IllegalArgumentException(
                ("Argument of an indicator is a formula: indicator=%s, at=%d."
                        + " Give a number, a parameter or a price such as typical.")
                    .formatted(call.name(), argument.column()));
      }
    }
    return call.name() + "(" + String.join(",", arguments) + ")";
  }

  /// The indicator that a call such as `returns(20)` rests on.
  Indicator rateOfChange(Expression.Call call) {
    return IndicatorCatalog.create("rateOfChange(" + bars(call) + ")");
  }

  /// The whole number of bars that a call such as `returns(20)` names.
  int bars(Expression.Call call) {
    Expression argument = call.arguments().getFirst();
    double value =
        switch (argument) {
          case Expression.Literal number -> number.value();
          case Expression.Name name when parameters.containsKey(name.name()) -> number(name);
          default -> Double.NaN;
        };
    if (!(value >= 1 && value <= 100_000 && value == (int) value)) {
      throw new IllegalArgumentException(
          ("Not a number of bars: function=%s, at=%d."
                  + " Give a whole number from 1 or a parameter that is one.")
              .formatted(call.name(), argument.column()));
    }
    return (int) value;
  }

  /// Value of a parameter.
  double number(Expression.Name name) {
    return Parameters.of(parameters).real(name.name());
  }

  boolean isParameter(String name) {
    return parameters.containsKey(name);
  }
}
