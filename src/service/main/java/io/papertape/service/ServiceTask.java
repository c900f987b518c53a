package io.papertape.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the process of the service is started for.
enum ServiceTask {
  /// Serves until it is told to stop.
  SERVE,
  /// Makes the database anew and ends.
  REBUILD,
  /// Serves on a port of its own, asks itself what people ask and ends: what the JVM has loaded by
  /// then is what a start loads.
  REHEARSE;

  /// The one that the arguments begin with; what else they hold is looked at by [ServiceMain].
  static ServiceTask of(List<String> words) {
    return List.of(REBUILD, REHEARSE).stream()
        .filter(task -> words.equals(List.of(task.word())))
        .findFirst()
        .orElse(SERVE);
  }

  /// The port that it needs, whatever the settings say.
  Optional<String> port() {
    return this == REHEARSE ? Optional.of("0") : Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
