package io.papertape.workspace.strategy;

import io.papertape.account.Funding;
import io.papertape.market.FixedPoint;
import io.papertape.model.ModelVersion;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.rule.Decision;
import io.papertape.strategy.rule.Distance;
import io.papertape.strategy.rule.Expression;
import io.papertape.strategy.rule.Feature;
import io.papertape.strategy.rule.Places;
import io.papertape.strategy.rule.Rule;
import io.papertape.strategy.rule.RuleSet;
import io.papertape.strategy.rule.Schedule;
import io.papertape.strategy.rule.Sizing;
import io.papertape.strategy.rule.Vocabulary;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/// The sections `schedule`, `features` and `rules`: a strategy without Java.
final class RulesSection {
  private static final String BOTTOM = "bottom";
  private static final int MOST_PLACES = 10_000;
  private static final List<String> THRESHOLD =
      List.of(
          "kind",
          "enter_long",
          "exit_long",
          "enter_short",
          "exit_short",
          "size",
          "stop_loss",
          "take_profit",
          "trailing_stop");
  private static final List<String> RANK =
      List.of(
          "kind", "by", "top", "only", "weight", BOTTOM, "only_short", "weight_short", "tolerance");
  private static final List<String> TARGET = List.of("kind", "weight", "tolerance");
  private static final List<String> SIZES = List.of("units", "notional", "equity", "weight", "at");

  private final Section file;
  private final SortedMap<String, String> parameters;
  private final Vocabulary vocabulary;

  private final Optional<ModelVersion> model;
  private final Function<String, Expression> parser;

  private RulesSection(
      Section file,
      SortedMap<String, String> parameters,
      Optional<ModelVersion> model,
      Function<String, Expression> parser) {
    this.file = file;
    this.parameters = parameters;
    this.model = model;
    this.parser = parser;
    vocabulary = file.refusing("parameters", () -> new Vocabulary(parameters, model.isPresent()));
  }

  /// Refuses a short side that the account or the limits would never let stand.
  static void checkShortSide(Section file, Assumptions assumptions, RiskLimits limits) {
    if (!file.has("rules") || !file.free("rules").has(BOTTOM)) {
      return;
    }
    String place = file.free("rules").place(BOTTOM);
    if (!limits.isShortAllowed()) {
      throw WorkspaceException.configuration(
          "Short side is not allowed: %s, key=rules.bottom, risk.allow_short=false. Allow it."
              .formatted(place));
    }
    if (assumptions.funding().kind() == Funding.Kind.CASH) {
      throw WorkspaceException.configuration(
          ("Cash accounts sell nothing short: %s, key=rules.bottom, execution.funding.kind=cash."
                  + " Use margin.")
              .formatted(place));
    }
  }

  /// @param parser as [Expression#parse]
  static RuleSet read(
      Section file,
      SortedMap<String, String> parameters,
      Optional<ModelVersion> model,
      Function<String, Expression> parser) {
    return new RulesSection(file, parameters, model, parser).rules();
  }

  private RuleSet rules() {
    Schedule schedule =
        file.refusing("schedule", () -> Schedule.parse(file.text("schedule").orElse("every bar")));
    List<Feature> features = features();
    Section any = file.free("rules");
    any.required("kind");
    String kind = any.choice("kind", List.of("threshold", "rank", "target")).orElseThrow();
    Decision decision =
        switch (kind) {
          case "threshold" -> threshold(file.section("rules", THRESHOLD));
          case "rank" -> rank(file.section("rules", RANK));
          default -> target(file.section("rules", TARGET));
        };
    if (model.isPresent() && !vocabulary.isScoreUsed()) {
      throw WorkspaceException.configuration(
          "Model is not used: %s, key=model. Use score in a feature or rule, or leave model out."
              .formatted(file.place("model")));
    }
    return new RuleSet(schedule, features, decision, vocabulary, model);
  }

  private List<Feature> features() {
    Section section = file.free("features");
    List<Feature> features = new ArrayList<>();
    for (String name : section.keys()) {
      String text = section.required(name);
      features.add(
          section.refusing(
              name,
              () -> {
                Expression expression = parser.apply(text);
                vocabulary.define(name, expression);
                return new Feature(name, expression);
              }));
    }
    return features;
  }

  private Decision threshold(Section rules) {
    List<Rule> enterLong = list(rules, "enter_long");
    List<Rule> enterShort = list(rules, "enter_short");
    if (enterLong.isEmpty() && enterShort.isEmpty()) {
      throw WorkspaceException.configuration(
          "Nothing is ever entered: %s, key=rules. Add enter_long or enter_short."
              .formatted(rules.place()));
    }
    Sizing size = size(rules.section("size", SIZES));
    Optional<Distance> stopLoss = distance(rules, "stop_loss");
    Optional<Distance> takeProfit = distance(rules, "take_profit");
    if (size instanceof Sizing.Weight && (stopLoss.isPresent() || takeProfit.isPresent())) {
      throw WorkspaceException.configuration(
          ("A target weight takes no stop or target: %s, key=rules.size.weight."
                  + " Size by equity, units or notional.")
              .formatted(rules.place("size")));
    }
    return new Decision.Threshold(
        enterLong,
        list(rules, "exit_long"),
        enterShort,
        list(rules, "exit_short"),
        size,
        stopLoss,
        takeProfit,
        distance(rules, "trailing_stop"));
  }

