package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions on a replay whose data somebody replaces between two lives of them.
class ReplayedDataTest extends StagedSessions {
  private static final String FEED = "replay:days:SYN2@60x";

  private DataStore store() {
    return DataStore.in(new Workspace(home.resolve("second")));
  }

  private void replace(long seed, int days) {
    new SyntheticMarket(seed, 3, days, Resolution.DAY)
        .generate(store(), "days", DataSetWriter.Mode.REPLACE);
  }

  private String hash(String symbol) {
    return store().get("days").get(symbol, Resolution.DAY).hash();
  }

  private PaperSessions nextProcess() {
    return sessions(home.resolve("second"));
  }

  private static String why(String symbol, String then, String now, String also) {
    return ("Replayed data have changed since the session began: dataSet=days, symbol=%s,"
            + " resolution=1d, from=2010-01-04T14:30:00Z, to=2011-03-11T21:00:00Z, hashThen=%s,"
            + " hashNow=%s%s. Put them back as they were, as with papertape data import"
            + " --replace, and papertape paper start --session lets it go on; or start a new"
            + " session.")
        .formatted(symbol, then, now, also);
  }

  private static void assertRuns(HostedSession session) throws InterruptedException {
    Patience.until("it goes on", () -> session.status().state() == State.RUNNING);
    assertThat(session.status().halt()).isEmpty();
    assertThat(isHalted(session)).isFalse();
  }

  @Test
  void aSessionDoesNotGoOnWithOtherDataThanItBeganWith() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    replace(8, 300);
    String why = why("SYN2", then, hash("SYN2"), "");

    host.recover();

    HostedSession session = host.list().getFirst();
    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt()).contains("data-changed: " + why);
    assertThat(new HaltFile(session.folder().record()).read().orElseThrow().detail())
        .isEqualTo(why);
    assertThat(notices)
        .contains("Session %s does not run: data-changed: %s".formatted(session.id(), why));
    assertThatThrownBy(() -> host.goOn(session.id()))
        .isInstanceOf(ChangedDataException.class)
        .hasMessage(why);
    assertThat(isHalted(session)).isTrue();
  }

  @Test
  void itGoesOnOnceTheyAreAsBeforeAndSomebodyLetsIt() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    replace(8, 300);
    String why = why("SYN2", then, hash("SYN2"), "");
    host.recover();
    replace(7, 300);

    PaperSessions next = nextProcess();
    next.recover();

    HostedSession session = next.list().getFirst();
    assertThat(session.status().halt()).contains("data-changed: " + why);
    assertRuns(next.goOn(session.id()));
  }

  @Test
  void allThatHaveChangedAreNamed() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", "replay:days:SYN2,SYN3@60x"));
    String then = hash("SYN2");
    replace(8, 300);
    host.recover();
    assertThat(host.list().getFirst().status().halt())
        .contains("data-changed: " + why("SYN2", then, hash("SYN2"), ", alsoChanged=SYN3"));
  }

  /// What it is not told is none of its business: SYN1 and SYN3.
  @Test
  void rowsThatWereAddedOrThatItIsNotToldLeaveItAlone() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    replace(7, 400);
    assertThat(hash("SYN2")).isNotEqualTo(then);
    host.recover();
    assertRuns(host.list().getFirst());
  }

  @Test
  void rowsThatAreGoneAreAChange() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    replace(7, 299);
    host.recover();
    assertThat(host.list().getFirst().status().halt())
        .contains("data-changed: " + why("SYN2", then, hash("SYN2"), ""));
  }

  @Test
  void daysOfAnotherTimeAreAChange() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    long open = 1_704_067_200_000_000_000L; // 2024
    try (DataSetWriter writer = store().writer("days", DataSetWriter.Mode.REPLACE)) {
      Origin origin = new Origin("UTC", "start", List.of(), List.of());
      writer
          .series(Instrument.equity("SYN2"), Resolution.DAY, origin)
          .add(open, open + 86_400_000_000_000L, 100, 100, 100, 100, 1);
      writer.commit();
    }
    host.recover();
    assertThat(host.list().getFirst().status().halt())
        .contains("data-changed: " + why("SYN2", then, "none", ""));
  }

  /// Its disk may only not be mounted: nothing else than what was there can come of it.
  @Test
  void aSetThatIsMissingIsLookedForAgainByTheNextProcess() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    Path set = home.resolve("second/data/days");
    Path aside = home.resolve("aside");
    Files.move(set, aside);
    host.recover();
    HostedSession session = host.list().getFirst();
    assertThat(session.status().halt())
        .contains(
            "cannot-recover: No such data set: name=days. The store is empty: papertape data import"
                + " FILE fills it.");
    assertThat(isHalted(session)).isFalse();

    Files.move(aside, set);
    PaperSessions next = nextProcess();
    next.recover();
    assertRuns(next.list().getFirst());
  }

  @Test
  void aSetThatWasMissingAndComesBackAsAnotherIsAChangeWhoeverLetsItGoOn() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", FEED));
    String then = hash("SYN2");
    Files.move(home.resolve("second/data/days"), home.resolve("aside"));
    host.recover();
    new SyntheticMarket(8, 3, 300, Resolution.DAY)
        .generate(store(), "days", DataSetWriter.Mode.CREATE);
    String why = why("SYN2", then, hash("SYN2"), "");
    HostedSession session = host.list().getFirst();
    assertThatThrownBy(() -> host.goOn(session.id())).hasMessage(why);
    assertThat(session.status().halt()).contains("data-changed: " + why);
    assertThat(isHalted(session)).isTrue();
  }

  @Test
  void whatWasBegunBeforeHashesWereKeptGoesOnAsBefore() throws Exception {
    PaperSessions host = nextProcess();
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(store(), "days", DataSetWriter.Mode.CREATE);
    SessionFolder folder = ofBefore(plan("crosses", FEED));
    assertThat(Files.readString(folder.path().resolve("session.json"))).doesNotContain("replayed");
    replace(8, 300);
    host.recover();
    assertRuns(host.find(folder.id()));
  }

  private SessionFolder ofBefore(SessionPlan plan) {
    Workspace workspace = new Workspace(home.resolve("second"));
    Feeds feeds = new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime)));
    NewSession made = NewSession.of(plan, workspace, (path, _) -> load(path), feeds, 1);
    made.feed().feed().close();
    SessionManifest before = made.manifest().replaying(List.of());
    return SessionFolder.create(workspace, before, plan.strategy());
  }

  @Test
  void theManifestStatesTheRowsThatAreTold() throws IOException {
    Workspace workspace = new Workspace(first);
    Feeds feeds = new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime)));
    SessionPlan plan = plan("crosses", "replay:days:SYN2#2010-01-05..2010-01-06@0");
    NewSession made = NewSession.of(plan, workspace, (path, _) -> load(path), feeds, 1);
    made.feed().feed().close();
    byte[] bytes = made.manifest().bytes();
    ReplayedSeries told = made.manifest().replayed().getFirst();
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .contains(
            ("\"replayed\":[{\"first\":\"2010-01-05T14:30:00Z\",\"hash\":\"%s\",\"last\":"
                    + "\"2010-01-06T21:00:00Z\",\"rows\":2,\"symbol\":\"SYN2\"}]")
                .formatted(told.hash()));
    assertThat(SessionManifest.read(bytes)).isEqualTo(made.manifest());
  }
}
