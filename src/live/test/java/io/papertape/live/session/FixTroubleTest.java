package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.health.HealthReason;
import io.papertape.live.transport.fix.FixAcceptor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a venue of FIX refuses, and what it leaves out.
class FixTroubleTest extends HeardFix {
  private static List<String> ids(FixAcceptor acceptor) {
    return acceptor.received().stream()
        .map(one -> one.replaceAll(".*\\|262=([0-9-]+)\\|.*", "$1"))
        .toList();
  }

  @Test
  void aRefusalOfWhatWasLiveBreaksItAtOnceUntilItIsAskedForAgain() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.refresh("40000.5", "40002");
      Patience.until("live", told::isLive);
      acceptor.refuse("Market closed");
      Patience.until("refused", () -> told.hasHad(HealthReason.REFUSED));
      Patience.until("live again", told::isLive);
      assertThat(told.quotes).hasSize(3);
    }
    assertThat(acceptor.logons()).isEqualTo(1);
    assertThat(ids(acceptor))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("1-"));
  }

  @Test
  void whatIsRefusedAtTheLogonIsAskedForUntilItComes() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    AtomicInteger asked = new AtomicInteger();
    acceptor.onRequest(
        one -> {
          if (asked.incrementAndGet() < 3) {
            one.refuse("Market closed");
          } else {
            one.snapshot("40000", "40001");
          }
        });
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      assertThat(told.hasHad(HealthReason.REFUSED)).isTrue();
      acceptor.refresh("40000.5", "40002");
      Patience.until("live", told::isLive);
    }
    assertThat(acceptor.logons()).isEqualTo(1);
    assertThat(ids(acceptor)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void changesWithoutASnapshotAreSaidAndTheLogoutIsOurs() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    acceptor.onRequest(one -> one.refresh("40000", "40001"));
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("logged on again", () -> acceptor.logons() == 2);
      assertThat(feed.notes())
          .contains(
              "Changes come without a snapshot: symbol=BTC/USD. We log on again for one; ask the"
                  + " venue.");
      assertThat(problems)
          .contains(
              "fix-venue: Connection is away: state=LOST, reason=ASKED, says=We log on again for"
                  + " snapshots. The book has no snapshot that holds: symbol=BTC/USD.")
          .noneMatch(one -> one.contains("CLOSED_BY_VENUE"));
      assertThat(told.quotes).isEmpty();
      acceptor.snapshot("40000", "40001");
      Patience.until("no note", () -> !feed.notes().toString().contains("without a snapshot"));
    }
  }
}
