package io.papertape.workspace.strategy;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/// Texts that many parameter sets share, each read once. Safe for several threads; what cannot be
/// read is not kept.
///
/// @param <T> never changes
final class ReadOnce<T> {
  private final Map<String, T> known = new ConcurrentSkipListMap<>();

  T of(String text, Function<String, T> reader) {
    T found = known.get(text);
    if (found == null) {
      found = reader.apply(text);
      known.put(text, found);
    }
    return found;
  }
}
