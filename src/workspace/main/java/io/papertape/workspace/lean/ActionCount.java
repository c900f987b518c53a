package io.papertape.workspace.lean;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.workspace.Counted;

/// `4 splits and 93 dividends`
final class ActionCount {
  private ActionCount() {}

  static String of(CorporateActions actions) {
    long splits =
        actions.actions().stream().filter(CorporateAction.Split.class::isInstance).count();
    long dividends = actions.actions().size() - splits;
    return Counted.of(splits, "split") + " and " + Counted.of(dividends, "dividend");
  }
}
