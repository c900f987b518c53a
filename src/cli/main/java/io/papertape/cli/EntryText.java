package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.run.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Journal entries for people: one line, and the numbers a decision rested on.
final class EntryText {
  private static final Set<String> HEAD = Set.of("seq", "prev", "kind", "time", "cause", "inputs");

  private EntryText() {}

  /// Number, time, kind and all its own keys.
  static String line(StoredEntry entry) {
    return PlainText.of(
        "%-6s %s  %-11s %s".formatted(entry.seq(), time(entry), entry.kind(), own(entry)));
  }

  /// Kind and own keys, without the number within a journal.
  static String unnumbered(StoredEntry entry) {
    return PlainText.of("%s  %s  %s".formatted(time(entry), entry.kind(), own(entry)));
  }

  private static String own(StoredEntry entry) {
    return entry.content().properties().stream()
        .filter(property -> !HEAD.contains(property.getKey()))
        .map(property -> property.getKey() + "=" + text(property.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /// ISO time; the decimals only if there are any.
  private static String time(StoredEntry entry) {
    return entry.time().replaceFirst("\\.0{9}Z$", "Z");
  }

  /// `name value` of each input, in the order of their registration.
  static List<String> inputs(StoredEntry entry) {
    List<String> lines = new ArrayList<>();
    for (var input : entry.content().path("inputs").properties()) {
      JsonNode value = input.getValue();
      lines.add("%-24s %s".formatted(input.getKey(), value.isNull() ? "none" : value.asText()));
    }
    return lines;
  }
}
