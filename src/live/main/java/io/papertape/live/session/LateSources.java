package io.papertape.live.session;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which sources of a log are late, and whose events come from them.
final class LateSources {
  private final Map<String, Set<Integer>> bySymbol = new HashMap<>();
  private final Set<Integer> late = new TreeSet<>();

  /// @param symbols that are listened to, as the venue spells them
  LateSources(List<String> symbols) {
    symbols.forEach(one -> bySymbol.put(one, new TreeSet<>()));
  }

  /// A record of a source has come.
  ///
  /// @return true if the source is late from here on, and was not
  boolean begins(int source, boolean isLate) {
    if (isLate) {
      return late.add(source);
    }
    late.remove(source);
    return false;
  }

  /// A source tells of a symbol.
  ///
  /// @return true if that shows that the symbol is late
  boolean tells(int source, String symbol) {
    Set<Integer> known = bySymbol.get(symbol);
    return known != null && known.add(source) && late.contains(source);
  }

  /// Whether anything of the symbols has come from a source.
  boolean tells(int source) {
    return bySymbol.values().stream().anyMatch(sources -> sources.contains(source));
  }

  boolean isAny() {
    return !late.isEmpty();
  }

  /// True if something of the symbol comes from a source that is late.
  boolean isLate(String symbol) {
    return !Collections.disjoint(bySymbol.getOrDefault(symbol, Set.of()), late);
  }
}
