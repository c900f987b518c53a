package io.papertape.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the collector has let a process stand, from what `-Xlog:gc:…:uptime` wrote.
record CollectorPauses(int count, double longestMillis, double allMillis) {
  private static final Pattern PAUSE =
      Pattern.compile("\\[([0-9]+\\.[0-9]+)s] .*\\bPause\\b.* ([0-9]+\\.[0-9]+)ms");

  /// @param fromSeconds pauses before this time of the process are left out
  static CollectorPauses of(List<String> log, double fromSeconds) {
    int count = 0;
    double longest = 0;
    double all = 0;
    for (String line : log) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.matches() && Double.parseDouble(pause.group(1)) >= fromSeconds) {
        double millis = Double.parseDouble(pause.group(2));
        count++;
        longest = Math.max(longest, millis);
        all += millis;
      }
    }
    return new CollectorPauses(count, longest, all);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "pauses of the collector: %d, longest %.1f ms, in all %.0f ms",
        count,
        longestMillis,
        allMillis);
  }
}
