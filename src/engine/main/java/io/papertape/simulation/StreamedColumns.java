package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelVersion;
import io.papertape.model.ScoreIndicator;
import io.papertape.strategy.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Columns of instruments whose bars come one by one: each indicator sees each bar, and each
/// signal is worked out once a bar.
final class StreamedColumns implements SeriesColumns {
  /// An indicator and the columns of its first outputs.
  private static final class Streamed {
    private final Indicator indicator;
    private final GrowingColumn[] columns;
    private Optional<ModelVersion> version = Optional.empty();
    private Optional<IllegalArgumentException> failure = Optional.empty();

    Streamed(Indicator indicator, int outputs) {
      this.indicator = indicator;
      columns = new GrowingColumn[outputs];
      for (int i = 0; i < outputs; i++) {
        String name = outputs == 1 ? indicator.name() : IndicatorBank.label(indicator, i);
        columns[i] = new GrowingColumn(name);
      }
    }

    void add(int bar) {
      for (int i = 0; i < columns.length; i++) {
        columns[i].add(bar, indicator.isReady(i) ? value(i) : Double.NaN, indicator.isReady());
      }
    }

    /// A score that is no number ends the run, at the place where the others do.
    private double value(int output) {
      try {
        return indicator.value(output);
      } catch (IllegalArgumentException e) {
        if (version.isEmpty()) {
          throw e;
        }
        failure = Optional.of(e);
        return Double.NaN;
      }
    }
  }

  private final MutableMarket market;
  private final List<List<Streamed>> streamed = new ArrayList<>();
  private final List<List<StreamedSignal>> signals = new ArrayList<>();
  private final List<Streamed> scores = new ArrayList<>();

  StreamedColumns(MutableMarket market) {
    this.market = market;
    for (int i = 0; i < market.instruments(); i++) {
      streamed.add(new ArrayList<>());
      signals.add(new ArrayList<>());
    }
  }

  @Override
  public IndicatorColumn of(int instrument, Indicator fresh) {
    return add(instrument, fresh, 1).columns[0];
  }

  private Streamed add(int instrument, Indicator fresh, int outputs) {
    Streamed added = new Streamed(fresh, outputs);
    streamed.get(instrument).add(added);
    return added;
  }

  @Override
  public List<IndicatorColumn> outputs(int instrument, Indicator fresh) {
    return List.of(add(instrument, fresh, fresh.outputs()).columns);
  }

  @Override
  public IndicatorColumn scores(int instrument, ModelVersion version) {
    for (Streamed known : streamed.get(instrument)) {
      if (known.version.equals(Optional.of(version))) {
        return known.columns[0];
      }
    }
    Streamed added = add(instrument, new ScoreIndicator(version), 1);
    added.version = Optional.of(version);
    scores.add(added);
    return added.columns[0];
  }

  @Override
  public BarSignal signal(int instrument, Signal signal) {
    StreamedSignal added = StreamedSignal.of(market, instrument, signal);
    signals.get(instrument).add(added);
    return added;
  }

  @Override
  public void update(int instrument) {
    int bar = market.barIndex(instrument);
    for (Streamed one : streamed.get(instrument)) {
      feed(one.indicator, instrument);
      one.add(bar);
    }
    for (StreamedSignal one : signals.get(instrument)) {
      one.update(bar);
    }
  }

  private void feed(Indicator indicator, int instrument) {
    try {
      indicator.update(
          market.open(instrument),
          market.high(instrument),
          market.low(instrument),
          market.close(instrument),
          market.volume(instrument));
    } catch (ArithmeticException e) {
      String symbol = market.instrument(instrument).symbol();
      throw BeyondRange.of(indicator.name(), symbol, market.high(instrument), e);
    }
  }

  @Override
  public void rescale(int instrument, long newShares, long oldShares) {
    for (Streamed one : streamed.get(instrument)) {
      one.indicator.rescale(oldShares, newShares);
    }
  }

  @Override
  public void requireScores() {
    for (Streamed one : scores) {
      if (one.failure.isPresent()) {
        throw one.failure.get();
      }
    }
  }

  @Override
  public int firstFailure() {
    return Integer.MAX_VALUE;
  }
}
