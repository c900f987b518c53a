package io.papertape.workspace.model;

import io.papertape.model.LambdaSearch;
import io.papertape.model.Training;
import java.util.List;

/// How a model came about: the manifest `training.json`.
///
/// @param bars      bars and content hash of each symbol within the window, in their order
/// @param semantics version of the engine's semantics
/// @param command   the command line that made it
public record TrainingRecord(
    Training training,
    List<SymbolBars> bars,
    LambdaSearch.Choice choice,
    int folds,
    double holdout,
    int semantics,
    String command) {

  /// Bars of one symbol.
  ///
  /// @param splits those the bars were read with, such as `2014-12-23 2:1`; may be empty
  public record SymbolBars(String symbol, int bars, String hash, String splits) {}

  public TrainingRecord {
    bars = List.copyOf(bars);
  }

  /// The days of the window.
  public TrainingWindow window() {
    return TrainingWindow.of(training.fromNanos(), training.toNanos());
  }
}
