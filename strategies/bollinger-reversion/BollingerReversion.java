import io.papertape.indicator.BollingerBands;
import io.papertape.indicator.RateOfChange;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;

/// Rests a bid at the lower Bollinger band, and an offer at the middle one for what it holds.
public final class BollingerReversion implements Strategy {
  private final int bars;
  private final double width;
  private final double steepest;
  private final double share;
  private final double stop;

  private BollingerBands[] bands;
  private RateOfChange[] slope;
  private int[] bid;
  private int[] offer;
  private Reason bidAtBand;
  private Reason offerAtMiddle;
  private Reason bandsSteep;

  public BollingerReversion(Parameters parameters) {
    bars = parameters.integer("bars");
    width = parameters.real("width");
    steepest = parameters.real("steepest");
    share = parameters.real("share");
    stop = parameters.real("stop");
  }

  @Override
  public void onStart(Context context) {
    int count = context.instruments();
    bands = new BollingerBands[count];
    slope = new RateOfChange[count];
    bid = new int[count];
    offer = new int[count];
    for (int i = 0; i < count; i++) {
      bands[i] = context.use(i, new BollingerBands(bars, width));
      slope[i] = context.use(i, new RateOfChange(bars));
    }
    bidAtBand = context.reason("bid-at-band");
    offerAtMiddle = context.reason("offer-at-middle");
    bandsSteep = context.reason("bands-steep");
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (context.quantity(instrument) > 0) {
      context.because(offerAtMiddle);
      replaceOffer(context, instrument);
    } else if (Math.abs(slope[instrument].value()) > 100 * steepest) {
      context.because(bandsSteep);
      context.cancel(bid[instrument]);
    } else {
      context.because(bidAtBand);
      replaceBid(context, instrument);
    }
  }

  private void replaceBid(Context context, int instrument) {
    context.cancel(bid[instrument]);
    double price = Math.min(bands[instrument].lower(), context.close(instrument));
    if (price > 0) {
      bid[instrument] =
          context.submit(
              instrument,
              Order.limit(Side.BUY, new Size.EquityFraction(share, false), FixedPoint.of(price)),
              FixedPoint.of(price * (1 - stop)),
              0);
    }
  }

  private void replaceOffer(Context context, int instrument) {
    context.cancel(offer[instrument]);
    double price = Math.max(bands[instrument].middle(), context.close(instrument));
    offer[instrument] =
        context.submit(instrument, Order.limit(Side.SELL, Size.POSITION, FixedPoint.of(price)));
  }
}
