package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Series;

/// A series whose values are known for the whole history; the market's bar index says which one
/// is now.
final class ColumnSeries implements Series {
  private final MutableMarket market;
  private final int instrument;
  private final IndicatorColumn column;

  ColumnSeries(MutableMarket market, int instrument, IndicatorColumn column) {
    this.market = market;
    this.instrument = instrument;
    this.column = column;
  }

  @Override
  public String name() {
    return column.name();
  }

  @Override
  public double value() {
    int bar = market.barIndex(instrument);
    return bar < 0 ? Double.NaN : column.at(bar);
  }

  @Override
  public double previous() {
    int bar = market.barIndex(instrument);
    return bar < 1 ? Double.NaN : column.at(bar - 1);
  }

  int instrument() {
    return instrument;
  }

  IndicatorColumn column() {
    return column;
  }
}
