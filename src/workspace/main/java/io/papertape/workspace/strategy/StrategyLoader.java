package io.papertape.workspace.strategy;

import java.nio.file.Path;
import java.util.Map;

/// Makes a strategy ready to run from its folder.
public interface StrategyLoader {
  /// @param overrides values that replace those of the folder, by parameter name or path such as
  ///     `execution.fees.bps`
  LoadedStrategy load(Path folder, Map<String, String> overrides);
}
