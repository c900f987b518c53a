package io.papertape.live.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarCloserTest {
  private static final FeedEvent UNKNOWN = new FeedEvent.Unknown("?");
  private static final FeedEvent DOWN =
      new FeedEvent.VenueState(FeedEvent.VenueState.State.MAINTENANCE, "maintenance");

  /// Tells the bar that the frame names: its symbol, opening time, end, time of the venue, price
  /// and volume; or that it is not understood, or the venue in maintenance.
  private final BarCloser closer =
      new BarCloser(
          (frame, events) -> {
            String text = new String(frame, StandardCharsets.UTF_8);
            if (text.equals("?")) {
              events.accept(UNKNOWN);
              return;
            }
            if (text.equals("down")) {
              events.accept(DOWN);
              return;
            }
            String[] words = text.split(" ", -1);
            long open = Long.parseLong(words[1]);
            long venue = words.length > 3 ? Long.parseLong(words[3]) : 0;
            long price = words.length > 4 ? Long.parseLong(words[4]) : 1;
            long volume = words.length > 5 ? Long.parseLong(words[5]) : 1;
            events.accept(bar(words[0], open, words[2].endsWith("!"), venue, price, volume));
          });

  private static FeedEvent.BarState bar(String symbol, long open, boolean isFinal) {
    return bar(symbol, open, isFinal, 0);
  }

  private static FeedEvent.BarState bar(String symbol, long open, boolean isFinal, long venue) {
    return bar(symbol, open, isFinal, venue, 1, 1);
  }

  private static FeedEvent.BarState bar(
      String symbol, long open, boolean isFinal, long venue, long price, long volume) {
    return new FeedEvent.BarState(
        symbol, venue, open, open + 60, price, price, price, price, volume, 1, isFinal);
  }

  /// Price of the one bar that is finished.
  private long closes(String... frames) {
    return told(frames).stream()
        .filter(event -> event instanceof FeedEvent.BarState bar && bar.isFinal())
        .mapToLong(event -> ((FeedEvent.BarState) event).close())
        .sum();
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

  @Test
  void aFinishedBarHasTheTimeOfTheOneThatShowsItsEnd() {
    assertThat(told("A 0 . 20", "A 60 . 61"))
        .containsExactly(bar("A", 0, false, 20), bar("A", 0, true, 61), bar("A", 60, false, 61));
  }

  @Test
  void anOlderUpdateOfABarThatComesLateIsNotItsEnd() {
    assertThat(closes("A 0 . 20 7", "A 0 . 10 5", "A 60 . 61 9")).isEqualTo(7);
  }

  @Test
  void anUpdateAfterTheVenuesClockWasSetBackIsItsEnd() {
    assertThat(closes("A 0 . 59 7 3", "A 0 . 56 8 4", "A 60 . 61 9 1")).isEqualTo(8);
    assertThat(closes("B 0 . 56 8 4", "B 0 . 59 7 3", "B 60 . 61 9 1")).isEqualTo(8);
  }

  @Test
  void withoutTimesAndVolumesTheLastUpdateIsItsEnd() {
    assertThat(closes("A 0 . 0 5", "A 0 . 0 7", "A 60 . 0 9")).isEqualTo(7);
  }

  @Test
  void anUpdateThatComesLateDoesNotLiftTheDoubt() {
    assertThat(closes("A 0 . 10 5 3", "A 0 . 20 7 4", "?", "A 0 . 20 7 4", "A 60 . 61 9"))
        .isEqualTo(0);
    assertThat(closes("B 0 . 10 5 3", "B 0 . 20 7 4", "?", "B 0 . 10 5 3", "B 60 . 61 9"))
        .isEqualTo(0);
    assertThat(closes("C 0 . 10 5 3", "?", "C 0 . 20 7 4", "C 60 . 61 9")).isEqualTo(7);
  }

  @Test
  void aBarIsNotFinishedAfterAFrameThatWasNotUnderstoodOrAMaintenance() {
    assertThat(told("A 0 .", "?", "A 60 ."))
        .containsExactly(bar("A", 0, false), UNKNOWN, bar("A", 60, false));
    assertThat(told("down", "A 120 .")).containsExactly(DOWN, bar("A", 120, false));
  }
}
