package io.papertape.workspace.run;

import io.papertape.journal.RunHeader;
import io.papertape.market.CorporateAction;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Counted;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is not as a manifest states it, one sentence each.
final class InputChanges {
  private static final int SHORT = 12;

  private InputChanges() {}

  /// Versions of this program that differ from those the run was made with.
  static List<String> versions(Manifest manifest) {
    List<String> changes = new ArrayList<>();
    if (manifest.semantics() != RunHeader.SEMANTICS_VERSION) {
      changes.add(
          "engine semantics: run made with version %s, this is version %s"
              .formatted(manifest.semantics(), RunHeader.SEMANTICS_VERSION));
    }
    if (manifest.schema() != RunHeader.SCHEMA_VERSION) {
      changes.add(
          "journal schema: run made with version %s, this is version %s"
              .formatted(manifest.schema(), RunHeader.SCHEMA_VERSION));
    }
    if (!manifest.zoneRules().equals(TradingCalendar.zoneRulesVersion())) {
      changes.add(
          "time zone rules: run made with %s, this JDK has %s"
              .formatted(manifest.zoneRules(), TradingCalendar.zoneRulesVersion()));
    }
    return changes;
  }

  static List<String> strategy(Manifest manifest, LoadedStrategy strategy) {
    List<String> changes = new ArrayList<>();
    if (!manifest.strategy().equals(strategy.name())) {
      changes.add("strategy: was %s, is %s".formatted(manifest.strategy(), strategy.name()));
    }
    maps("source file", manifest.sources(), strategy.sources(), changes);
    maps("parameter", manifest.parameters(), strategy.parameters(), changes);
    return changes;
  }

  static List<String> data(Manifest manifest, RunBars data) {
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < data.used().size(); i++) {
      series(manifest, manifest.instruments().get(i), data.used().get(i), changes);
    }
    manifest
        .benchmark()
        .ifPresent(was -> series(manifest, was, data.benchmark().orElseThrow(), changes));
    return changes;
  }

  private static void series(
      Manifest manifest, UsedSeries was, UsedSeries is, List<String> changes) {
    String name =
        "data set %s, %s %s"
            .formatted(manifest.dataSet(), was.instrument().symbol(), was.resolution());
    if (!was.instrument().equals(is.instrument())) {
      changes.add(
          "%s: definition was %s, is %s".formatted(name, was.instrument(), is.instrument()));
    }
    if (!was.hash().equals(is.hash())) {
      changes.add(
          "%s: bars had hash %s (%s), have %s (%s)"
              .formatted(
                  name,
                  brief(was.hash()),
                  Counted.of(was.rows(), "bar"),
                  brief(is.hash()),
                  Counted.of(is.rows(), "bar")));
    }
    actions(name, was.actions().actions(), is.actions().actions(), changes);
  }

  private static void actions(
      String name, List<CorporateAction> was, List<CorporateAction> is, List<String> changes) {
    for (CorporateAction action : was) {
      if (!is.contains(action)) {
        changes.add("%s: had %s, has it no longer".formatted(name, ActionText.of(action)));
      }
    }
    for (CorporateAction action : is) {
      if (!was.contains(action)) {
        changes.add("%s: did not have %s, has it now".formatted(name, ActionText.of(action)));
      }
    }
  }

  private static void maps(
      String what,
      SortedMap<String, String> was,
      SortedMap<String, String> is,
      List<String> changes) {
    TreeMap<String, String> all = new TreeMap<>(was);
    all.putAll(is);
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      String then = was.getOrDefault(key, "absent");
      String now = is.getOrDefault(key, "absent");
      if (!then.equals(now)) {
        changes.add("%s %s: was %s, is %s".formatted(what, key, brief(then), brief(now)));
      }
    }
  }

  private static String brief(String text) {
    return text.length() == 64 ? text.substring(0, SHORT) : text;
  }
}
