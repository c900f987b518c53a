package io.papertape.strategy.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody meant who misspelt a name.
public final class Spelling {
  private Spelling() {}

  /// The candidate with the fewest letters to change, if those are at most a third of the word,
  /// rounded up; the first of several in the order given.
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int most = (word.length() + 2) / 3;
    int best = most + 1;
    Optional<String> found = Optional.empty();
    for (String candidate : candidates) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        found = Optional.of(candidate);
      }
    }
    return found;
  }

  /// A sentence that names the nearest candidate, or all of them.
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map("Did you mean %s?"::formatted)
        .orElseGet(
            () ->
                candidates.isEmpty()
                    ? "Nothing is allowed here."
                    : "Use one of: %s.".formatted(String.join(", ", candidates)));
  }

  /// Letters to insert, remove, replace or swap with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int changed = cost[i - 1][j - 1] + (same ? 0 : 1);
        cost[i][j] = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
