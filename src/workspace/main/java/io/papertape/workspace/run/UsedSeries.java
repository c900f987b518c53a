package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import java.time.LocalDate;

/// One instrument of a run with the bars that were used, as the manifest states them.
///
/// @param hash           content hash of exactly the bars used, 64 hex digits
/// @param firstOpenNanos open time of the first bar used
/// @param lastCloseNanos close time of the last bar used
/// @param actions        splits and dividends between the two
public record UsedSeries(
    Instrument instrument,
    Resolution resolution,
    String hash,
    long rows,
    long firstOpenNanos,
    long lastCloseNanos,
    CorporateActions actions) {

  /// @param actions all that is known of the instrument; those outside the bars are left out
  static UsedSeries of(
      Instrument instrument, Resolution resolution, BarColumns bars, CorporateActions actions) {
    long first = bars.openTimeNanos()[0];
    long last = bars.closeTimeNanos()[bars.size() - 1];
    return new UsedSeries(
        instrument,
        resolution,
        DataStore.contentHash(bars),
        bars.size(),
        first,
        last,
        new CorporateActions(instrument.symbol(), actions.between(first, last)));
  }

  /// The same with other corporate actions.
  UsedSeries with(CorporateActions others) {
    return new UsedSeries(
        instrument, resolution, hash, rows, firstOpenNanos, lastCloseNanos, others);
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    InstrumentJson.put(node, instrument);
    node.put("resolution", resolution.toString())
        .put("hash", hash)
        .put("rows", rows)
        .put("firstOpen", Times.instant(firstOpenNanos).toString())
        .put("lastClose", Times.instant(lastCloseNanos).toString());
    ArrayNode array = node.putArray("corporateActions");
    actions.actions().forEach(action -> array.add(toJson(action)));
    return node;
  }

  static UsedSeries read(StrictObject node) {
    Instrument instrument = InstrumentJson.read(node);
    UsedSeries series =
        new UsedSeries(
            instrument,
            node.parsed("resolution", Resolution::parse),
            node.text("hash"),
            node.number("rows"),
            node.time("firstOpen"),
            node.time("lastClose"),
            new CorporateActions(
                instrument.symbol(),
                node.objects("corporateActions").stream().map(UsedSeries::action).toList()));
    node.end();
    return series;
  }

  private static ObjectNode toJson(CorporateAction action) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("exDate", action.exDate().toString())
        .put("exTime", Times.instant(action.exTimeNanos()).toString());
    return switch (action) {
      case CorporateAction.Split split ->
          node.put("newShares", split.numerator()).put("oldShares", split.denominator());
      case CorporateAction.CashDividend dividend ->
          node.put("dividend", FixedPoint.format(dividend.amountPerShare()));
    };
  }

  private static CorporateAction action(StrictObject node) {
    LocalDate date = LocalDate.parse(node.text("exDate"));
    long nanos = node.time("exTime");
    CorporateAction action =
        node.has("dividend")
            ? new CorporateAction.CashDividend(date, nanos, node.decimal("dividend"))
            : new CorporateAction.Split(
                date, nanos, node.number("newShares"), node.number("oldShares"));
    node.end();
    return action;
  }
}
