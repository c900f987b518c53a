package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.model.ModelVersion;
import java.util.ArrayList;
import java.util.List;

/// The scores of models over histories, each computed once. Safe for several threads.
final class SharedScores {
  private final List<ScoreColumn> known = new ArrayList<>();

  synchronized ScoreColumn of(BarColumns bars, CorporateActions actions, ModelVersion version) {
    for (ScoreColumn one : known) {
      if (one.isOf(bars, actions, version)) {
        return one;
      }
    }
    ScoreColumn added = new ScoreColumn(bars, actions, version);
    known.add(added);
    return added;
  }
}
