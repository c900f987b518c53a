package io.papertape.workspace.store;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The corporate actions of a data set while it is written, by symbol.
final class MutableActions {
  private final String dataSet;
  private final DataSetWriter.Mode mode;
  private final TreeMap<String, CorporateActions> bySymbol = new TreeMap<>();

  MutableActions(DataSet committed, DataSetWriter.Mode mode) {
    dataSet = committed.name();
    this.mode = mode;
    committed.actions().forEach(actions -> bySymbol.put(actions.symbol(), actions));
  }

  void put(CorporateActions actions) {
    CorporateActions old =
        bySymbol.getOrDefault(actions.symbol(), CorporateActions.none(actions.symbol()));
    CorporateActions next =
        switch (mode) {
          case CREATE -> created(old, actions);
          case APPEND -> merged(old, actions);
          case REPLACE -> actions;
        };
    checkDistinct(next);
    if (next.actions().isEmpty()) {
      bySymbol.remove(next.symbol());
    } else {
      bySymbol.put(next.symbol(), next);
    }
  }

  private CorporateActions created(CorporateActions old, CorporateActions actions) {
    if (!old.actions().isEmpty()) {
      throw WorkspaceException.data(
          "Corporate actions exist already: dataSet=%s, symbol=%s, actions=%d. Add --append or --replace."
              .formatted(dataSet, old.symbol(), old.actions().size()));
    }
    return actions;
  }

  private static CorporateActions merged(CorporateActions old, CorporateActions actions) {
    List<CorporateAction> all = new ArrayList<>(old.actions());
    actions.actions().stream().filter(action -> !all.contains(action)).forEach(all::add);
    return new CorporateActions(old.symbol(), all);
  }

  private void checkDistinct(CorporateActions actions) {
    for (int i = 1; i < actions.actions().size(); i++) {
      CorporateAction one = actions.actions().get(i - 1);
      CorporateAction other = actions.actions().get(i);
      if (one.exDate().equals(other.exDate()) && one.getClass() == other.getClass()) {
        throw WorkspaceException.data(
            "Two corporate actions of one kind and day: dataSet=%s, symbol=%s, one=%s, other=%s. Keep one of them; --replace puts new ones in place of all."
                .formatted(dataSet, actions.symbol(), ActionText.of(one), ActionText.of(other)));
      }
    }
  }

  List<CorporateActions> all() {
    return List.copyOf(bySymbol.values());
  }
}
