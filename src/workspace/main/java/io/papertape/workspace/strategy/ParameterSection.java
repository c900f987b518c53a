package io.papertape.workspace.strategy;

import io.papertape.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The section `parameters`: typed values with bounds. The type is that of the value in the file;
/// what replaces it has to fit.
final class ParameterSection {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final List<String> KEYS = List.of("default", "min", "max", "text");

  private ParameterSection() {}

  /// Values in force, by name, each as it was typed.
  ///
  /// @param declared the section as the file has it
  /// @param set      the section with what the command sets
  static SortedMap<String, String> read(Section declared, Section set) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : set.keys()) {
      if (!NAME.matcher(name).matches()) {
        throw WorkspaceException.configuration(
            "Not a name for a parameter: %s, key=%s. Use letters, digits and _."
                .formatted(set.place(name), set.at(name)));
      }
      values.put(name, value(declared, set, name));
    }
    return values;
  }

  /// The same, spelt as runs state them.
  static SortedMap<String, String> spelt(Section declared, Section set) {
    SortedMap<String, String> values = read(declared, set);
    values.replaceAll((name, value) -> type(declared, name).spelt(value, text(declared, name)));
    return values;
  }

  /// The parameters as the file has them.
  static List<DeclaredParameter> declared(Section declared) {
    return read(declared, declared).entrySet().stream()
        .map(
            one -> {
              String name = one.getKey();
              DeclaredParameter.Type type = type(declared, name);
              boolean isSection = declared.isSection(name);
              Section holder = isSection ? declared.section(name, KEYS) : declared;
              return new DeclaredParameter(
                  name,
                  type,
                  one.getValue(),
                  one.getValue(),
                  isSection ? bound(holder, "min", type) : Optional.empty(),
                  isSection ? bound(holder, "max", type) : Optional.empty());
            })
        .toList();
  }

  private static String value(Section declared, Section set, String name) {
    DeclaredParameter.Type type = type(declared, name);
    if (!set.isSection(name)) {
      return checked(set, name, type);
    }
    Section parameter = set.section(name, KEYS);
    parameter.required("default");
    String value = checked(parameter, "default", type);
    Optional<String> least = bound(parameter, "min", type);
    Optional<String> most = bound(parameter, "max", type);
    boolean below = least.filter(b -> DeclaredParameter.compare(value, b) < 0).isPresent();
    boolean above = most.filter(b -> DeclaredParameter.compare(value, b) > 0).isPresent();
    if (below || above) {
      throw parameter.outOfRange("default", least.orElse("any"), most.orElse("any"));
    }
    return value;
  }

  /// The value in the file.
  private static String text(Section declared, String name) {
    return declared.isSection(name)
        ? declared.section(name, KEYS).required("default")
        : declared.required(name);
  }

  private static DeclaredParameter.Type type(Section declared, String name) {
    Section holder = declared.isSection(name) ? declared.section(name, KEYS) : declared;
    String text = text(declared, name);
    if (DeclaredParameter.Type.FLAG.fits(text)) {
      return DeclaredParameter.Type.FLAG;
    }
    boolean hasRealBound =
        holder != declared && (isReal(holder.text("min")) || isReal(holder.text("max")));
    if (DeclaredParameter.Type.INTEGER.fits(text) && !hasRealBound) {
      return DeclaredParameter.Type.INTEGER;
    }
    return DeclaredParameter.Type.REAL.fits(text)
        ? DeclaredParameter.Type.REAL
        : DeclaredParameter.Type.TEXT;
  }

  private static boolean isReal(Optional<String> bound) {
    return bound.filter(text -> !DeclaredParameter.Type.INTEGER.fits(text)).isPresent();
  }

  private static Optional<String> bound(
      Section parameter, String key, DeclaredParameter.Type type) {
    if (!parameter.has(key)) {
      return Optional.empty();
    }
    if (type == DeclaredParameter.Type.FLAG || type == DeclaredParameter.Type.TEXT) {
      throw parameter.wrong(key, parameter.required(key), "bounds to numbers only");
    }
    return Optional.of(checked(parameter, key, DeclaredParameter.Type.REAL));
  }

  private static String checked(Section section, String key, DeclaredParameter.Type type) {
    String text = section.required(key);
    if (!type.fits(text)) {
      boolean isLong = type == DeclaredParameter.Type.INTEGER && text.matches("[+-]?[0-9]+");
      throw section.wrong(key, text, type.wanted() + (isLong ? " of at most 9 digits" : ""));
    }
    return text;
  }
}
