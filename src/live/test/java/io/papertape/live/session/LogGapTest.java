package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records of books that a log keeps no more.
class LogGapTest {
  private static final String SNAPSHOT =
      "{\"t\":\"s\",\"m\":\"A\",\"n\":1,"
          + "\"b\":[[\"100\",\"1\"],[\"99\",\"1\"]],\"a\":[[\"101\",\"1\"]]}";

  private long age;
  private Optional<StagedLog> staged = Optional.empty();

  private void start(String bookSequence) throws InterruptedException {
    GenericVenue venue =
        GenericVenue.read(
            "x.yaml",
            """
            name: x
            url: wss://venue.example.com/feed
            book-sequence: %s
            subscribe:
              top-of-book: '{"op":"subscribe"}'
            frames:
              - {tell: book-snapshot, match: {t: s}, symbol: m, sequence: n, bids: b, asks: a}
              - {tell: book-update, match: {t: u}, symbol: m, sequence: n, bids: b, asks: a}
              - {tell: heartbeat, match: {t: h}}
            """
                .formatted(bookSequence));
    TapeInstrument one = new TapeInstrument(Instrument.crypto("A"), "x", "A", 0);
    staged = Optional.of(new StagedLog(1, venue, Resolution.QUOTE, List.of(one)));
    log().start();
    log().step(listener -> frame(listener, SNAPSHOT));
    Patience.until("live", () -> log().state(0).equals("LIVE HEALTHY"));
    log().told.clear();
  }

  private StagedLog log() {
    return staged.orElseThrow();
  }

  @AfterEach
  void end() {
    staged.ifPresent(StagedLog::close);
  }

  private void frame(FrameLog.Listener listener, String text) {
    log().frame(listener, 0, age, text);
  }

  /// The bid of 100 may have gone in what is lost.
  @Test
  void aBookThatShowsNoLossIsNoneAfterAGapUntilItsNextSnapshot() throws InterruptedException {
    start("none");
    log().step(listener -> listener.gap(0, 1, 100));
    log()
        .step(
            listener ->
                frame(
                    listener,
                    "{\"t\":\"u\",\"m\":\"A\",\"n\":50,\"b\":[],\"a\":[[\"102\",\"3\"]]}"));
    log().step(listener -> frame(listener, "{\"t\":\"h\"}"));
    log().step(listener -> frame(listener, SNAPSHOT.replace("\"n\":1", "\"n\":60")));
    Patience.until("told", () -> log().told.contains("0 bid 100"));

    assertThat(log().told).containsExactly("0 BROKEN SEQUENCE_GAP", "0 LIVE HEALTHY", "0 bid 100");
  }

  @Test
  void aBookThatIsBrokenAlreadyIsNotMendedByAGap() throws InterruptedException {
    start("consecutive");
    log()
        .step(
            listener ->
                frame(
                    listener,
                    "{\"t\":\"u\",\"m\":\"A\",\"n\":9,\"b\":[],\"a\":[[\"102\",\"3\"]]}"));
    Patience.until("broken", () -> log().state(0).equals("BROKEN SEQUENCE_GAP"));
    log().step(listener -> listener.gap(0, 2, 100));
    log().step(listener -> frame(listener, "{\"t\":\"h\"}"));
    log().passSeconds(2);

    assertThat(log().told).containsExactly("0 BROKEN SEQUENCE_GAP");
  }

  @Test
  void whyNoOrderIsTakenOnLateRecordsIsSaidOnce() throws InterruptedException {
    start("none");
    age = 6 * StagedLog.SECOND;
    log().step(listener -> frame(listener, SNAPSHOT));
    log().step(listener -> frame(listener, SNAPSHOT));
    Patience.until("late", () -> log().state(0).equals("BACKFILLED BACKFILL"));
    Patience.until("noted", () -> !notes().isEmpty());

    assertThat(notes())
        .containsExactly(
            "Records come late: topic=ticks, partition=0, from=1, ageSeconds=6. What is in such"
                + " ones is backfilled, and no order is taken on it. Check the recorder's clock.");
  }

  /// As of whoever dates records in microseconds.
  @Test
  void recordsFromTheFutureAreNoted() throws InterruptedException {
    start("none");
    age = -2 * 86_400 * StagedLog.SECOND;
    log().step(listener -> frame(listener, SNAPSHOT));
    Patience.until("noted", () -> !notes().isEmpty());

    assertThat(notes())
        .containsExactly(
            "Records are dated more than a day ahead: topic=ticks, partition=0, from=1. Whether"
                + " they come late does not show. Have them dated in milliseconds since 1970.");
  }

  private List<String> notes() {
    return log().feed.notes().stream().filter(one -> one.startsWith("Records")).toList();
  }
}
