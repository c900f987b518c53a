package io.papertape.workspace.strategy;

import java.util.List;
import java.util.Map;

/// A piece of a YAML document that knows where it stands, for error messages.
sealed interface YamlNode {
  /// Such as `file=strategy.yaml, line=3, column=5`.
  String place();

  /// @param isPlain not quoted: may be a number or true or false
  record Scalar(String text, boolean isPlain, String place) implements YamlNode {}

  /// Items in their order.
  record Items(List<YamlNode> items, String place) implements YamlNode {}

  /// Entries in the order of the file.
  record Mapping(Map<String, Entry> entries, String place) implements YamlNode {}

  /// @param keyPlace where the key stands
  record Entry(String keyPlace, YamlNode value) {}

  /// What a message calls it.
  default String kind() {
    return switch (this) {
      case Scalar _ -> "a value";
      case Items _ -> "a list";
      case Mapping _ -> "a section";
    };
  }
}
