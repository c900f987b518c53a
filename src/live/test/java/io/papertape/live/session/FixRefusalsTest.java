package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.Refused;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FixRefusalsTest {
  private static final long SECOND = 1_000_000_000;
  private static final Stream QUOTES = Stream.of(Stream.Kind.TOP_OF_BOOK, "A");
  private static final Stream TRADES = Stream.of(Stream.Kind.TRADES, "A");
  private static final Stream ONLY_TRADES = Stream.of(Stream.Kind.TRADES, "B");

  private final FixRefusals refusals = new FixRefusals(List.of(QUOTES, TRADES, ONLY_TRADES));

  private static Refused refusal(String stream) {
    return new Refused("", stream, "0", "Market closed");
  }

  private static FeedEvent book(String symbol) {
    return new BookSnapshot(symbol, 0, 0, 0, List.of(), List.of(), OptionalLong.empty());
  }

  private static FeedEvent change(String symbol) {
    return new BookUpdate(symbol, 0, 0, 0, -1, 0, List.of(), List.of(), OptionalLong.empty());
  }

  private static FeedEvent trade(String symbol) {
    return new Trade(symbol, 0, "", Side.BUY, 1, 1);
  }

  @Test
  void theRequestOfAnInstrumentIsRefusedAsAWholeThoughSomethingHasCome() {
    refusals.hear(book("A"), 0);

    assertThat(refusals.hear(refusal("A"), 0)).isTrue();
    assertThat(refusals.isRefused("A")).isTrue();
    assertThat(refusals.isRefused("B")).isFalse();
    assertThat(refusals.due(SECOND - 1)).isEmpty();
    assertThat(refusals.due(SECOND)).containsExactly(QUOTES, TRADES);
    assertThat(refusals.hear(change("A"), SECOND)).isFalse();
    assertThat(refusals.hear(trade("A"), SECOND)).isFalse();
    assertThat(refusals.isRefused("A")).isTrue();
    assertThat(refusals.hear(book("A"), SECOND)).isTrue();
    assertThat(refusals.isRefused("A")).isFalse();
  }

  @Test
  void itIsAskedForLessAndLessOftenAsLongAsItIsRefused() {
    refusals.hear(refusal("A"), 0);
    StringBuilder seconds = new StringBuilder();
    for (int second = 1; second <= 130; second++) {
      if (!refusals.due(second * SECOND).isEmpty()) {
        seconds.append(second).append(' ');
        refusals.hear(refusal("A"), second * SECOND);
      }
    }
    assertThat(seconds).hasToString("1 3 7 15 31 61 91 121 ");
  }

  @Test
  void whatHasNoAnswerYetIsNotAskedForAgain() {
    refusals.hear(refusal("B"), 0);

    assertThat(refusals.due(SECOND)).containsExactly(ONLY_TRADES);
    assertThat(refusals.due(1_000 * SECOND)).isEmpty();
    assertThat(refusals.hear(trade("B"), 1_000 * SECOND)).isTrue();
  }

  @Test
  void aRefusalThatNamesNoRequestIsOfThoseOfWhichNothingHasCome() {
    refusals.hear(book("A"), 0);

    assertThat(refusals.hear(refusal("message-0"), 0)).isFalse();
    assertThat(refusals.hear(new Refused("", "", "1", "Already subscribed"), 0)).isFalse();
    assertThat(refusals.hear(refusal("message-V"), 0)).isTrue();
    assertThat(refusals.isRefused("A")).isFalse();
    assertThat(refusals.isRefused("B")).isTrue();
    refusals.forget();
    assertThat(refusals.isRefused("B")).isFalse();
    assertThat(refusals.due(SECOND)).isEmpty();
  }
}
