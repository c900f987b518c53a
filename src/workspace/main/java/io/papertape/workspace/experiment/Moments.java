package io.papertape.workspace.experiment;

import io.papertape.market.BarColumns;
import io.papertape.workspace.run.RunBars;
import java.util.Arrays;

/// The moments of a run that goes to the end of its data.
final class Moments {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private Moments() {}

  /// Start of the account, then each moment at which a bar of any instrument becomes known. As in
  /// the figures of a run, a moment exactly at midnight UTC ends the day before.
  static long[] of(RunBars data) {
    long[] closes =
        data.bars().stream()
            .map(Moments::closes)
            .flatMapToLong(Arrays::stream)
            .sorted()
            .distinct()
            .map(nanos -> nanos % NANOS_PER_DAY == 0 ? nanos - 1 : nanos)
            .toArray();
    long[] out = new long[closes.length + 1];
    out[0] = data.firstOpenNanos();
    System.arraycopy(closes, 0, out, 1, closes.length);
    return out;
  }

  private static long[] closes(BarColumns bars) {
    return Arrays.copyOf(bars.closeTimeNanos(), bars.size());
  }

  /// Returns of a run that ended early or had other moments, put to the periods of all: each
  /// belongs to the first period that ends no earlier. What has no return is 0.
  static double[] aligned(double[] returns, long[] endNanos, long[] all) {
    double[] out = new double[all.length];
    int at = 0;
    for (int i = 0; i < returns.length && at < all.length; i++) {
      while (at < all.length - 1 && all[at] < endNanos[i]) {
        at++;
      }
      out[at] = (1 + out[at]) * (1 + returns[i]) - 1;
    }
    return out;
  }
}
