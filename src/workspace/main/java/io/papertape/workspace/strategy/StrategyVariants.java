package io.papertape.workspace.strategy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// One strategy with many sets of parameters. Safe for several threads.
public interface StrategyVariants {
  /// @param overrides as in [StrategyLoader#load]
  LoadedStrategy with(Map<String, String> overrides);

  /// What may be varied, by name.
  List<DeclaredParameter> parameters();

  /// The same with classes of its own, whose static fields hold nothing of what ran before.
  default StrategyVariants apart() {
    return this;
  }

  /// The same with some values set for all; what [#with] is given goes before them.
  default StrategyVariants setting(Map<String, String> values) {
    StrategyVariants inner = this;
    return new StrategyVariants() {
      @Override
      public LoadedStrategy with(Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(overrides);
        return inner.with(all);
      }

      @Override
      public StrategyVariants apart() {
        return inner.apart().setting(values);
      }

      @Override
      public List<DeclaredParameter> parameters() {
        SortedMap<String, String> set = inner.with(values).parameters();
        return inner.parameters().stream().map(one -> one.valued(set.get(one.name()))).toList();
      }
    };
  }
}
