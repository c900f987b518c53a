package io.papertape.cli;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;

/// Series and instruments as one line of text.
final class SeriesText {
  private SeriesText() {}

  static String of(Series series) {
    return "%s %s, %d %s, %s to %s"
        .formatted(
            series.symbol(),
            series.resolution(),
            series.rows(),
            rows(series),
            Times.instant(series.firstOpenNanos()),
            Times.instant(series.lastCloseNanos()));
  }

  /// What the rows of a series are called.
  static String rows(Series series) {
    if (!series.resolution().isTicks()) {
      return "bars";
    }
    return series.resolution().equals(Resolution.QUOTE) ? "quotes" : "trades";
  }

  static String instrument(Instrument instrument) {
    return "%s is %s in %s, price step %s, quantity step %s, multiplier %s, %s, calendar %s%s"
        .formatted(
            instrument.symbol(),
            instrument.assetClass(),
            instrument.currency(),
            FixedPoint.format(instrument.priceStep()),
            FixedPoint.format(instrument.quantityStep()),
            FixedPoint.format(instrument.multiplier()),
            instrument.hasVolume()
                ? "volume step " + FixedPoint.format(instrument.volumeStep())
                : "without volume",
            instrument.calendar(),
            instrument.minNotional() == 0
                ? ""
                : ", orders from " + FixedPoint.format(instrument.minNotional()));
  }
}
