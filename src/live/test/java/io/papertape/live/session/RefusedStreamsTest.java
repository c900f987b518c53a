package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.coinbase.CoinbaseExchangeVenue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What becomes of streams that a venue refuses.
class RefusedStreamsTest extends HeardIntake {
  private static final Stream TRADES = Stream.of(Stream.Kind.TRADES, SYMBOL);
  private static final Stream QUOTES = Stream.of(Stream.Kind.TOP_OF_BOOK, SYMBOL);

  private static byte[] bytes(String frame) {
    return frame.getBytes(StandardCharsets.UTF_8);
  }

  /// Names no stream.
  private static byte[] tooMany() {
    return bytes("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":1}");
  }

  private static byte[] quote(long number) {
    return bytes(
        "{\"u\":%d,\"s\":\"AAA\",\"b\":\"6\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}"
            .formatted(number));
  }

  private VenueIntake connected(Stream... streams) {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT), List.of(streams));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    take();
    return intake;
  }

  @Test
  void aRefusedStreamIsBrokenUntilItIsAskedForAgainAndComes() {
    VenueIntake intake = connected(TRADES);

    intake.frame("binance", 1, START + SECOND, tooMany());
    assertThat(take()).containsExactly("BROKEN REFUSED");
    intake.onClock(START + 3 * SECOND / 2);
    assertThat(take()).isEmpty();
    intake.onClock(START + 2 * SECOND);
    assertThat(take()).containsExactly("asks on 1 for TRADES AAA");
    intake.frame("binance", 1, START + 3 * SECOND, trade(1, START + 3 * SECOND));

    assertThat(take()).containsExactly("LIVE HEALTHY", "trade 1");
    intake.onClock(START + 9 * SECOND);
    assertThat(take()).isEmpty();
  }

  @Test
  void itIsAskedForLessAndLessOftenButTwiceAMinute() {
    VenueIntake intake = connected(TRADES);
    intake.frame("binance", 1, START, tooMany());
    take();

    StringBuilder seconds = new StringBuilder();
    for (int second = 1; second <= 130; second++) {
      intake.onClock(START + second * SECOND);
      if (take().contains("asks on 1 for TRADES AAA")) {
        seconds.append(second).append(' ');
        intake.frame("binance", 1, START + second * SECOND, tooMany());
      }
    }

    assertThat(seconds).hasToString("1 3 7 15 31 61 91 121 ");
  }

  @Test
  void aStreamThatHasComeOverTheConnectionIsNotTheRefusedOne() {
    VenueIntake intake = connected(TRADES, QUOTES);
    intake.frame("binance", 1, START + SECOND, trade(1, START + SECOND));
    take();

    intake.frame("binance", 1, START + SECOND, tooMany());
    assertThat(take()).containsExactly("BROKEN REFUSED");
    intake.onClock(START + 2 * SECOND);
    assertThat(take()).containsExactly("asks on 1 for TOP_OF_BOOK AAA");
    intake.frame("binance", 1, START + 3 * SECOND, trade(2, START + 3 * SECOND));
    assertThat(take()).containsExactly("trade 2");
    intake.frame("binance", 1, START + 4 * SECOND, quote(1));

    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");
  }

  @Test
  void aRefusalThatNamesAnotherSymbolBreaksNothingButTheRestOfItsFrameIsAskedForAgain() {
    VenueIntake intake = intake(new CoinbaseExchangeVenue(), List.of(TRADES));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    take();

    String refusal = "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"%s\"}";
    intake.frame("coinbase", 1, START, bytes(refusal.formatted("AAA-B is not a valid product")));
    intake.frame("coinbase", 1, START, bytes(refusal.formatted("BAAA is not a valid product")));
    assertThat(take()).containsExactly("BROKEN REFUSED"); // nothing tells AAA-B from AAA and B
    intake.onClock(START + SECOND);

    assertThat(take()).contains("asks on 1 for TRADES AAA");
  }

  @Test
  void whatIsSubscribedAlreadyIsNotRefused() {
    VenueIntake intake = connected(TRADES);

    intake.frame(
        "binance", 1, START, bytes("{\"error\":{\"code\":4,\"msg\":\"Already subscribed\"}}"));
    intake.onClock(START + 9 * SECOND);

    assertThat(take()).isEmpty();
  }

  @Test
  void anotherConnectionBeginsAnew() {
    VenueIntake intake = connected(TRADES);
    intake.frame("binance", 1, START, tooMany());
    take();

    intake.change(change(0, State.LOST, Reason.BROKEN, START + SECOND / 2));
    assertThat(take()).containsExactly("BROKEN DISCONNECTED");
    intake.onClock(START + 9 * SECOND);

    assertThat(take()).doesNotContain("asks on 1 for TRADES AAA");
  }

  @Test
  void barsThatAreRefusedAreAskedForAgainAndFetchedInTimeMeanwhile() {
    VenueIntake intake = connected(QUOTES, Stream.bars(SYMBOL, MINUTE));
    intake.bars(
        0, List.of(bar(START - MINUTE), bar(START)), OptionalLong.of(START), START, START + SECOND);
    intake.frame("binance", 1, START + SECOND, quote(1));
    assertThat(take()).containsExactly("bar -1", "bar 0", "LIVE HEALTHY", "quote");

    intake.frame("binance", 1, START + SECOND, tooMany());
    assertThat(take()).isEmpty();
    intake.onClock(START + 2 * SECOND);
    assertThat(take()).contains("asks on 1 for BARS AAA");
    intake.frame("binance", 1, START + MINUTE, quote(2));
    intake.onClock(START + MINUTE + SECOND);

    assertThat(take()).contains("wants bars from 0");
  }
}
