import io.papertape.indicator.Atr;
import io.papertape.indicator.Donchian;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;

/// Buys breakouts of the channel; a stop follows at a distance of average true ranges.
public final class DonchianBreakout implements Strategy {
  private final int channelBars;
  private final int exitBars;
  private final int rangeBars;
  private final double stopRanges;
  private final double riskFraction;
  private final double mostFraction;

  private Donchian[] channel;
  private Donchian[] exitChannel;
  private Atr[] range;
  private int[] entryOrder;
  private Reason breakout;
  private Reason channelLost;
  private Reason stopRaised;
  private Reason holding;

  public DonchianBreakout(Parameters parameters) {
    channelBars = parameters.integer("channel_bars");
    exitBars = parameters.integer("exit_bars");
    rangeBars = parameters.integer("range_bars");
    stopRanges = parameters.real("stop_ranges");
    riskFraction = parameters.real("risk");
    mostFraction = parameters.real("most");
    if (exitBars >= channelBars) {
      throw new IllegalArgumentException(
          "Exit channel is not the shorter one: exit_bars=%d, channel_bars=%d. Make it shorter."
              .formatted(exitBars, channelBars));
    }
  }

  @Override
  public void onStart(Context context) {
    int count = context.instruments();
    channel = new Donchian[count];
    exitChannel = new Donchian[count];
    range = new Atr[count];
    entryOrder = new int[count];
    for (int i = 0; i < count; i++) {
      channel[i] = context.use(i, Donchian.previous(channelBars));
      exitChannel[i] = context.use(i, Donchian.previous(exitBars));
      range[i] = context.use(i, new Atr(rangeBars));
    }
    breakout = context.reason("breakout");
    channelLost = context.reason("channel-lost");
    stopRaised = context.reason("stop-raised");
    holding = context.reason("holding");
  }

  @Override
  public void onBar(Context context, int instrument) {
    double close = context.close(instrument);
    double distance = stopRanges * range[instrument].value();
    if (context.quantity(instrument) > 0) {
      keep(context, instrument, close, distance);
    } else if (!context.isWorking(entryOrder[instrument])
        && close > channel[instrument].upper()
        && distance > 0
        && distance < close) {
      context.because(breakout);
      enter(context, instrument, close, distance);
    }
  }

  /// The stop lies a distance away, and what is lost there is a fixed part of equity.
  private void enter(Context context, int instrument, double close, double distance) {
    double fraction = Math.min(mostFraction, riskFraction * close / distance);
    entryOrder[instrument] =
        context.submit(
            instrument,
            Order.market(Side.BUY, new Size.EquityFraction(fraction, false)),
            FixedPoint.of(close - distance),
            0);
  }

  private void keep(Context context, int instrument, double close, double distance) {
    int stop = context.stopOf(entryOrder[instrument]);
    if (close < exitChannel[instrument].lower()) {
      context.because(channelLost);
      context.closeAll(instrument);
    } else if (stop != 0 && FixedPoint.of(close - distance) > context.stopPrice(stop)) {
      context.because(stopRaised);
      context.amend(stop, 0, 0, FixedPoint.of(close - distance));
    } else {
      context.because(holding);
    }
  }
}
