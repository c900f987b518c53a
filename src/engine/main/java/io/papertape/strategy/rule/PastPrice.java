package io.papertape.strategy.rule;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.FixedPoint;

/// A price or the volume of a bar, so many bars ago, as an expression means it: prices are those
/// of today's shares, volume is what was traded.
final class PastPrice extends CountedIndicator {
  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int OTHER = 2;

  private final String field;
  private final double volumeStep;
  private final int kept;

  /// The last bars, one in each row; the next bar takes the place of the oldest.
  private final long[][] bars;

  private int next;

  /// @param field      one of [Vocabulary#PRICES]
  /// @param ago        0 is the last bar
  /// @param volumeStep units in one step of the volume
  PastPrice(String field, int ago, double volumeStep) {
    super(field.equals("volume") ? label(field, ago, volumeStep) : label(field, ago), ago + 1);
    this.field = field;
    this.volumeStep = volumeStep;
    kept = ago + 1;
    bars = new long[kept][OTHER + 1];
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long[] bar = bars[next];
    bar[HIGH] = high;
    bar[LOW] = low;
    bar[OTHER] =
        switch (field) {
          case "open" -> open;
          case "volume" -> volume;
          default -> close;
        };
    next = next + 1 == kept ? 0 : next + 1;
  }

  @Override
  protected double output(int output) {
    long[] bar = bars[next];
    return switch (field) {
      case "high" -> FixedPoint.toDouble(bar[HIGH]);
      case "low" -> FixedPoint.toDouble(bar[LOW]);
      case "median" -> FixedPoint.toDouble(bar[HIGH] + bar[LOW]) / 2;
      case "typical" -> FixedPoint.toDouble(bar[HIGH] + bar[LOW] + bar[OTHER]) / 3;
      case "volume" -> bar[OTHER] * volumeStep;
      default -> FixedPoint.toDouble(bar[OTHER]);
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    for (long[] bar : bars) {
      bar[HIGH] = scale.price(bar[HIGH]);
      bar[LOW] = scale.price(bar[LOW]);
      bar[OTHER] = field.equals("volume") ? bar[OTHER] : scale.price(bar[OTHER]);
    }
  }
}
