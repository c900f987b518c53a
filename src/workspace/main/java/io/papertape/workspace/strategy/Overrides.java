package io.papertape.workspace.strategy;

import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Puts the values of `--set key=value` into the YAML, so that they are checked as if they stood
/// there. A key without a dot is a parameter.
final class Overrides {
  private static final List<String> SECTIONS = List.of("data", "parameters", "execution", "risk");

  private Overrides() {}

  /// @param reader as [YamlFile#readValue]
  static YamlNode.Mapping apply(
      YamlNode.Mapping file,
      Map<String, String> overrides,
      BiFunction<String, String, YamlNode> reader) {
    YamlNode.Mapping result = file;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      String key = override.getKey();
      String place = "--set " + key + "=" + override.getValue();
      YamlNode value = reader.apply(place, override.getValue());
      List<String> path = new ArrayList<>(List.of(key.split("\\.", -1)));
      if (path.size() == 1) {
        path.addFirst("parameters");
      }
      if (!SECTIONS.contains(path.getFirst())) {
        throw WorkspaceException.configuration(
            "Cannot be set: %s, section=%s. %s"
                .formatted(place, path.getFirst(), Spelling.hint(path.getFirst(), SECTIONS)));
      }
      result = put(result, path, value);
      requireParameter(file, path, place);
    }
    return result;
  }

  /// Whether a key names a parameter.
  static boolean isParameter(String key) {
    return !key.contains(".") || key.startsWith("parameters.");
  }

  /// Only a parameter that the file declares can be set.
  private static void requireParameter(YamlNode.Mapping file, List<String> path, String place) {
    if (!path.getFirst().equals("parameters")) {
      return;
    }
    YamlNode.Entry declared = file.entries().get("parameters");
    List<String> known =
        declared != null && declared.value() instanceof YamlNode.Mapping mapping
            ? List.copyOf(mapping.entries().keySet())
            : List.of();
    if (!known.contains(path.get(1))) {
      throw WorkspaceException.configuration(
          "Unknown parameter: %s, parameter=%s. %s"
              .formatted(place, path.get(1), Spelling.hint(path.get(1), known)));
    }
  }

  private static YamlNode.Mapping put(YamlNode.Mapping into, List<String> path, YamlNode value) {
    String key = path.getFirst();
    YamlNode.Entry before = into.entries().get(key);
    YamlNode inner = before == null ? null : before.value();
    YamlNode after;
    if (path.size() == 1) {
      boolean isDeclaration =
          inner instanceof YamlNode.Mapping m && m.entries().containsKey("default");
      after = isDeclaration ? put((YamlNode.Mapping) inner, List.of("default"), value) : value;
    } else {
      YamlNode.Mapping deeper =
          inner instanceof YamlNode.Mapping mapping
              ? mapping
              : new YamlNode.Mapping(Map.of(), value.place());
      after = put(deeper, path.subList(1, path.size()), value);
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(into.entries());
    entries.put(key, new YamlNode.Entry(before == null ? value.place() : before.keyPlace(), after));
    return new YamlNode.Mapping(entries, into.place());
  }
}
