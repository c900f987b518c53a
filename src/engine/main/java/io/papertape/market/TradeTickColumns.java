package io.papertape.market;

/// Trade ticks of one instrument as columns, in the order in which they became known. The arrays
/// are shared, not copied: whoever receives one reads it and never writes.
public record TradeTickColumns(int size, long[] timeNanos, long[] price, long[] quantity)
    implements PagedHistory<TradeTickColumns> {
  /// No trade ticks.
  public static final TradeTickColumns NONE =
      new TradeTickColumns(0, new long[0], new long[0], new long[0]);

  @Override
  public Pages<TradeTickColumns> pages() {
    return PagedHistory.onePage(this, NONE);
  }

  /// Columns of the given trade ticks, in their order.
  public static TradeTickColumns of(Iterable<TradeTick> ticks) {
    LongColumn[] columns = {new LongColumn(), new LongColumn(), new LongColumn()};
    for (TradeTick tick : ticks) {
      columns[0].add(TimeOrder.checked(columns[0], tick.timeNanos()));
      columns[1].add(tick.price());
      columns[2].add(tick.quantity());
    }
    return new TradeTickColumns(
        columns[0].size(), columns[0].toArray(), columns[1].toArray(), columns[2].toArray());
  }
}
