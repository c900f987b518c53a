package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MutableMarketTest {
  private final MutableMarket market =
      new MutableMarket(
          new Instrument[] {Instrument.crypto("COIN")},
          new BarColumns[] {
            new BarColumns.Builder()
                .add(new Bar(0, 10, 500, 520, 480, 510, 7))
                .add(new Bar(10, 20, 600, 620, 580, 610, 8))
                .build()
          });

  @Test
  void theLastPriceIsThatOfWhateverCameLast() {
    assertThat(market.price(0)).isZero();

    market.beginMoment(5);
    market.quote(0, 100, 1, 102, 1);
    assertThat(market.price(0)).isEqualTo(101);

    market.beginMoment(10);
    market.nextBar(0);
    assertThat(market.price(0)).isEqualTo(510);

    market.beginMoment(12);
    market.tradeTick(0, 530, 1);
    assertThat(market.price(0)).isEqualTo(530);

    market.beginMoment(20);
    market.nextBar(0);
    assertThat(market.price(0)).isEqualTo(610);
    assertThat(market.open(0)).isEqualTo(600);
    assertThat(market.openTimeNanos(0)).isEqualTo(10);
  }

  @Test
  void aSplitRescalesTheLastPriceOfBarsAndOfTicks() {
    market.beginMoment(10);
    market.nextBar(0);
    market.split(0, 2, 1);
    assertThat(market.price(0)).isEqualTo(255);
    market.split(0, 5, 1);
    assertThat(market.price(0)).isEqualTo(51);

    market.beginMoment(12);
    market.tradeTick(0, 60, 1);
    market.split(0, 3, 1);
    assertThat(market.price(0)).isEqualTo(20);

    market.beginMoment(20);
    market.nextBar(0);
    assertThat(market.price(0)).isEqualTo(610);
  }

  @Test
  void aStretchOfQuotesBeginsAtTheLastPrice() {
    market.beginMoment(10);
    market.nextBar(0);
    QuoteColumns page = quote(15);

    market.beginQuotes(0, page, 0);
    assertThat(market.price(0)).isEqualTo(510);
    market.showQuote(0, 15, 701);
    assertThat(market.price(0)).isEqualTo(701);
  }

  @Test
  void aStretchTellsSizesFromTheFirstQuoteThatHasOne() {
    long[] ones = {1, 1, 1, 1};
    long[] bidSizes = {7, 0, 0, 0};
    long[] askSizes = {0, 0, 9, 0};
    QuoteColumns page = new QuoteColumns(4, ones, ones, bidSizes, ones, askSizes);

    market.beginQuotes(0, page, 1);
    market.showQuote(1, 15, 1);
    assertThat(market.tellsSizes(0)).isFalse();
    market.showQuote(3, 17, 1);
    assertThat(market.tellsSizes(0)).isTrue();
    market.endQuotes();
    market.quote(0, 700, 0, 702, 0);
    assertThat(market.tellsSizes(0)).isTrue();
  }

  private static QuoteColumns quote(long time) {
    long[] one = {1};
    return new QuoteColumns(1, new long[] {time}, new long[] {700}, one, new long[] {702}, one);
  }
}
