package io.papertape.strategy.rule;

import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The rules of a strategy bound to every instrument, and what its decisions record.
final class Market {
  private final BoundRules[] rules;
  private final Clockwork[] clocks;
  private final Input[] inputs;
  private final Optional<Forecast> forecast;

  private Market(Context context, RuleSet set, Optional<Forecast> forecast, Input[] inputs) {
    this.forecast = forecast;
    this.inputs = inputs;
    rules = new BoundRules[context.instruments()];
    clocks = new Clockwork[rules.length];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = new BoundRules(context, i, set, forecast);
      clocks[i] = new Clockwork(set.schedule());
    }
  }

  /// For decisions on one instrument: they record its features and score.
  static Market ofInstruments(Context context, RuleSet set) {
    Optional<Forecast> forecast =
        set.model().map(version -> new Forecast(context, new ModelScore(context, version)));
    Input[] inputs =
        set.features().stream().map(f -> context.input(f.name())).toArray(Input[]::new);
    return new Market(context, set, forecast, inputs);
  }

  /// For decisions on all instruments at once: they record the score of each.
  static Market ofMoments(Context context, RuleSet set) {
    Optional<Forecast> forecast =
        set.model().map(v -> new Forecast(context, ModelScore.acrossInstruments(context, v)));
    return new Market(context, set, forecast, new Input[0]);
  }

  /// Whether rules must be shown each bar, whatever they may do there.
  boolean seesEachBar() {
    return Arrays.stream(rules).anyMatch(BoundRules::seesEachBar);
  }

  /// At which bars of an instrument the rules may act; to be asked when all is bound.
  ActingBars actingBars(int instrument) {
    return rules[instrument].actingBars();
  }

  Node[] bind(Expression expression) {
    Node[] nodes = new Node[rules.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = rules[i].bind(expression);
    }
    return nodes;
  }

  Node[][] bindAll(List<Rule> list) {
    return list.stream().map(rule -> bind(rule.condition())).toArray(Node[][]::new);
  }

  static Reason[] reasons(Context context, List<Rule> list) {
    return list.stream().map(rule -> context.reason(rule.name())).toArray(Reason[]::new);
  }

  /// Takes the instrument's new bar.
  ///
  /// @return whether the schedule lets it decide
  boolean update(Context context, int instrument) {
    BoundRules bound = rules[instrument];
    bound.update();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i].set(bound.feature(i));
    }
    return clocks[instrument].isDue(context.timeNanos(), bound.barIndex());
  }

  /// The instrument has no bar at this moment.
  void skip(int instrument) {
    if (forecast.isPresent()) {
      forecast.get().update(instrument);
    }
  }

  /// True if there is a model and the moment lies in its training window; it is the reason then.
  boolean isTraining(Context context) {
    return forecast.isPresent() && forecast.get().isTraining(context);
  }

  /// True if there is a model that has no score of the instrument; it is the reason then.
  boolean lacksScore(Context context, int instrument) {
    return forecast.isPresent() && forecast.get().isMissing(context, instrument);
  }
}
