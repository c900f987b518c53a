package io.papertape.workspace.csv;

import io.papertape.workspace.Counted;
import io.papertape.workspace.check.FarReach;
import io.papertape.workspace.store.SeriesWriter;
import java.util.Locale;

/// Prices of one file that look wrong and are kept: the first of each kind are told with their
/// line, the rest counted.
final class PriceFindings {
  private static final int MOST_FINDINGS = 20;
  private static final long NEARLY_ABSURD = (long) CsvImport.ABSURD_MOVE - 1;

  private final ImportAttempt attempt;
  private final String file;
  private long moves;
  private long reaches;

  /// @param file name for the findings
  PriceFindings(ImportAttempt attempt, String file) {
    this.attempt = attempt;
    this.file = file;
  }

  /// Looks at a row that will follow the series' last one.
  void look(long line, MutableRow row, SeriesWriter before) {
    lookAtMove(line, row.close(), before);
    if (FarReach.in(row.open(), row.high(), row.low(), row.close())) {
      reaches++;
      if (reaches <= MOST_FINDINGS) {
        String text = FarReach.text(row.open(), row.high(), row.low(), row.close());
        attempt.find("%s line %d: %s".formatted(file, line, text));
      }
    }
  }

  private void lookAtMove(long line, long close, SeriesWriter before) {
    long last = before.lastClose();
    if (close / NEARLY_ABSURD < last && last / NEARLY_ABSURD < close) {
      return; // spares almost every row the exact factor
    }
    double factor = factor(close, last);
    if (before.rows() > 0 && factor >= CsvImport.ABSURD_MOVE) {
      moves++;
      if (moves <= MOST_FINDINGS) {
        attempt.find(
            "%s line %d: close moves by a factor of %s".formatted(file, line, oneDecimal(factor)));
      }
    }
  }

  /// Tells how many were counted only.
  void finish() {
    if (moves > MOST_FINDINGS) {
      attempt.find(
          "%s: %s like these".formatted(file, Counted.of(moves - MOST_FINDINGS, "more move")));
    }
    if (reaches > MOST_FINDINGS) {
      attempt.find(
          "%s: %s like these"
              .formatted(
                  file,
                  Counted.of(reaches - MOST_FINDINGS, "more high or low", "more highs or lows")));
    }
  }

  /// How many times the greater price is the lesser.
  static double factor(long price, long other) {
    double ratio = (double) price / other;
    return ratio >= 1 ? ratio : 1 / ratio;
  }

  static String oneDecimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
