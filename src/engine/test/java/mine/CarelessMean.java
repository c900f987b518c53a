package mine;

import io.papertape.indicator.ExactColumn;
import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.Optional;

/// Broken on purpose: a mean of the last closes whose name does not tell how many, and which as a
/// column takes the last close of the whole history.
public final class CarelessMean implements Indicator {
  private final double[] window;
  private int bars;

  public CarelessMean(int period) {
    window = new double[period];
  }

  @Override
  public String name() {
    return "my";
  }

  @Override
  public void update(long open, long high, long low, long close, long volume) {
    window[bars++ % window.length] = FixedPoint.toDouble(close);
  }

  @Override
  public int warmUpBars() {
    return window.length;
  }

  @Override
  public boolean isReady() {
    return bars >= window.length;
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public String outputName(int output) {
    return output == 0 ? "mean" : "twice";
  }

  /// The mean, and twice the mean.
  @Override
  public double value(int output) {
    double sum = 0;
    for (double close : window) {
      sum += close;
    }
    return (output + 1) * sum / window.length;
  }

  @Override
  public int fill(BarColumns columns, int from, int to, int output, double[] into, int at) {
    for (int i = from; i < to; i++) {
      into[at + i - from] = FixedPoint.toDouble(columns.close()[columns.size() - 1]);
    }
    return from;
  }

  @Override
  public int fillOutputs(BarColumns columns, int from, int to, double[][] into) {
    fill(columns, from, to, 0, into[0], from);
    return fill(columns, from, to, 1, into[1], from);
  }

  @Override
  public Optional<ExactColumn> exact() {
    throw new IllegalStateException("Nobody asks an own indicator for this.");
  }

  @Override
  public void rescale(long numerator, long denominator) {
    for (int i = 0; i < window.length; i++) {
      window[i] = window[i] * numerator / denominator;
    }
  }
}
