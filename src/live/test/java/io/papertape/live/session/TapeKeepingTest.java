package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.Retention;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeKeepingTest {
  private static final int BARS = 2_500;
  private static final String FIRST = "2023-11-14.tape";
  private static final String SECOND = "2023-11-15.tape";
  private static final String LAST = "2023-11-16.tape";

  private static final long DAY_NANOS = 86_400_000_000_000L;

  private final AtomicLong ticks = new AtomicLong();
  @TempDir private Path home;
  private Workspace workspace;
  private final List<String> notices = new ArrayList<>();
  private SessionFolder folder;

  @BeforeEach
  void runToItsEnd() throws Exception {
    workspace = new Workspace(home);
    folder = session("made:minutes", Retention.parse("1d"));
  }

  private SessionFolder session(String feed, Retention retention) throws InterruptedException {
    SessionManifest made = KilledSession.manifest(BARS);
    SessionManifest manifest =
        new SessionManifest(
                made.semantics(),
                made.schema(),
                made.zoneRules(),
                made.strategy(),
                made.sources(),
                made.parameters(),
                feed,
                made.like(),
                made.startNanos(),
                made.begunNanos(),
                made.instruments(),
                made.assumptions(),
                made.limits(),
                made.sequencer(),
                made.recovery())
            .keeping(retention);
    SessionFolder begun = SessionFolder.create(workspace, manifest, home);
    Optional<SessionStatus> ended =
        new PaperSession(
                begun.id(),
                begun.manifest(),
                SessionDisks.of(begun),
                new Crosses(),
                KilledSession.feed(BARS, 0),
                System::nanoTime,
                SessionListener.NONE)
            .start()
            .await(120_000);
    assertThat(ended).isPresent();
    return begun;
  }

  private TapeKeeping keeping(String now) {
    return new TapeKeeping(
        workspace, Clock.fixed(Instant.parse(now), ZoneOffset.UTC), ticks::get, notices::add);
  }

  /// Looks now and a day later by the process's own time, the clock standing.
  private void lookTwice(String now) {
    TapeKeeping keeping = keeping(now);
    keeping.look();
    ticks.addAndGet(DAY_NANOS);
    keeping.look();
  }

  private long stored() {
    return DataStore.in(workspace)
        .find("tape-" + folder.id())
        .map(
            set ->
                set.series().stream()
                    .filter(one -> one.resolution().equals(Resolution.parse("1m")))
                    .mapToLong(Series::rows)
                    .sum())
        .orElse(0L);
  }

  private void seal() {
    HostedSession hosted = new HostedSession(folder, IdleStatus.of(folder, "test"));
    SessionLedger.record(workspace, hosted, Clock.systemUTC(), notices::add);
  }

  @Test
  void whatASessionThatLivesNeedsStaysWhateverItsRetention() throws IOException {
    Path journal = folder.journal();
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 1));
    lookTwice("2030-01-01T00:00:00Z");

    assertThat(folder.tape().names()).containsExactly(FIRST, SECOND, LAST);
    assertThat(stored()).isPositive().isLessThan(3L * BARS);
    assertThat(SessionVerifier.verify(folder, new Crosses()).parting()).isEmpty();
    assertThat(ExpiredTape.of(workspace, folder)).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void filesOfASealedSessionGoOnceTheyAreStoredAndOld() throws IOException {
    seal();
    lookTwice("2023-11-15T12:00:00Z");
    assertThat(folder.tape().names()).containsExactly(FIRST, SECOND, LAST);
    assertThat(stored()).isEqualTo(3L * BARS);

    lookTwice("2023-11-16T12:00:00Z");
    assertThat(folder.tape().names()).containsExactly(SECOND, LAST);
    assertThat(notices)
        .containsExactly(
            "Tape files have expired and are deleted: session=%s, retention=1d, files=%s"
                .formatted(folder.id(), FIRST));
    lookTwice("2030-01-01T00:00:00Z");
    assertThat(folder.tape().names()).containsExactly(LAST);
    assertThat(stored()).isEqualTo(3L * BARS);
  }

  @Test
  void aClockThatIsWrongForAWhileDeletesNothing() throws IOException {
    seal();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2041-01-01T00:00:00Z"));
    InstantSource clock = now::get;
    TapeKeeping keeping =
        new TapeKeeping(workspace, clock.withZone(ZoneOffset.UTC), ticks::get, notices::add);
    keeping.look();
    ticks.addAndGet(DAY_NANOS - 1);
    keeping.look();
    now.set(Instant.parse("2023-11-15T12:00:00Z"));
    keeping.look();
    now.set(Instant.parse("2041-01-01T00:00:00Z"));
    ticks.addAndGet(DAY_NANOS);
    keeping.look();
    assertThat(folder.tape().names()).containsExactly(FIRST, SECOND, LAST);
    ticks.addAndGet(DAY_NANOS);
    keeping.look();
    assertThat(folder.tape().names()).containsExactly(LAST);
  }

  @Test
  void whatIsLeftIsVerifiedAndNeverCalledIdentical() throws IOException {
    lookTwice("2030-01-01T00:00:00Z");
    assertThat(ExpiredTape.of(workspace, folder).orElseThrow().fault())
        .contains("ledger has no entry of the session");
    seal();

    ExpiredTape expired = ExpiredTape.of(workspace, folder).orElseThrow();
    assertThat(expired.fault()).isEmpty();
    assertThat(expired.isSound()).isTrue();
    assertThat(expired.firstFile()).isEqualTo(LAST);
    assertThat(expired.gone()).isPositive();
    assertThat(expired.left()).isPositive();
    assertThat(expired.entries()).isEqualTo(Files.readAllLines(folder.journal()).size());
    assertThatThrownBy(() -> SessionVerifier.verify(folder, new Crosses()))
        .hasMessageStartingWith("Tape lacks its first files: folder=")
        .hasMessageContaining("first=%s, momentsGone=%d.".formatted(LAST, expired.gone()));

    String journal = Files.readString(folder.journal());
    Files.writeString(
        folder.journal(), journal.replaceFirst("\"quantity\":\"", "\"quantity\":\"1"));
    assertThat(ExpiredTape.of(workspace, folder).orElseThrow().fault().orElseThrow())
        .startsWith("journal line ");
  }

  @Test
  void aReplayIsNeitherStoredAgainNorLetGoAndWithoutAWordAllIsKept() throws Exception {
    folder = session("replay:made", Retention.ALL);
    lookTwice("2030-01-01T00:00:00Z");
    assertThat(folder.tape().names()).containsExactly(FIRST, SECOND, LAST);
    assertThat(stored()).isZero();
    folder = session("made:other", Retention.ALL);
    lookTwice("2030-01-01T00:00:00Z");
    assertThat(folder.tape().names()).containsExactly(FIRST, SECOND, LAST);
    assertThat(stored()).isEqualTo(3L * BARS);
  }

  @Test
  void theRetentionIsPartOfTheManifestOnlyIfItWasDeclared() {
    SessionManifest manifest = folder.manifest();
    assertThat(manifest.retention()).isEqualTo(new Retention(1));
    assertThat(SessionManifest.read(manifest.bytes())).isEqualTo(manifest);
    assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8)).contains("\"retain\":\"1d\"");
    SessionManifest forever = manifest.keeping(Retention.ALL);
    assertThat(new String(forever.bytes(), StandardCharsets.UTF_8)).doesNotContain("retain");
    assertThat(forever.id()).isNotEqualTo(manifest.id());
  }

  @Test
  void aJournalThatWasCutOrMadeAnewAfterItsSealIsNotWhatTheLedgerSays() throws Exception {
    assertThat(SealCheck.fault(workspace, folder)).isEmpty(); // the ledger does not know it yet
    seal();
    assertThat(SealCheck.fault(workspace, folder)).isEmpty();
    Path journal = folder.journal();
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 5));

    SessionVerifier.Comparison cut = SessionVerifier.verify(folder, new Crosses());
    assertThat(cut.parting()).isEmpty();
    assertThat(cut.lost()).isEqualTo(5);
    assertThat(SealCheck.fault(workspace, folder).orElseThrow())
        .contains("is no seal but the last: the file was cut");
    Path whole = session("made:other", Retention.ALL).journal();
    Files.copy(whole, journal, StandardCopyOption.REPLACE_EXISTING);
    assertThat(SealCheck.fault(workspace, folder).orElseThrow())
        .startsWith("ledger has another root: ");
    seal(); // as a restart does: what the ledger knows is not sealed anew
    assertThat(SealCheck.fault(workspace, folder)).isPresent();
  }

  @Test
  void whatFailsIsToldOnceAndTriedAgain() throws IOException {
    seal();
    Path data = home.resolve("data");
    Files.writeString(data, "in the way");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2023-11-15T12:00:00Z"));
    InstantSource clock = now::get;
    TapeKeeping keeping =
        new TapeKeeping(workspace, clock.withZone(ZoneOffset.UTC), ticks::get, notices::add);
    keeping.look();
    now.set(now.get().plusSeconds(700));
    keeping.look();
    assertThat(notices).hasSize(1).first().asString().startsWith("Tape is not stored: session=");

    Files.delete(data);
    keeping.look();
    assertThat(stored()).isZero(); // not before ten minutes are over
    now.set(now.get().plusSeconds(700));
    keeping.look();
    assertThat(stored()).isEqualTo(3L * BARS);
  }
}
