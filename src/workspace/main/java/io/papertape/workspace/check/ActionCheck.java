package io.papertape.workspace.check;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateAction.CashDividend;
import io.papertape.market.CorporateAction.Split;
import io.papertape.market.CorporateActions;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.store.ActionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Do corporate actions go with the bars? Bars that were adjusted already, or an action on a day
/// without a session, would be counted wrongly.
public final class ActionCheck {
  private ActionCheck() {}

  /// Findings in words, in the order of the actions.
  public static List<String> of(
      BarColumns bars, CorporateActions actions, TradingCalendar calendar) {
    List<String> findings = new ArrayList<>();
    for (CorporateAction action : actions.actions()) {
      String text = ActionText.of(action);
      boolean judged = !action.exDate().isBefore(calendar.firstDay());
      if (judged && calendar.session(action.exDate()).isEmpty()) {
        findings.add("%s: no session of %s on that day".formatted(text, calendar.name()));
      }
      int ex = firstFrom(bars, action.exTimeNanos());
      if (ex > 0 && ex < bars.size()) {
        long before = before(bars, ex - 1, action.exTimeNanos());
        switch (action) {
          case Split split -> {
            double move = (double) bars.open()[ex] / before;
            if (looksAdjusted(move, split.priceFactor())) {
              findings.add(
                  String.format(
                      Locale.ROOT,
                      "%s: the price moved by a factor of %.3f there, as if the bars were adjusted"
                          + " already",
                      text,
                      move));
            }
          }
          case CashDividend dividend -> {
            if (dividend.amountPerShare() >= before) {
              findings.add(text + ": not below the close before it");
            }
          }
        }
      }
    }
    return findings;
  }

  /// True if the move is nearer to none than to that of the split, on a scale of factors.
  private static boolean looksAdjusted(double move, double factor) {
    double unadjusted = move / factor;
    return Math.max(move, 1 / move) < Math.max(unadjusted, 1 / unadjusted);
  }

  /// The last price known before an action: of a bar that holds it inside, its open.
  private static long before(BarColumns bars, int bar, long exNanos) {
    return bars.closeTimeNanos()[bar] > exNanos ? bars.open()[bar] : bars.close()[bar];
  }

  private static int firstFrom(BarColumns bars, long nanos) {
    int from = 0;
    int to = bars.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (bars.openTimeNanos()[middle] < nanos) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
