package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.Counted;
import io.papertape.workspace.run.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a workspace knows was tried and the count of trials leaves out. Who chose among it has made
/// a selection that no statistic here knows of.
///
/// @param earlier         finished runs, sweeps and walk-forwards of this strategy on series of
///                        these names, from before the registry was begun
/// @param otherSeries     trials of this strategy on other series
/// @param otherStrategies trials of other strategies on these series
public record Uncounted(int earlier, int otherSeries, int otherStrategies) {
  private static final Pattern CONFIGURATION = Pattern.compile("\"configuration\":\"([^\"]*)\"");

  /// A row for one who reads the result.
  ///
  /// @param what is so often not counted
  public record Row(int count, String what) {}

  /// @param folder of all registries
  /// @param own    header of the one that counts
  static Uncounted of(int earlier, Path folder, ObjectNode own) throws IOException {
    Map<String, Integer> series = new HashMap<>();
    Map<String, Integer> strategies = new HashMap<>();
    String strategy = own.path("strategy").asText();
    List<String> names = names(own);
    String data = data(own);
    for (RegistryHeader header : RegistryHeader.all(folder)) {
      if (!header.isWhole()) {
        continue;
      }
      JsonNode other = header.content();
      String otherStrategy = other.path("strategy").asText();
      // a registry whose series were added to holds the trials of the one before
      if (!otherStrategy.equals(strategy)) {
        if (data(other).equals(data)) {
          strategies.merge(otherStrategy, trials(header.file()), Math::max);
        }
      } else if (!names(other).equals(names)) {
        series.merge(names(other).toString(), trials(header.file()), Math::max);
      }
    }
    return new Uncounted(earlier, sum(series), sum(strategies));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(one -> one).sum();
  }

  private static String data(JsonNode header) {
    return CanonicalJson.text(header.path(TrialLineage.DATA));
  }

  private static List<String> names(JsonNode header) {
    List<String> names = new ArrayList<>();
    for (JsonNode one : header.path(TrialLineage.DATA)) {
      names.add(one.path("symbol").asText() + " " + one.path("resolution").asText());
    }
    return names;
  }

  /// Counts what can be read: the registry of other work stops nothing.
  private static int trials(Path file) throws IOException {
    Set<String> configurations = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader( // unlike one of Files, it reads what is no UTF-8
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher found = CONFIGURATION.matcher(line);
        if (found.find()) {
          configurations.add(found.group(1));
        }
      }
    }
    return configurations.size();
  }

  /// In words; none if nothing is left out.
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    if (earlier > 0) {
      rows.add(
          new Row(
              earlier,
              Counted.words(earlier, "earlier run or sweep", "earlier runs and sweeps")
                  + " of this strategy on these series: the data were revised since, or the"
                  + " registry was lost"));
    }
    if (otherSeries > 0) {
      rows.add(
          new Row(
              otherSeries,
              Counted.words(otherSeries, "trial", "trials")
                  + " of this strategy on other series: to choose among instruments is selection"
                  + " too"));
    }
    if (otherStrategies > 0) {
      rows.add(
          new Row(
              otherStrategies,
              Counted.words(
                      otherStrategies, "trial of another strategy", "trials of other strategies")
                  + " on these series: to choose among them is selection too"));
    }
    return rows;
  }

  /// In one line; empty if nothing is left out.
  String line() {
    return rows().stream()
        .map(row -> "%d %s".formatted(row.count(), row.what()))
        .collect(Collectors.joining("; "));
  }

  /// Writes `uncounted`, the earlier work, `otherSeries` and `otherStrategies`.
  void put(ObjectNode node) {
    node.put("uncounted", earlier)
        .put("otherSeries", otherSeries)
        .put("otherStrategies", otherStrategies);
  }
}
