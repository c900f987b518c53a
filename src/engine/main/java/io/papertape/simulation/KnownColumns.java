package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.market.CorporateActions;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelVersion;
import io.papertape.strategy.Signal;
import java.util.ArrayList;
import java.util.List;

/// Columns over histories that are known as a whole, shared with other runs.
final class KnownColumns implements SeriesColumns {
  private record Guarded(int instrument, ScoreColumn column) {}

  private final MutableMarket market;
  private final SharedColumns shared;
  private final List<CorporateActions> actions;
  private final SignalWords[] words;
  private final List<Guarded> guarded = new ArrayList<>();
  private int firstFailure = Integer.MAX_VALUE;

  /// @param memory for what is compared on the way
  KnownColumns(
      MutableMarket market,
      SharedColumns shared,
      List<CorporateActions> actions,
      RunMemory memory) {
    this.market = market;
    this.shared = shared;
    this.actions = actions;
    words = new SignalWords[market.instruments()];
    for (int i = 0; i < words.length; i++) {
      words[i] = new SignalWords(i, market.bars(i), memory);
    }
  }

  @Override
  public IndicatorColumn of(int instrument, Indicator fresh) {
    return shared.of(market.bars(instrument), actions.get(instrument), fresh);
  }

  @Override
  public List<IndicatorColumn> outputs(int instrument, Indicator fresh) {
    return shared.outputs(market.bars(instrument), actions.get(instrument), fresh);
  }

  @Override
  public IndicatorColumn scores(int instrument, ModelVersion version) {
    ScoreColumn column =
        shared.scores().of(market.bars(instrument), actions.get(instrument), version);
    guarded.add(new Guarded(instrument, column));
    firstFailure = Math.min(firstFailure, column.firstFailure());
    return column.values();
  }

  @Override
  public BarSignal signal(int instrument, Signal signal) {
    return words[instrument].column(signal);
  }

  /// Nothing: the columns are there.
  @Override
  public void update(int instrument) {}

  /// Nothing: the columns have gone through their splits.
  @Override
  public void rescale(int instrument, long newShares, long oldShares) {}

  @Override
  public int firstFailure() {
    return firstFailure;
  }

  @Override
  public void requireScores() {
    if (firstFailure != Integer.MAX_VALUE) {
      for (Guarded one : guarded) {
        if (market.isFresh(one.instrument())
            && market.barIndex(one.instrument()) == one.column().firstFailure()) {
          throw one.column().failure();
        }
      }
    }
  }
}
