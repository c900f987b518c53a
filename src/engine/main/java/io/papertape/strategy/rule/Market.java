package io.papertape.strategy.rule;

import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import java.util.List;

/// The rules of a strategy bound to every instrument, and what its decisions record.
final class Market {
  private final BoundRules[] rules;
  private final Clockwork[] clocks;
  private final Input[] inputs;

  Market(Context context, RuleSet set) {
    rules = new BoundRules[context.instruments()];
    clocks = new Clockwork[rules.length];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = new BoundRules(context, i, set);
      clocks[i] = new Clockwork(set.schedule());
    }
    inputs = new Input[set.features().size()];
  }

  /// Records the features of the instrument that is evaluated.
  void recordFeatures(Context context, RuleSet set) {
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = context.input(set.features().get(i).name());
    }
  }

  BoundRules of(int instrument) {
    return rules[instrument];
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
      if (inputs[i] != null) {
        inputs[i].set(bound.feature(i));
      }
    }
    return clocks[instrument].isDue(context.timeNanos(), bound.barIndex());
  }
}
