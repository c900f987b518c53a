package io.papertape.live.session;

import java.util.Locale;

/// Choices of a session as they are written in JSON, messages and on screens.
public final class SessionWords {
  private SessionWords() {}

  /// Such as `running`.
  public static String of(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
