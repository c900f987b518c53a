package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.transport.fix.FixAcceptor;
import io.papertape.market.FixedPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Sessions on market data by FIX, of a real acceptor that misbehaves.
class FixFeedsTest extends HeardFix {
  /// Quotes and trades, a few milliseconds apart, until it is over.
  private static void market(FixAcceptor venue, AtomicBoolean isOver) {
    try {
      for (int i = 0; !isOver.get(); i++) {
        venue.refresh(String.valueOf(40_000 + i % 13), String.valueOf(40_001 + i % 13));
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSessionTradesIsKilledAndRecoveredAndVerifiesIdentical() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    acceptor.requirePassword("secret");
    KilledFeedLives lives = new KilledFeedLives(KilledFixSession.class, home, feed());
    AtomicBoolean isOver = new AtomicBoolean();
    Thread market = Thread.ofPlatform().start(() -> market(acceptor, isOver));
    for (int entries : List.of(120, 35)) {
      lives.live(entries);
    }
    lives.liveUntil("\"kind\":\"fill\"");
    isOver.set(true);
    market.join();
    lives.assertIdentical(2);
    assertThat(Files.readString(lives.folder().path().resolve("session.json")))
        .doesNotContain("secret");
  }

  @Test
  void quotesAndTradesAreToldOfOneLogon() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.refresh("40000.5", "40002");
      Patience.until("a trade", () -> told.trades.size() == 1);
      Patience.until("live", told::isLive);
    }
    assertThat(acceptor.received())
        .singleElement()
        .asString()
        .matches(".*\\|262=1-\\d+\\|263=1\\|264=1\\|265=1\\|.*")
        .contains("|267=3|269=0|269=1|269=2|")
        .contains("|146=1|55=BTC/USD|");
    assertThat(told.quotes.getLast().bid()).isEqualTo(FixedPoint.parse("40000.5"));
    assertThat(told.quotes.getLast().ask()).isEqualTo(FixedPoint.parse("40002"));
    assertThat(told.trades.getLast().price()).isEqualTo(FixedPoint.parse("40000.5"));
    assertThat(acceptor.logons()).isEqualTo(1);
  }

