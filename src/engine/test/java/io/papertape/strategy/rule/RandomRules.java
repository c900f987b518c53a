package io.papertape.strategy.rule;

import io.papertape.market.FixedPoint;
import io.papertape.order.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Makes up rule sets: features, conditions, schedules, sizes and stops of every kind.
final class RandomRules {
  private static final List<String> INDICATORS =
      List.of(
          "sma(%d)", "ema(%d)", "rollingMax(%d)", "bollinger(%d,2).upper", "donchian(%d).lower");
  private static final List<String> SCHEDULES =
      List.of("every bar", "every bar", "every bar", "every 3 bars", "daily", "weekly", "monthly");
  private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");

  private final SplittableRandom random;
  private final Vocabulary vocabulary = new Vocabulary(new TreeMap<>(Map.of("bars", "9")));
  private final List<Feature> features = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  RandomRules(long seed) {
    random = new SplittableRandom(seed);
  }

  RuleSet make() {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean isCondition = random.nextInt(3) == 0;
      String name = (isCondition ? "is_" : "x_") + i;
      Expression expression = Expression.parse(isCondition ? condition(2) : price(2));
      vocabulary.define(name, expression);
      features.add(new Feature(name, expression));
      (isCondition ? conditions : numbers).add(name);
    }
    Schedule schedule = Schedule.parse(one(SCHEDULES));
    return new RuleSet(schedule, features, decision(), vocabulary);
  }

  private Decision decision() {
    return switch (random.nextInt(6)) {
      case 0 -> rank();
      case 1 -> new Decision.Target(Expression.parse(weight()), 0.02 * random.nextInt(4));
      default -> threshold();
    };
  }

  private Decision threshold() {
    boolean isLong = random.nextInt(5) > 0;
    boolean isShort = !isLong || random.nextInt(3) == 0;
    boolean hasWeight = random.nextInt(5) == 0;
    return new Decision.Threshold(
        isLong ? rules("enter") : List.of(),
        isLong || random.nextBoolean() ? rules("leave") : List.of(),
        isShort ? rules("sell") : List.of(),
        isShort ? rules("cover") : List.of(),
        size(hasWeight),
        hasWeight ? Optional.empty() : distance(3),
        hasWeight ? Optional.empty() : distance(4),
        distance(6));
  }

  private Sizing size(boolean hasWeight) {
    return hasWeight
        ? new Sizing.Weight(0.3)
        : new Sizing.Fixed(
            switch (random.nextInt(3)) {
              case 0 -> Size.units(5);
              case 1 -> new Size.Notional(FixedPoint.ofUnits(700));
              default -> new Size.EquityFraction(0.2, random.nextBoolean());
            });
  }

  private Optional<Distance> distance(int oneIn) {
    if (random.nextInt(oneIn) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (random.nextInt(3)) {
          case 0 -> new Distance.Fraction(0.02 + 0.02 * random.nextInt(4));
          case 1 -> new Distance.Formula(Expression.parse("2 * atr(5)"));
          default -> new Distance.Formula(Expression.parse("high - close(2)"));
        });
  }

  private Decision rank() {
    Optional<Rule> only =
        random.nextBoolean()
            ? Optional.of(new Rule("only", Expression.parse(condition(1))))
            : Optional.empty();
    Decision.Side side = new Decision.Side(new Places.Fixed(1), only, 0.5);
    return new Decision.Rank(
        Expression.parse(price(2)),
        side,
        random.nextBoolean() ? Optional.of(side) : Optional.empty(),
        0.01 * random.nextInt(3));
  }

  private List<Rule> rules(String name) {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(3) == 0 ? 2 : 1; i > 0; i--) {
      rules.add(new Rule(name + "-" + i, Expression.parse(condition(2))));
    }
    return rules;
  }

  /// Text of a condition.
  String condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> compared("rsi(%d)".formatted(period()), Integer.toString(random.nextInt(20, 80)));
      case 1 -> compared(price(1), price(1));
      case 2 -> "crosses_above(%s, %s)".formatted(price(1), price(1));
      case 3 -> "crosses_below(%s, %s)".formatted(price(0), price(1));
      case 4 -> "(%s and %s)".formatted(condition(depth - 1), condition(depth - 1));
      case 5 -> "(%s or %s)".formatted(condition(depth - 1), condition(depth - 1));
      case 6 -> "not " + condition(depth - 1);
      default -> conditions.isEmpty() ? ofThePosition() : one(conditions);
    };
  }

  private String compared(String left, String right) {
    return "%s %s %s".formatted(left, one(COMPARISONS), right);
  }

  private String ofThePosition() {
    return switch (random.nextInt(5)) {
      case 0 -> "bars_held >= " + random.nextInt(1, 12);
      case 1 -> "close > 1.02 * entry_price";
      case 2 -> "position == 0";
      case 3 -> "crosses_above(close, entry_price)";
      default -> "returns(3) > 0.01";
    };
  }

  /// A number near the price.
  private String price(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 9)) {
      case 0 -> one(List.of("open", "high", "low", "close", "typical", "median"));
      case 1 -> "close(%d)".formatted(random.nextInt(1, 12));
      case 2 -> one(INDICATORS).formatted(period());
      case 3 -> numbers.isEmpty() ? "sma(bars)" : one(numbers);
      case 4 -> "(%s + %s) / 2".formatted(price(depth - 1), price(depth - 1));
      case 5 -> "max(%s, %s)".formatted(price(depth - 1), price(depth - 1));
      case 6 -> "sqrt(%s * abs(%s))".formatted(price(depth - 1), price(depth - 1));
      case 7 -> "%s - -%s * returns(%d)".formatted(price(depth - 1), price(0), period());
      default -> "%s * (volume / volume(1))".formatted(price(depth - 1));
    };
  }

  private String weight() {
    String fall = "(%s - close) / (0.1 * %s)".formatted(price(1), price(1));
    return random.nextInt(3) == 0
        ? "0.4 - 0.01 * position"
        : "max(-0.8, min(0.8, %s))".formatted(fall);
  }

  private int period() {
    return random.nextInt(2, 25);
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
