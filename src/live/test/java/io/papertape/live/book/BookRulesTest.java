package io.papertape.live.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookRulesTest {
  @Test
  void lossesAreHiddenWhereNeitherNumbersNorAChecksumShowThem() {
    assertThat(new BookRules(SequenceRule.NONE, BookChecksum.NONE).hidesLosses()).isTrue();
    assertThat(new BookRules(SequenceRule.RISING, BookChecksum.NONE).hidesLosses()).isTrue();
  }

  @Test
  void numbersOrAChecksumShowLosses() {
    assertThat(new BookRules(SequenceRule.NONE, BookChecksum.KRAKEN).hidesLosses()).isFalse();
    assertThat(new BookRules(SequenceRule.CONSECUTIVE, BookChecksum.NONE).hidesLosses()).isFalse();
    assertThat(new BookRules(SequenceRule.CHAINED, BookChecksum.OKX).hidesLosses()).isFalse();
    assertThat(new BookRules(SequenceRule.BINANCE_SPOT, BookChecksum.NONE).hidesLosses()).isFalse();
  }
}
