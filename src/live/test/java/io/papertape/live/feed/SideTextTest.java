package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.order.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"buy", "BUY", "Buy", "b", "B"})
  void wordsForBuyAreUnderstood(String text) {
    assertThat(SideText.parse(text)).isEqualTo(Side.BUY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sell", "SELL", "Sell", "s", "S"})
  void wordsForSellAreUnderstood(String text) {
    assertThat(SideText.parse(text)).isEqualTo(Side.SELL);
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> SideText.parse("offer"))
        .isInstanceOf(FrameException.class)
        .hasMessage("Not a side: text=offer.");
  }
}
