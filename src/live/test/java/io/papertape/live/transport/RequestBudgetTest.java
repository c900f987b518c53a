package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  @Test
  void noWindowHoldsMoreThanTheBudget() {
    var budget = new RequestBudget(3, 100);
    for (long now : new long[] {10, 20, 30}) {
      assertThat(budget.freeNanos(1, now)).isEqualTo(now);
      budget.spend(1, now);
    }
    assertThat(budget.freeNanos(1, 40)).isEqualTo(110);
    assertThat(budget.freeNanos(2, 40)).isEqualTo(120);
    budget.spend(2, 120);
    assertThat(budget.freeNanos(1, 121)).isEqualTo(130);
    assertThat(budget.freeNanos(3, 121)).isEqualTo(220);
  }

  @Test
  void aRequestAboveTheWholeBudgetIsRefused() {
    assertThatThrownBy(() -> new RequestBudget(3, 100).freeNanos(4, 0))
        .hasMessage("Request never fits the budget: weight=4, most=3. Ask for less.");
  }
}
