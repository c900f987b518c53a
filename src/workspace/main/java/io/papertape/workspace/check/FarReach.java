package io.papertape.workspace.check;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A high or low far beyond both open and close of its bar: mostly a slipped point or a bad print
/// (AAPL 2009-09-21 in a known source: low 10.59 between 184.44 and 184.02). Such a bar can be
/// real, so it is kept and reported.
public final class FarReach {
  /// A high this many times open and close, or a low this part of them, is reported.
  public static final int FACTOR = 5;

  private static final int MOST_NAMED = 20;

  private FarReach() {}

  /// True if the bar is to be reported. Prices are below [FixedPoint#LIMIT], so five times fits.
  public static boolean in(long open, long high, long low, long close) {
    return high >= FACTOR * Math.max(open, close) || FACTOR * low <= Math.min(open, close);
  }

  /// What is to be reported, in words: `low 10.59 is a factor of 17.4 below …`.
  public static String text(long open, long high, long low, long close) {
    double above = (double) high / Math.max(open, close);
    double below = (double) Math.min(open, close) / low;
    return above >= below ? text("high", high, above, "above") : text("low", low, below, "below");
  }

  private static String text(String name, long price, double factor, String side) {
    return String.format(
        Locale.ROOT,
        "%s %s is a factor of %.1f %s open and close",
        name,
        FixedPoint.format(price),
        factor,
        side);
  }

  /// How many bars are to be reported.
  static long count(BarColumns bars) {
    long count = 0;
    for (int i = 0; i < bars.size(); i++) {
      count += in(bars, i) ? 1 : 0;
    }
    return count;
  }

  /// The bars to be reported, the first of them with their open times, the rest counted.
  public static List<String> findings(BarColumns bars) {
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < bars.size() && findings.size() < MOST_NAMED; i++) {
      if (in(bars, i)) {
        findings.add(
            Times.instant(bars.openTimeNanos()[i])
                + ": "
                + text(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]));
      }
    }
    long more = count(bars) - findings.size();
    if (more > 0) {
      findings.add(Counted.of(more, "more bar") + " like these");
    }
    return findings;
  }

  private static boolean in(BarColumns bars, int i) {
    return in(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]);
  }
}
