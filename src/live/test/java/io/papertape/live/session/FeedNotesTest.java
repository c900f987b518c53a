package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FeedNotesTest {
  private static final long MINUTE = 60_000_000_000L;

  private final List<String> log = new ArrayList<>();
  private final FeedNotes notes = new FeedNotes();

  @Test
  void aKindOfNoteIsLoggedOnce() {
    notes.tell(List.of("Not understood: frames=1, the last: a"), "binance", 0, log::add);
    notes.tell(List.of("Not understood: frames=2, the last: a"), "binance", 1, log::add);

    assertThat(log).containsExactly("binance: Not understood: frames=1, the last: a");
  }

  @Test
  void anHourHasAHundredNotesAndTheNextOneMore() {
    for (int i = 0; i < 150; i++) {
      notes.tell(List.of("note " + i), "binance", i, log::add);
    }
    assertThat(log).hasSize(101);
    assertThat(log.getLast()).isEqualTo("binance: More notes are not logged for an hour.");

    notes.tell(List.of("note 0", "note 150"), "binance", 60 * MINUTE, log::add);

    assertThat(log).hasSize(102);
    assertThat(log.getLast()).isEqualTo("binance: note 150");
  }

  @Test
  void whatHappensAgainAndAgainIsToldEveryTenMinutes() {
    AtomicLong now = new AtomicLong();
    SeldomNotes seldom = new SeldomNotes(now::get, log::add);
    for (int i = 0; i < 300; i++) {
      seldom.tell("bars 0", "Bars could not be fetched: try=" + i + ".");
      now.addAndGet(2 * 1_000_000_000L);
    }
    seldom.tell("bars 1", "Others.");
    seldom.tell("bars 0", "Bars could not be fetched: try=300.");

    assertThat(log)
        .containsExactly(
            "Bars could not be fetched: try=0.",
            "Others.",
            "Bars could not be fetched: try=300. It happened 299 times in between.");
  }
}
