package io.papertape.live.session;

import io.papertape.live.feed.Volume;
import io.papertape.live.tape.TapeExport;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a data set holds of the instruments of a session, within the time of the session.
///
/// Quotes, or else trade ticks, if both the tape and the set have them of every instrument; else
/// bars of the session's length.
///
/// @param quotes of each instrument; [QuoteColumns#NONE] without
/// @param trades of each instrument; [TradeTickColumns#NONE] without
record VendorMarket(
    Resolution resolution,
    List<BarColumns> bars,
    List<? extends PagedHistory<QuoteColumns>> quotes,
    List<? extends PagedHistory<TradeTickColumns>> trades,
    List<CorporateActions> actions) {

  static VendorMarket load(
      Workspace workspace, String dataSet, SessionManifest manifest, TapedMarket tape) {
    DataStore store = DataStore.in(workspace);
    DataSet set = store.get(dataSet);
    List<String> symbols =
        manifest.instruments().stream().map(one -> one.instrument().symbol()).toList();
    Resolution resolution = resolution(set, symbols, manifest, tape);
    RunBars all =
        RunBars.load(
            workspace,
            new DataSelection(
                dataSet,
                symbols,
                resolution,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    long from = manifest.startNanos() + 1;
    List<BarColumns> bars = new ArrayList<>();
    List<PagedHistory<QuoteColumns>> quotes = new ArrayList<>();
    List<PagedHistory<TradeTickColumns>> trades = new ArrayList<>();
    List<CorporateActions> actions = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      Instrument ours = manifest.instruments().get(i).instrument();
      Instrument theirs = all.used().get(i).instrument();
      checkCurrency(dataSet, ours, theirs);
      bars.add(within(all.bars().get(i), from, tape.endNanos(), ours, theirs));
      var series = set.get(symbols.get(i), resolution);
      quotes.add(
          resolution.equals(Resolution.QUOTE)
              ? store.quotes(set, series).between(from, tape.endNanos() + 1)
              : QuoteColumns.NONE);
      trades.add(
          resolution.equals(Resolution.TRADE)
              ? store.trades(set, series).between(from, tape.endNanos() + 1)
              : TradeTickColumns.NONE);
      actions.add(
          new CorporateActions(
              symbols.get(i), all.used().get(i).actions().between(from, tape.endNanos())));
    }
    return new VendorMarket(resolution, bars, quotes, trades, actions);
  }

  private static Resolution resolution(
      DataSet set, List<String> symbols, SessionManifest manifest, TapedMarket tape) {
    if (tape.hasQuotes() && hasAll(set, symbols, Resolution.QUOTE)) {
      return Resolution.QUOTE;
    }
    if (tape.hasTrades() && hasAll(set, symbols, Resolution.TRADE)) {
      return Resolution.TRADE;
    }
    TapeInstrument first = manifest.instruments().getFirst();
    if (!first.hasBars()) {
      throw WorkspaceException.data(
          "Data set has neither quotes nor trade ticks of the session: dataSet=%s, symbols=%s."
              .formatted(set.name(), String.join(", ", symbols)));
    }
    return TapeExport.resolution(first.barNanos());
  }

  private static boolean hasAll(DataSet set, List<String> symbols, Resolution resolution) {
    return symbols.stream().allMatch(one -> set.find(one, resolution).isPresent());
  }

  private static void checkCurrency(String dataSet, Instrument ours, Instrument theirs) {
    if (!ours.currency().equals(theirs.currency())) {
      throw WorkspaceException.data(
          "Data set has another currency: dataSet=%s, symbol=%s, session=%s, found=%s."
              .formatted(dataSet, ours.symbol(), ours.currency(), theirs.currency()));
    }
  }

  /// Bars that close in a span, both ends inclusive, with their volumes in our steps.
  private static BarColumns within(
      BarColumns bars, long from, long to, Instrument ours, Instrument theirs) {
    BarColumns.Builder kept = new BarColumns.Builder();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.bar(i);
      if (bar.closeTimeNanos() >= from && bar.closeTimeNanos() <= to) {
        kept.add(
            ours.volumeStep() == theirs.volumeStep() || !ours.hasVolume()
                ? bar
                : withVolume(
                    bar, new Volume(bar.volume(), theirs.volumeStep()).in(ours.volumeStep())));
      }
    }
    return kept.build();
  }

  private static Bar withVolume(Bar bar, long volume) {
    return new Bar(
        bar.openTimeNanos(),
        bar.closeTimeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        volume);
  }

  /// The bars of a tape, with those of the vendor where the tape has none.
  List<BarColumns> filling(List<BarColumns> taped) {
    List<BarColumns> whole = new ArrayList<>();
    for (int i = 0; i < taped.size(); i++) {
      whole.add(merged(taped.get(i), absent(taped.get(i), bars.get(i))));
    }
    return whole;
  }

  /// How many bars the tape lacks.
  long absentFrom(List<BarColumns> taped) {
    long count = 0;
    for (int i = 0; i < taped.size(); i++) {
      count += absent(taped.get(i), bars.get(i)).size();
    }
    return count;
  }

  private static BarColumns absent(BarColumns taped, BarColumns vendor) {
    Set<Long> opens = new HashSet<>();
    for (int i = 0; i < taped.size(); i++) {
      opens.add(taped.openTimeNanos()[i]);
    }
    BarColumns.Builder absent = new BarColumns.Builder();
    for (int i = 0; i < vendor.size(); i++) {
      if (!opens.contains(vendor.openTimeNanos()[i])) {
        absent.add(vendor.bar(i));
      }
    }
    return absent.build();
  }

  /// Two series without a bar in common as one.
  static BarColumns merged(BarColumns left, BarColumns right) {
    if (right.size() == 0) {
      return left;
    }
    BarColumns.Builder both = new BarColumns.Builder();
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean isLeft =
          r == right.size()
              || (l < left.size() && left.openTimeNanos()[l] < right.openTimeNanos()[r]);
      both.add(isLeft ? left.bar(l++) : right.bar(r++));
    }
    return both.build();
  }
}
