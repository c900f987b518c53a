package io.papertape.strategy.rule;

/// How many instruments one side of a ranked portfolio holds.
public sealed interface Places {
  /// @param ranked how many have a score at the moment
  int of(int ranked);

  /// Always as many.
  record Fixed(int count) implements Places {
    public Fixed {
      if (count < 1) {
        throw new IllegalArgumentException("No place: count=%d. Give at least 1.".formatted(count));
      }
    }

    @Override
    public int of(int ranked) {
      return count;
    }
  }

  /// A part of those with a score, rounded down, but at least one: 0.1 of 25 are 2.
  record Part(double fraction) implements Places {
    public Part {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "Part out of range: percent=%s. Give more than 0%% and at most 100%%."
                .formatted(100 * fraction));
      }
    }

    @Override
    public int of(int ranked) {
      // A little more, because 0.29 × 100 is 28.999999999999996.
      return Math.max(1, (int) (fraction * ranked + 5e-7));
    }
  }
}
