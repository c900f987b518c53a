package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final List<String> NAMES = List.of("fast", "slow");

  @Test
  void aConditionHoldsOrDoesNot() {
    assertThat(holds("fast < slow", 5, 20)).isTrue();
    assertThat(holds("fast < slow", 20, 20)).isFalse();
    assertThat(holds("2 * fast <= slow and not fast == 7", 7, 20)).isFalse();
    assertThat(holds("max(fast, 3) - -1 == 4 or abs(slow) > 100", 2, 20)).isTrue();
    assertThat(holds("min(fast, slow) >= sqrt(slow)", 3, 9)).isTrue();
  }

  @Test
  void divisionByZeroHoldsNowhere() {
    assertThat(holds("slow / (fast - 5) > 1", 5, 20)).isFalse();
    assertThat(holds("slow / (fast - 5) <= 1", 5, 20)).isFalse();
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    refuses("fst < slow", "Unknown name: name=fst, at=1. Did you mean fast?");
    refuses(
        "close(1) < 3",
        "Unknown function: function=close, at=1. Use one of: abs, sqrt, min," + " max.");
    refuses("max(1) < 3", "Wrong number of arguments: function=max, at=1, found=1. Give 2.");
    refuses("fast + slow", "Not a condition but a number: at=6. Compare it with something.");
    refuses(
        "(fast < 3) + 1 > 2",
        "Condition and number are mixed: at=7. Compare numbers, join conditions.");
  }

  private static boolean holds(String text, double fast, double slow) {
    return Condition.parse(text, NAMES).holds(Map.of("fast", fast, "slow", slow));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text, NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
