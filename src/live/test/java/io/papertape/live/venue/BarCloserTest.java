package io.papertape.live.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarCloserTest {
  /// Tells the bar that the frame names: its symbol, opening time and close.
  private final BarCloser closer =
      new BarCloser(
          (frame, events) -> {
            String[] words = new String(frame, StandardCharsets.UTF_8).split(" ", -1);
            long open = Long.parseLong(words[1]);
            events.accept(bar(words[0], open, words[2].endsWith("!")));
          });

  private static FeedEvent.BarState bar(String symbol, long open, boolean isFinal) {
    return new FeedEvent.BarState(symbol, 0, open, open + 60, 1, 1, 1, 1, 1, 1, isFinal);
  }

  private List<FeedEvent> told(String... frames) {
    List<FeedEvent> events = new ArrayList<>();
    for (String frame : frames) {
      events.addAll(Decoding.events(closer, frame));
    }
    return events;
  }

  @Test
  void theNextBarFinishesTheOneBefore() {
    assertThat(told("A 0 .", "A 0 .", "A 60 ."))
        .containsExactly(
            bar("A", 0, false), bar("A", 0, false), bar("A", 0, true), bar("A", 60, false));
  }

  @Test
  void instrumentsAreFinishedApart() {
    assertThat(told("A 0 .", "B 60 .")).containsExactly(bar("A", 0, false), bar("B", 60, false));
  }

  @Test
  void aBarThatTheVenueFinishedIsNotFinishedAgain() {
    assertThat(told("A 0 .", "A 0 !", "A 60 ."))
        .containsExactly(bar("A", 0, false), bar("A", 0, true), bar("A", 60, false));
  }

  @Test
  void anOlderBarThatComesLateFinishesNothing() {
    assertThat(told("A 60 .", "A 0 .", "A 120 ."))
        .containsExactly(
            bar("A", 60, false), bar("A", 0, false), bar("A", 60, true), bar("A", 120, false));
  }
}
