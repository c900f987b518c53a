package io.papertape.market;

import java.util.Comparator;
import java.util.List;

/// The corporate actions of one instrument in the order they take effect; at one ex time
/// dividends come before splits, because they pay on the old shares.
public record CorporateActions(String symbol, List<CorporateAction> actions) {
  private static final Comparator<CorporateAction> ORDER =
      Comparator.comparingLong(CorporateAction::exTimeNanos)
          .thenComparingInt(CorporateActions::rank);

  public CorporateActions {
    actions = actions.stream().sorted(ORDER).toList();
  }

  /// An instrument without any.
  public static CorporateActions none(String symbol) {
    return new CorporateActions(symbol, List.of());
  }

  /// Actions with `afterNanos < exTime <= toNanos`: what has happened since the last look.
  public List<CorporateAction> between(long afterNanos, long toNanos) {
    return actions.stream()
        .filter(action -> action.exTimeNanos() > afterNanos && action.exTimeNanos() <= toNanos)
        .toList();
  }

  /// Actions that had happened by the moment.
  public List<CorporateAction> knownAt(long nanos) {
    return between(Long.MIN_VALUE, nanos);
  }

  private static int rank(CorporateAction action) {
    return switch (action) {
      case CorporateAction.CashDividend _ -> 0;
      case CorporateAction.Split _ -> 1;
    };
  }
}
