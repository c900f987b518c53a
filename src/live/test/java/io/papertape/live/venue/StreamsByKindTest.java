package io.papertape.live.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsByKindTest {
  private final StreamsByKind asked =
      new StreamsByKind(
          List.of(
              Stream.of(Stream.Kind.TRADES, "B"),
              Stream.bars("A", 60),
              Stream.of(Stream.Kind.TRADES, "A"),
              Stream.of(Stream.Kind.TRADES, "B"),
              Stream.bars("C", 300)));

  @Test
  void symbolsStandInTheOrderOfAskingEachOnce() {
    assertThat(asked.symbols()).containsExactly("B", "A", "C");
    assertThat(asked.symbols(Stream.Kind.TRADES)).containsExactly("B", "A");
    assertThat(asked.symbols(Stream.Kind.BOOK)).isEmpty();
  }

  @Test
  void barsAreSortedOutByTheirLength() {
    assertThat(asked.barLengths()).containsExactly(60L, 300L);
    assertThat(asked.symbolsOfBars(300)).containsExactly("C");
  }

  @Test
  void barsAreRefusedForAVenueThatHasNone() {
    assertThatThrownBy(() -> asked.refuseBars("somewhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Venue streams no bars: venue=somewhere, symbols=[A, C]."
                + " Ask for trades and make the bars of them, or fetch finished bars.");
  }
}
