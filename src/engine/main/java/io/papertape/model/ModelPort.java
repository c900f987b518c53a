package io.papertape.model;

/// Where a run asks a remote model. A session that lives asks the server and keeps the answer on
/// its tape; a run over a tape reads it there.
@FunctionalInterface
public interface ModelPort {
  /// Asks nobody: a run that needs a remote model ends with a failure.
  ModelPort NONE =
      (version, _) -> {
        throw new IllegalStateException(
            ("Remote model cannot be asked here: model=%s, url=%s. Only a paper session asks one;"
                    + " for a backtest put coefficients into another version.")
                .formatted(version.id(), version.server().url()));
      };

  /// @param rows `[row][feature]` of one moment, the features in their order; not kept
  ModelAnswer ask(RemoteVersion version, double[][] rows);
}
