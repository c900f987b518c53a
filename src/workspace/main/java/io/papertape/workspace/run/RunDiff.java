package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// How two runs differ: in what went in, in what was decided, in what came out.
///
/// @param inputs   manifest keys with other values
/// @param decision first decision, with its orders, that is not the same
/// @param figures  figures of the `papertape` convention with other values
public record RunDiff(List<Change> inputs, Optional<Decision> decision, List<Change> figures) {
  /// One value on both sides; empty text where it is absent.
  public record Change(String name, String left, String right) {}

  /// A decision on both sides, without the keys that tie it to its journal; empty text where one
  /// run has no more decisions.
  ///
  /// @param number    counted from 1
  /// @param leftSeq   entry in the left journal, −1 if there is none
  /// @param rightSeq  entry in the right journal, −1 if there is none
  public record Decision(int number, long leftSeq, String left, long rightSeq, String right) {}

  public RunDiff {
    inputs = List.copyOf(inputs);
    figures = List.copyOf(figures);
  }

  /// What is compared.
  ///
  /// @param inputs  all that decides it
  /// @param figures what came out, by name
  public record Side(JsonNode inputs, StoredJournal journal, Map<String, String> figures) {
    public static Side of(RunFolder run) {
      return new Side(
          ManifestJson.toJson(run.readManifest()),
          StoredJournal.of(run),
          RunDiff.figures(run.readResult()));
    }
  }

  public static RunDiff of(Side left, Side right) {
    return new RunDiff(
        changes(flat(left.inputs()), flat(right.inputs())),
        decision(new MadeDecisions(left.journal()), new MadeDecisions(right.journal())),
        changes(left.figures(), right.figures()));
  }

  private static List<Change> changes(Map<String, String> left, Map<String, String> right) {
    TreeSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(left.get(name), right.get(name))) {
        changes.add(new Change(name, left.getOrDefault(name, ""), right.getOrDefault(name, "")));
      }
    }
    return changes;
  }

  private static Map<String, String> flat(JsonNode node) {
    TreeMap<String, String> all = new TreeMap<>();
    flatten("", node, all);
    return all;
  }

  private static void flatten(String path, JsonNode node, TreeMap<String, String> all) {
    if (node.isObject()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(child -> flatten(prefix + child.getKey(), child.getValue(), all));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten("%s[%s]".formatted(path, i), node.get(i), all);
      }
    } else {
      all.put(path, node.asText());
    }
  }

  private static Map<String, String> figures(JsonNode result) {
    TreeMap<String, String> all = new TreeMap<>();
    for (String key : List.of("status", "finalEquity", "fees", "fills", "orders")) {
      all.put(key, result.path(key).asText());
    }
    for (JsonNode figure : result.path("figures")) {
      if (figure.path("convention").asText().equals("papertape")) {
        String none = "none: " + figure.path("reason").asText();
        all.putIfAbsent(
            figure.path("name").asText(),
            figure.has("value") ? figure.get("value").asText() : none);
      }
    }
    return all;
  }

  private static Optional<Decision> decision(MadeDecisions left, MadeDecisions right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      if (!left.isSame(i, right)) {
        return Optional.of(
            new Decision(i + 1, left.seq(i), left.text(i), right.seq(i), right.text(i)));
      }
    }
    return Optional.empty();
  }
}
