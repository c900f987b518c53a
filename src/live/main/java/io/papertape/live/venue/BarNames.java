package io.papertape.live.venue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A venue's names for the lengths of its bars. Months and other lengths that vary have no place
/// here.
public final class BarNames {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Map<Character, Long> SECONDS =
      Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L, 'w', 604_800L);

  private final Map<Long, String> names = new LinkedHashMap<>();
  private final Map<String, Long> lengths = new LinkedHashMap<>();

  private BarNames() {}

  /// Reads pairs such as `1h=60`: the length in words, and the venue's name for it; `1h` alone
  /// where the venue uses the same words.
  public static BarNames of(String... pairs) {
    BarNames names = new BarNames();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String words = equals < 0 ? pair : pair.substring(0, equals);
      String name = equals < 0 ? pair : pair.substring(equals + 1);
      long count = Long.parseLong(words.substring(0, words.length() - 1));
      long seconds = count * SECONDS.get(words.charAt(words.length() - 1));
      names.names.putIfAbsent(seconds * NANOS_PER_SECOND, name);
      names.lengths.put(name, seconds * NANOS_PER_SECOND);
    }
    return names;
  }

  /// Name of a length; the first given, if several have it.
  public Optional<String> find(long barNanos) {
    return Optional.ofNullable(names.get(barNanos));
  }

  /// Name of a length that must be served.
  public String get(String venue, long barNanos) {
    return find(barNanos)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Bars of this length are not served: venue=%s, barNanos=%d. Choose one of %s."
                        .formatted(venue, barNanos, names.values())));
  }

  /// Length behind a name.
  public OptionalLong length(String name) {
    Long nanos = lengths.get(name);
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
