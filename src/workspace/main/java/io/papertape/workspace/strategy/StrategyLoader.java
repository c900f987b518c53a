package io.papertape.workspace.strategy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Makes a strategy ready to run from its folder.
public interface StrategyLoader {
  /// @param overrides values that replace those of the folder, by parameter name or path such as
  ///     `execution.fees.bps`; equal numbers are the same parameters, however they are written
  LoadedStrategy load(Path folder, Map<String, String> overrides);

  /// The strategy of something that was made before: each parameter in the spelling that its
  /// manifest has, which may be another than [#load] gives it.
  default LoadedStrategy stated(Path folder, Map<String, String> parameters) {
    return load(folder, parameters);
  }

  /// The same strategy again and again with other values: reads the folder once.
  default StrategyVariants variants(Path folder) {
    return new StrategyVariants() {
      @Override
      public LoadedStrategy with(Map<String, String> overrides) {
        return load(folder, overrides);
      }

      @Override
      public List<DeclaredParameter> parameters() {
        return DeclaredParameter.guessed(load(folder, Map.of()).parameters());
      }
    };
  }
}
