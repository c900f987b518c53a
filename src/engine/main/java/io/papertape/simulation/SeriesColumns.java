package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.model.ModelVersion;
import io.papertape.strategy.Signal;
import java.util.List;

/// Makes the columns that series read: of histories known as a whole, or growing bar by bar.
interface SeriesColumns {
  /// The primary output.
  ///
  /// @param fresh an indicator that has seen no bar
  IndicatorColumn of(int instrument, Indicator fresh);

  /// All outputs.
  ///
  /// @param fresh an indicator that has seen no bar
  List<IndicatorColumn> outputs(int instrument, Indicator fresh);

  /// The scores of a model. The same column for the same model and instrument.
  IndicatorColumn scores(int instrument, ModelVersion version);

  /// Takes the instrument's new bar.
  void update(int instrument);

  /// Restates the past after a split.
  void rescale(int instrument, long newShares, long oldShares);

  /// @throws IllegalArgumentException if a score of a bar of this moment is no number
  void requireScores();

  /// Index of the first bar, of any instrument, at which a score is no number;
  /// [Integer#MAX_VALUE] if none is known.
  int firstFailure();

  /// A signal over the instrument's bars.
  BarSignal signal(int instrument, Signal signal);
}
