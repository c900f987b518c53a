package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.InputState;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of two instruments one goes on while the bars of the other do not come.
class MissingBarTest {
  private static final long SECOND = ToldFeed.SECOND;

  @TempDir private Path home;

  /// Buys the second instrument at each bar of the first from its second bar on.
  private static final class BuysOther implements Strategy {
    private int bars;

    @Override
    public void onStart(Context context) {}

    @Override
    public void onBar(Context context, int instrument) {
      if (instrument == 0 && ++bars > 1) {
        context.buy(1, Size.units(1));
      }
    }
  }

  private static PaperSession session(SessionFolder folder, LiveFeed feed) {
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            SessionDisks.of(folder),
            new BuysOther(),
            feed,
            System::nanoTime,
            SessionListener.NONE)
        .start();
  }

  private SessionFolder folder() {
    return SessionFolder.create(new Workspace(home.resolve("first")), TwoToldFeed.manifest(), home);
  }

  private static void end(PaperSession session) throws InterruptedException {
    session.command(Command.STOP, "test", "over");
    session.await(60_000);
  }

  private static List<String> lines(SessionFolder folder, String part) throws IOException {
    return Files.readAllLines(folder.journal()).stream()
        .filter(line -> line.contains(part))
        .toList();
  }

  private static int vetoes(SessionFolder folder) {
    try {
      return lines(folder, "\"kind\":\"veto\"").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Both have their first bar, and the second one misses that of the second minute.
  private static void missOne(TwoToldFeed feed, PaperSession session) throws Exception {
    feed.bothLive();
    feed.at(1, SECOND / 10);
    feed.barOf(0, 1);
    feed.barOf(1, 1);
    feed.at(2, SECOND / 10);
    feed.barOf(0, 2);
    Patience.until("first bars", () -> hasBars(session));
    feed.at(2, 2 * SECOND + SECOND / 10); // the end of the grace, and not yet a lag
    Patience.until("missing", () -> inputOf(session) == InputState.BROKEN);
  }

  private static boolean hasBars(PaperSession session) {
    List<SessionStatus.Position> position = session.status().position();
    return position.size() == 2 && position.get(1).price() > 0;
  }

  private static InputState inputOf(PaperSession session) {
    return inputOf(session, 1);
  }

  private static InputState inputOf(PaperSession session, int instrument) {
    return session.status().position().get(instrument).input();
  }

  @Test
  void nothingIsBoughtOnAPriceBeforeAMissingBarUntilTheNextBarHasCome() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);
    assertThat(lines(folder, "\"kind\":\"order\"")).isEmpty();
    assertThat(lines(folder, "\"kind\":\"veto\"")).hasSize(1).first().asString().contains("broken");

    feed.at(3, SECOND / 10);
    feed.barOf(0, 3);
    feed.barOf(1, 3);
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(lines(folder, "\"kind\":\"order\"")).hasSize(1);
    assertThat(lines(folder, "\"reason\":\"missing-bar\""))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"state\":\"broken\""),
            line -> assertThat(line).contains("\"state\":\"live\""));
    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  @Test
  void aMissingBarThatIsFetchedAfterAllLeavesTheInputBackfilledUntilTheNext() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);

    feed.at(2, 4 * SECOND);
    feed.barOf(1, 2);
    Patience.until("fetched", () -> inputOf(session) == InputState.BACKFILLED);
    feed.at(3, SECOND / 10);
    feed.barOf(0, 3);
    feed.barOf(1, 3);
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  @Test
  void itIsLiveAgainBeforeTheNextOnceTheFeedSaysThatNothingIsMissing() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);

    feed.at(2, 4 * SECOND);
    feed.barOf(1, 2);
    feed.bothLive();
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(lines(folder, "\"state\":\"backfilled\"")).hasSize(1);
    assertThat(lines(folder, "\"kind\":\"order\"")).isEmpty();
    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  /// Begun by a program whose sessions stayed backfilled until the next bar: what was decided
  /// follows from its tape still.
  @Test
  void anOlderSessionStaysBackfilledUntilTheNextBarWhateverTheFeedSays() throws Exception {
    byte[] older =
        new String(TwoToldFeed.manifest().bytes(), StandardCharsets.UTF_8)
            .replace("\"telling\":2,", "")
            .getBytes(StandardCharsets.UTF_8);
    SessionManifest manifest = SessionManifest.read(older);
    assertThat(manifest.bytes()).isEqualTo(older);
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve("first")), manifest, home);
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);

    feed.at(2, 4 * SECOND);
    feed.barOf(1, 2);
    feed.bothLive();
    feed.at(3, SECOND / 10);
    feed.barOf(0, 3);
    feed.barOf(1, 3);
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(lines(folder, "\"state\":\"live\"")).last().asString().contains("\"backfill\"");
    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  /// Where no bars are fetched a feed cannot say that none is missing.
  @Test
  void whatIsLiveFromItsNextBarOnStaysBrokenUntilThen() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);

    feed.at(2, 10 * SECOND);
    feed.input(1, InputState.BROKEN, HealthReason.DISCONNECTED);
    feed.input(1, InputState.LIVE, HealthReason.MISSING_BAR);
    feed.input(0, InputState.STALE, HealthReason.STALL);
    Patience.until("told", () -> inputOf(session, 0) == InputState.STALE);
    assertThat(inputOf(session)).isEqualTo(InputState.BROKEN);
    feed.at(3, SECOND / 10);
    feed.barOf(0, 3);
    feed.at(3, 2 * SECOND + SECOND / 10);
    Patience.until("two vetoes", () -> vetoes(folder) == 2);
    assertThat(inputOf(session)).isEqualTo(InputState.BROKEN);
    assertThat(lines(folder, "\"kind\":\"order\"")).isEmpty();

    feed.at(4, SECOND / 10);
    feed.barOf(0, 4);
    feed.barOf(1, 4);
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(lines(folder, "\"kind\":\"order\"")).hasSize(1);
    assertThat(lines(folder, "\"kind\":\"market-gap\""))
        .last()
        .asString()
        .contains("\"state\":\"live\"", "\"reason\":\"healthy\"");
    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  /// Coinbase tells no bar in which nobody traded.
  @Test
  void aMissingBarThatTheVenueHasNotEitherBreaksNothing() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);

    feed.at(2, 4 * SECOND);
    feed.bothLive();
    Patience.until("live again", () -> inputOf(session) == InputState.LIVE);
    end(session);

    assertThat(SessionVerifier.verify(folder, new BuysOther()).isIdentical()).isTrue();
  }

  @Test
  void aRestartedSessionAsksForTheBarsOfEachInstrumentFromItsOwnLast() throws Exception {
    SessionFolder folder = folder();
    TwoToldFeed feed = new TwoToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed);
    missOne(feed, session);
    SessionFolder copy = new SessionFolder(home.resolve("second").resolve(folder.id()));
    CopiedFolder.copy(folder.path(), copy.path());

    TwoToldFeed later = new TwoToldFeed(ToldFeed.START);
    later.at(9, 0);
    PaperSession second = session(copy, later);
    later.sink();

    assertThat(later.untilMinutes).isEqualTo(Map.of(0, 2L, 1, 1L));
    end(session);
    end(second);
  }
}
