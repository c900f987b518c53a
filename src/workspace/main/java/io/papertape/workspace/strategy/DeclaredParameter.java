package io.papertape.workspace.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// A parameter as a strategy declares it.
///
/// @param value    in force without overrides
/// @param standard what the file says, in its spelling
/// @param least    smallest value allowed, if there is one
/// @param most     largest value allowed, if there is one
public record DeclaredParameter(
    String name,
    Type type,
    String value,
    String standard,
    Optional<String> least,
    Optional<String> most) {
  /// What values a parameter takes.
  public enum Type {
    INTEGER("a whole number"),
    REAL("a number"),
    FLAG("true or false"),
    TEXT("text");

    private final String wanted;

    Type(String wanted) {
      this.wanted = wanted;
    }

    /// In words, for messages.
    public String wanted() {
      return wanted;
    }

    public boolean fits(String text) {
      return switch (this) {
        case INTEGER -> WHOLE.matcher(text).matches();
        case REAL -> DECIMAL.matcher(text).matches();
        case FLAG -> text.equals("true") || text.equals("false");
        case TEXT -> true;
      };
    }

    /// @param standard what the file says
    String spelt(String text, String standard) {
      return switch (this) {
        case FLAG, TEXT -> text;
        case INTEGER, REAL ->
            !fits(text) ? text : compare(text, standard) == 0 ? standard : plain(text);
      };
    }

    private static String plain(String number) {
      BigDecimal value = new BigDecimal(number);
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /// The type that a value has by itself.
    static Type of(String text) {
      return FLAG.fits(text) ? FLAG : INTEGER.fits(text) ? INTEGER : REAL.fits(text) ? REAL : TEXT;
    }
  }

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");

  /// True if the value has the type and lies within the bounds.
  public boolean allows(String text) {
    if (!type.fits(text)) {
      return false;
    }
    boolean below = least.filter(bound -> compare(text, bound) < 0).isPresent();
    return !below && most.filter(bound -> compare(text, bound) > 0).isEmpty();
  }

  /// A value as runs state it, so that equal numbers are one trial however they were typed: as the
  /// file has it if it is the value there, else without sign of plus, exponent and needless zeros.
  /// What does not have the type stays as it is.
  public String spelt(String text) {
    return type.spelt(text, standard);
  }

  /// The same with another value in force.
  DeclaredParameter valued(String other) {
    return new DeclaredParameter(name, type, other, standard, least, most);
  }

  /// Parameters of which only the values are known.
  static List<DeclaredParameter> guessed(SortedMap<String, String> values) {
    return values.entrySet().stream()
        .map(
            one ->
                new DeclaredParameter(
                    one.getKey(),
                    Type.of(one.getValue()),
                    one.getValue(),
                    one.getValue(),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  static int compare(String a, String b) {
    return new BigDecimal(a).compareTo(new BigDecimal(b));
  }
}
