package io.papertape.model;

import java.util.Locale;

/// The kinds of coefficient models.
public enum ModelKind {
  LINEAR,
  RIDGE,
  LOGISTIC;

  /// The kind of that name, in lower case.
  public static ModelKind parse(String text) {
    for (ModelKind kind : values()) {
      if (kind.toString().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Unknown kind of model: kind=%s. Use linear, ridge or logistic.".formatted(text));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