  @Test
  void afterALogoutTheBookIsBrokenUntilTheNextSnapshot() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.onRequest(_ -> {});
      acceptor.logOut();
      Patience.until("logged on again", () -> acceptor.received().size() == 2);
      assertThat(told.hasHad(HealthReason.DISCONNECTED)).isTrue();
      Patience.until("broken", () -> told.inputs.getLast().reason() == HealthReason.SEQUENCE_GAP);
      acceptor.snapshot("40000", "40001");
      acceptor.refresh("40003", "40004");
      Patience.until("a quote", () -> told.quotes.getLast().bid() == FixedPoint.parse("40003"));
      Patience.until("live", told::isLive);
    }
  }

  @Test
  void heartbeatsBetweenChangesAreNoGap() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.awaitHeartbeats(2);
      acceptor.refresh("40003", "40004");
      Patience.until("the change", () -> told.quotes.size() == 2);
      acceptor.awaitHeartbeats(2);
      acceptor.refresh("40005", "40006");
      Patience.until("the next", () -> told.quotes.size() == 3);
      assertThat(told.isLive()).isTrue();
      assertThat(told.hasHad(HealthReason.SEQUENCE_GAP)).isFalse();
    }
    assertThat(acceptor.logons()).isEqualTo(1);
  }

  @Test
  void missingNumbersAreAGapThatANewSessionEnds() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.loseNumbers(5);
      acceptor.refresh("50000", "50001");
      Patience.until("logged on again", () -> acceptor.logons() == 2);
      Patience.until("another snapshot", () -> told.quotes.size() == 2);
      assertThat(told.hasHad(HealthReason.SEQUENCE_GAP)).isTrue();
      assertThat(told.quotes)
          .extracting(FeedEvent.TopOfBook::bid)
          .containsOnly(FixedPoint.parse("40000"));
    }
  }

  @Test
  void whatIsNotUnderstoodBreaksTheBookUntilANewSession() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
      acceptor.nonsense();
      Patience.until("logged on again", () -> acceptor.logons() == 2);
      Patience.until("another snapshot", () -> told.quotes.size() == 2);
      assertThat(told.hasHad(HealthReason.SEQUENCE_GAP)).isTrue();
      assertThat(feed.notes().toString())
          .contains("Not understood: frames=1, the last: Entries are not as many as said: said=3");
    }
  }

  @Test
  void aRefusalIsSaidAndNothingIsBelievedToBeLive() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    acceptor.onRequest(one -> one.refuse("No such symbol"));
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a note", () -> !feed.notes().isEmpty());
      assertThat(feed.notes())
          .containsExactly("Venue refuses: stream=BTC/USD, code=0, message=No such symbol.");
      assertThat(told.isLive()).isFalse();
    }
  }

  @Test
  void aWrongPasswordAndAVenueThatIsAwayAreSaid() throws Exception {
    FixAcceptor acceptor = open(Optional.empty());
    acceptor.requirePassword("another");
    try (LiveFeed feed = feed().feed()) {
      feed.start(new Told(), Long.MIN_VALUE);
      Patience.until("refused", () -> feed.notes().toString().contains("Wrong password"));
      acceptor.close();
      Patience.until("away", () -> feed.notes().toString().contains("Connection refused"));
      assertThat(feed.notes().toString() + problems).doesNotContain("secret");
      acceptor.requirePassword("secret");
      acceptor.open();
      Patience.until("there", () -> feed.notes().isEmpty());
    }
  }

  @Test
  void aVenueThatFallsSilentIsFoundOutByHeartbeats() throws Exception {
    SilentVenue silent = new SilentVenue();
    describe(DESCRIPTION.formatted("127.0.0.1", silent.port(), password));
    Told told = new Told();
    try (silent;
        LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("given up", () -> told.hasHad(HealthReason.DISCONNECTED));
    }
  }

  @Test
  void overTlsTheVenueHasToProveWhoItIs() throws Exception {
    Path keys = keys("localhost");
    String encrypted = encrypted(open(Optional.of(keys)));
    describe(encrypted);
    assertThatNobodyLogsOn("unable to find valid certification path");
    describe(encrypted + "trust-store: " + keys + "\n");
    Told told = new Told();
    try (LiveFeed feed = feed().feed()) {
      feed.start(told, Long.MIN_VALUE);
      Patience.until("a quote", () -> told.quotes.size() == 1);
    }
  }

  @Test
  void overTlsTheCertificateHasToBeOfTheName() throws Exception {
    Path keys = keys("other.example.com");
    describe(encrypted(open(Optional.of(keys))) + "trust-store: " + keys + "\n");
    assertThatNobodyLogsOn("No name matching localhost found");
    describe(encrypted(venue.orElseThrow()).replace("localhost", "127.0.0.1"));
    assertThatThrownBy(this::feed)
        .hasMessageContaining(
            "Host is a number, and certificates prove names: address=fixs://127.");
  }

  private String encrypted(FixAcceptor acceptor) {
    return DESCRIPTION
        .formatted("localhost", acceptor.port(), password)
        .replace("tls: false", "tls: true");
  }

  private void assertThatNobodyLogsOn(String why) throws Exception {
    try (LiveFeed feed = feed().feed()) {
      feed.start(new Told(), Long.MIN_VALUE);
      Patience.until("refused", () -> feed.notes().toString().contains(why));
    }
    assertThat(venue.orElseThrow().logons()).isZero();
  }

  private Path keys(String name) throws Exception {
    Path keys = home.resolve("venue.p12");
    run(
        "keytool",
        "-genkeypair",
        "-alias",
        "venue",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-storepass",
        "changeit",
        "-keystore",
        keys.toString());
    return keys;
  }

  private static void run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void mistakesAreSaidBeforeTheSessionBegins() throws Exception {
    String file = home.resolve("venue.yaml").toString();
    describe(DESCRIPTION.formatted("127.0.0.1", 1, password));
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "fix:BTC/USD"))
        .hasMessage(
            "Not a feed of a described venue: feed=fix:BTC/USD."
                + " Write it as fix:FILE.yaml[/RESOLUTION]:SYMBOL,....");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "fix:" + file + "/1m:BTC/USD"))
        .hasMessageEndingWith(
            "resolution=1m. FIX tells no bars: venue=fix-venue. Ask for /quote or /trade.");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "fix:" + file + "/quote:XRP/USD"))
        .hasMessageContaining("Symbol is not described: symbol=XRP/USD.");
    protect("rw-r-----");
    assertThatThrownBy(this::feed)
        .hasMessageEndingWith(
            "Password can be read by others: file=%s, permissions=rw-r-----. Run chmod 600 on it."
                .formatted(password));
    Files.delete(password);
    assertThatThrownBy(this::feed)
        .hasMessageContaining("Password cannot be read: file=" + password);
    describe(DESCRIPTION.formatted("fix.example.com", 1, password));
    assertThatThrownBy(this::feed)
        .hasMessageEndingWith(
            "Address is not safe: address=fix://fix.example.com:1."
                + " Use fixs://, or fix:// on 127.0.0.1.");
  }

  @Test
  void theFeedInFullHasTheHashOfTheFileAndItsSteps() throws Exception {
    open(Optional.empty());
    PreparedFeed prepared = feed();
    prepared.feed().close();
    assertThat(prepared.text()).matches("fix:/.*/venue\\.yaml/quote:BTC/USD#[0-9a-f]{16}");
    String stated = "currency=EUR, priceStep=0.5, quantityStep=0.001.";
    assertThat(prepared.facts()).containsExactly("Steps of the file: symbol=BTC/USD, " + stated);
    assertThat(prepared.instruments().getFirst().instrument().priceStep())
        .isEqualTo(FixedPoint.parse("0.5"));
  }
}
