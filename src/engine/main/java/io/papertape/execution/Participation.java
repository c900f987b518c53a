package io.papertape.execution;

import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import java.math.RoundingMode;

/// The cap on our part of the market: a fraction of a bar's volume or of a trade's quantity, or
/// what a quote displays. Currency pairs and indices have no volume to take part in, of bars
/// without volume nobody knows a part, and of quotes that have never told a size neither.
final class Participation {
  private final MutableMarket market;
  private final long fraction;
  private final long[] moment;
  private final long[] used;

  Participation(MutableMarket market, FillRules rules) {
    this.market = market;
    fraction = rules.participation();
    moment = new long[market.instruments()];
    used = new long[market.instruments()];
  }

  /// Quantity that may still fill at this moment, fixed point.
  long left(int instrument, boolean isBuy) {
    Instrument traded = market.instrument(instrument);
    long cap = cap(instrument, isBuy, traded);
    if (cap == Long.MAX_VALUE) {
      return cap;
    }
    if (moment[instrument] != market.moment()) {
      moment[instrument] = market.moment();
      used[instrument] = 0;
    }
    return FixedPoint.roundDown(Math.max(0, cap - used[instrument]), traded.quantityStep());
  }

  private long cap(int instrument, boolean isBuy, Instrument traded) {
    if (fraction == 0
        || traded.assetClass() == AssetClass.FX
        || traded.assetClass() == AssetClass.INDEX) {
      return Long.MAX_VALUE;
    }
    if (market.isQuoted(instrument)) {
      long shown = isBuy ? market.askSize(instrument) : market.bidSize(instrument);
      return shown > 0 || market.tellsSizes(instrument) ? shown : Long.MAX_VALUE;
    }
    if (market.hasTradeTicks(instrument)) {
      return part(market.tradeQuantity(instrument));
    }
    if (!traded.hasVolume()) {
      return Long.MAX_VALUE;
    }
    long steps = part(market.volume(instrument));
    boolean isBeyondRange = steps >= FixedPoint.LIMIT / traded.volumeStep();
    return isBeyondRange ? Long.MAX_VALUE : steps * traded.volumeStep();
  }

  /// Rounded down: our part is never more than the fraction.
  private long part(long whole) {
    return FixedPoint.ratio(whole, fraction, FixedPoint.ONE, RoundingMode.DOWN);
  }

  void use(int instrument, long quantity) {
    used[instrument] += quantity;
  }
}
