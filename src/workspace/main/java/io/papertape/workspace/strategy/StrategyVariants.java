package io.papertape.workspace.strategy;

import java.util.List;
import java.util.Map;

/// One strategy with many sets of parameters. Safe for several threads.
public interface StrategyVariants {
  /// @param overrides as in [StrategyLoader#load]
  LoadedStrategy with(Map<String, String> overrides);

  /// What may be varied, by name.
  List<DeclaredParameter> parameters();
}
