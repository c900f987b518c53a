package io.papertape.workspace.strategy;

import io.papertape.workspace.WorkspaceException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The section `parameters`: typed values with bounds. The type is that of the value in the file;
/// what replaces it has to fit.
final class ParameterSection {
  private static final List<String> KEYS = List.of("default", "min", "max", "text");

  private enum Type {
    INTEGER("a whole number"),
    REAL("a number"),
    FLAG("true or false"),
    TEXT("text");

    private final String wanted;

    Type(String wanted) {
      this.wanted = wanted;
    }

    boolean fits(String text) {
      return switch (this) {
        case INTEGER -> text.matches("[+-]?[0-9]{1,9}");
        case REAL -> text.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");
        case FLAG -> text.equals("true") || text.equals("false");
        case TEXT -> true;
      };
    }
  }

  private ParameterSection() {}

  /// Values in force, by name.
  ///
  /// @param declared the section as the file has it
  /// @param set      the section with what the command sets
  static SortedMap<String, String> read(Section declared, Section set) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : set.keys()) {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
        throw WorkspaceException.configuration(
            "Not a name for a parameter: %s, key=%s. Use letters, digits and _."
                .formatted(set.place(name), set.at(name)));
      }
      values.put(name, value(declared, set, name));
    }
    return values;
  }

  private static String value(Section declared, Section set, String name) {
    Type type = type(declared, name);
    if (!set.isSection(name)) {
      return checked(set, name, type);
    }
    Section parameter = set.section(name, KEYS);
    parameter.required("default");
    String value = checked(parameter, "default", type);
    Optional<String> least = bound(parameter, "min", type);
    Optional<String> most = bound(parameter, "max", type);
    boolean below = least.filter(b -> compare(value, b) < 0).isPresent();
    boolean above = most.filter(b -> compare(value, b) > 0).isPresent();
    if (below || above) {
      throw parameter.outOfRange("default", least.orElse("any"), most.orElse("any"));
    }
    return value;
  }

  private static Type type(Section declared, String name) {
    Section holder = declared.isSection(name) ? declared.section(name, KEYS) : declared;
    String key = declared.isSection(name) ? "default" : name;
    String text = holder.required(key);
    if (Type.FLAG.fits(text)) {
      return Type.FLAG;
    }
    boolean hasRealBound =
        holder != declared && (isReal(holder.text("min")) || isReal(holder.text("max")));
    if (Type.INTEGER.fits(text) && !hasRealBound) {
      return Type.INTEGER;
    }
    return Type.REAL.fits(text) ? Type.REAL : Type.TEXT;
  }

  private static boolean isReal(Optional<String> bound) {
    return bound.filter(text -> !Type.INTEGER.fits(text)).isPresent();
  }

  private static Optional<String> bound(Section parameter, String key, Type type) {
    if (!parameter.has(key)) {
      return Optional.empty();
    }
    if (type == Type.FLAG || type == Type.TEXT) {
      throw parameter.wrong(key, parameter.required(key), "bounds to numbers only");
    }
    return Optional.of(checked(parameter, key, Type.REAL));
  }

  private static String checked(Section section, String key, Type type) {
    String text = section.required(key);
    if (!type.fits(text)) {
      throw section.wrong(key, text, type.wanted);
    }
    return text;
  }

  private static int compare(String a, String b) {
    return new BigDecimal(a).compareTo(new BigDecimal(b));
  }
}
