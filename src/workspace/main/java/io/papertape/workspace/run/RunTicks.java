package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.StoredTicks;
import java.util.Optional;

/// Quotes or trade ticks of one instrument of a run: one of the two.
record RunTicks(
    Optional<StoredTicks<QuoteColumns>> quotes, Optional<StoredTicks<TradeTickColumns>> trades) {
  static RunTicks of(DataStore store, DataSet set, Series series) {
    return series.resolution().equals(Resolution.QUOTE)
        ? new RunTicks(Optional.of(store.quotes(set, series)), Optional.empty())
        : new RunTicks(Optional.empty(), Optional.of(store.trades(set, series)));
  }

  private StoredTicks<?> either() {
    return quotes.isPresent() ? quotes.get() : trades.orElseThrow();
  }

  RunTicks between(long fromNanos, long toNanos) {
    return new RunTicks(
        quotes.map(all -> all.between(fromNanos, toNanos)),
        trades.map(all -> all.between(fromNanos, toNanos)));
  }

  /// At most so many, from the first.
  RunTicks first(long most) {
    return new RunTicks(quotes.map(all -> all.first(most)), trades.map(all -> all.first(most)));
  }

  long rows() {
    return either().rows();
  }

  /// One bar a minute: of the middle of quotes, volume 0; of the prices of trades with their
  /// quantities.
  BarColumns minuteBars(Instrument instrument) {
    MinuteBars bars = new MinuteBars(instrument.volumeStep());
    quotes.ifPresent(bars::addQuotes);
    trades.ifPresent(bars::addTrades);
    return bars.build();
  }

  /// What the manifest states of them.
  ///
  /// @param isHashed computes the hash of a whole series from its rows, instead of taking the one
  ///      that the store wrote with them
  UsedSeries used(Series series, CorporateActions actions, boolean isHashed) {
    StoredTicks<?> used = either();
    boolean isWhole = used.rows() == series.rows() && !isHashed;
    long first = used.firstNanos();
    long last = used.lastNanos();
    return new UsedSeries(
        series.instrument(),
        series.resolution(),
        isWhole ? series.hash() : used.contentHash(),
        used.rows(),
        first,
        last,
        new CorporateActions(series.symbol(), actions.between(first, last)));
  }

  /// [QuoteColumns#NONE] if these are trade ticks.
  PagedHistory<QuoteColumns> quoteHistory() {
    return quotes.isPresent() ? quotes.get() : QuoteColumns.NONE;
  }

  /// [TradeTickColumns#NONE] if these are quotes.
  PagedHistory<TradeTickColumns> tradeHistory() {
    return trades.isPresent() ? trades.get() : TradeTickColumns.NONE;
  }

  /// Gives them to the instrument that the simulation has got last.
  void addTo(Simulation simulation) {
    simulation.ticks(quoteHistory(), tradeHistory());
  }
}