  /// Conditions by name; a single condition without one is named after its key.
  private List<Rule> list(Section rules, String key) {
    if (!rules.has(key)) {
      return List.of();
    }
    if (!rules.isSection(key)) {
      return List.of(rule(rules, key, key.replace('_', '-')));
    }
    Section named = rules.free(key);
    List<Rule> list = new ArrayList<>();
    for (String name : named.keys()) {
      list.add(rule(named, name, name));
    }
    return list;
  }

  private Rule rule(Section section, String key, String name) {
    String text = section.required(key);
    return section.refusing(
        key,
        () -> {
          Expression condition = parser.apply(text);
          vocabulary.requireCondition(condition);
          return new Rule(name, condition);
        });
  }

  private Expression number(Section section, String key) {
    String text = section.required(key);
    return section.refusing(
        key,
        () -> {
          Expression expression = parser.apply(text);
          vocabulary.requireNumber(expression);
          return expression;
        });
  }

  private Sizing size(Section size) {
    List<String> kinds = SIZES.stream().filter(k -> !k.equals("at") && size.has(k)).toList();
    if (kinds.size() != 1) {
      throw WorkspaceException.configuration(
          ("Size is stated twice or not at all: %s, key=rules.size, given=%s."
                  + " Give one of units, notional, equity and weight.")
              .formatted(size.place(), kinds));
    }
    String kind = kinds.getFirst();
    if (size.has("at") && !kind.equals("equity")) {
      throw WorkspaceException.configuration(
          "Only equity is sized at the fill: %s, key=rules.size.at. Leave it out."
              .formatted(size.place("at")));
    }
    boolean atFill = size.choice("at", List.of("decision", "fill")).orElse("fill").equals("fill");
    double value = constant(size, kind);
    return size.refusing(
        kind,
        () ->
            switch (kind) {
              case "units" -> new Sizing.Fixed(new Size.Units(FixedPoint.of(value)));
              case "notional" -> new Sizing.Fixed(new Size.Notional(FixedPoint.of(value)));
              case "equity" -> new Sizing.Fixed(new Size.EquityFraction(value, atFill));
              default -> new Sizing.Weight(value);
            });
  }

  /// A number, or the name of a parameter that is one.
  private double constant(Section section, String key) {
    String text = section.required(key);
    if (parameters.containsKey(text)) {
      return section.refusing(key, () -> Parameters.of(parameters).real(text));
    }
    return section.number(key, -1e9, 1e9).orElseThrow();
  }

  private double constant(Section section, String key, double least, double most, double absent) {
    if (!section.has(key)) {
      return absent;
    }
    double value = constant(section, key);
    if (!(value >= least && value <= most)) {
      throw section.outOfRange(key, Double.toString(least), Double.toString(most));
    }
    return value;
  }

  /// `5%` is a part of the price, anything else a formula for a difference in price.
  private Optional<Distance> distance(Section rules, String key) {
    if (!rules.has(key)) {
      return Optional.empty();
    }
    String text = rules.required(key);
    if (text.endsWith("%")) {
      double value =
          percent(rules, key, "a percentage such as 5% or a formula such as 2 * atr(14)");
      return Optional.of(rules.refusing(key, () -> new Distance.Fraction(value / 100)));
    }
    return Optional.of(new Distance.Formula(number(rules, key)));
  }

  /// The number before the sign, or that of the parameter that is named before it.
  private double percent(Section rules, String key, String expected) {
    String text = rules.required(key);
    String percent = text.substring(0, text.length() - 1).strip();
    return parameters.containsKey(percent)
        ? rules.refusing(key, () -> Parameters.of(parameters).real(percent))
        : rules.read(key, expected, _ -> Double.parseDouble(percent)).orElseThrow();
  }

  private Decision rank(Section rules) {
    Expression by = number(rules, "by");
    Decision.Side top = side(rules, "top", "only", "weight");
    for (String key : List.of("only_short", "weight_short")) {
      if (rules.has(key) && !rules.has(BOTTOM)) {
        throw WorkspaceException.configuration(
            "Nothing is sold short: %s, key=rules.%s. Add bottom, or leave it out."
                .formatted(rules.place(key), key));
      }
    }
    Optional<Decision.Side> bottom =
        rules.has(BOTTOM)
            ? Optional.of(side(rules, BOTTOM, "only_short", "weight_short"))
            : Optional.empty();
    return new Decision.Rank(by, top, bottom, constant(rules, "tolerance", 0, 1, 0));
  }

  private Decision.Side side(Section rules, String places, String only, String weight) {
    return new Decision.Side(
        places(rules, places),
        rules.has(only) ? Optional.of(rule(rules, only, only.replace('_', '-'))) : Optional.empty(),
        constant(rules, weight, 0, 1000, 1));
  }

  /// `10%` is a part of those that are ranked, anything else a number of them.
  private Places places(Section rules, String key) {
    String text = rules.required(key);
    if (text.endsWith("%")) {
      double percent = percent(rules, key, "a number such as 3 or a percentage such as 10%");
      return rules.refusing(key, () -> new Places.Part(percent / 100));
    }
    double count = constant(rules, key);
    if (!(count >= 1 && count <= MOST_PLACES && count == (int) count)) {
      throw rules.outOfRange(key, "1", Integer.toString(MOST_PLACES));
    }
    return new Places.Fixed((int) count);
  }

  private Decision target(Section rules) {
    return new Decision.Target(number(rules, "weight"), constant(rules, "tolerance", 0, 1, 0));
  }
}
