package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/// Corporate actions that take effect inside a bar, such as one of a week.
final class SpannedActions {
  private SpannedActions() {}

  /// What a reader must know of them; empty if there are none.
  static Optional<String> note(RunBars data) {
    int count = 0;
    TreeSet<String> symbols = new TreeSet<>();
    for (int i = 0; i < data.used().size(); i++) {
      UsedSeries used = data.used().get(i);
      for (CorporateAction action : used.actions().actions()) {
        if (isInside(data.bars().get(i), action.exTimeNanos())) {
          count++;
          symbols.add(used.instrument().symbol());
        }
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            ("Bars of %s hold an ex-date inside (%d): the action takes effect ahead of the whole"
                    + " bar, so an order that fills at its open meets the price of before with the"
                    + " quantity of after. Use daily bars.")
                .formatted(String.join(", ", symbols), count));
  }

  private static boolean isInside(BarColumns bars, long exNanos) {
    int found = Arrays.binarySearch(bars.openTimeNanos(), 0, bars.size(), exNanos);
    int before = found >= 0 ? -1 : -found - 2; // the last bar that opens before it
    return before >= 0 && exNanos < bars.closeTimeNanos()[before];
  }
}
