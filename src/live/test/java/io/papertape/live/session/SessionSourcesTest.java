package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.journal.Sha256;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions whose strategy somebody changes while they run.
class SessionSourcesTest {
  private static final String RULES =
      """
      name: fast
      data: {set: days, symbols: [SYN2]}
      features: {mean: sma(3)}
      rules:
        kind: threshold
        enter_long: {above: close > mean}
        exit_long: {below: close < mean}
        size: {equity: 0.9, at: decision}
      """;

  @TempDir private Path folder;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Path home;
  private Path yaml;

  @BeforeEach
  void fill() throws IOException {
    home = folder.resolve("home");
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(new Workspace(home)), "days", DataSetWriter.Mode.CREATE);
    yaml = Files.createDirectories(folder.resolve("strategies/fast")).resolve("strategy.yaml");
    Files.writeString(yaml, RULES);
  }

  private PaperSessions sessions(Path at) {
    Workspace workspace = new Workspace(at);
    return new PaperSessions(
        workspace,
        new StrategyFolder(workspace),
        new Feeds(List.of(new ReplayFeeds(new Workspace(home), System::nanoTime))),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), notices::add),
        notices::add);
  }

  private static HostedSession running(PaperSessions sessions, HostedSession session)
      throws InterruptedException {
    Patience.until(
        "it runs",
        () -> session.status().state() == State.RUNNING && session.status().moments() > 3);
    sessions.lookAtSources();
    return session;
  }

  private HostedSession start(PaperSessions sessions) throws InterruptedException {
    return running(
        sessions, sessions.start(new SessionPlan(yaml.getParent(), "replay:days:SYN2@3600x")));
  }

  private static void stop(HostedSession session) throws InterruptedException {
    session.command(Command.STOP, "test", "over");
    session.awaitRest();
  }

  /// As a process that is killed leaves it: the tape last, which is always further.
  private PaperSessions crashed(HostedSession session) throws IOException {
    Path to = folder.resolve("other/sessions").resolve(session.id());
    Path from = session.folder().path();
    for (String part : List.of("", "sources/strategy/fast", "record", "tape")) {
      if (Files.isDirectory(from.resolve(part))) {
        Files.createDirectories(to.resolve(part));
        try (Stream<Path> files = Files.list(from.resolve(part))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Files.copy(file, to.resolve(part).resolve(file.getFileName()));
          }
        }
      }
    }
    return sessions(folder.resolve("other"));
  }

  @Test
  void whoChangesTheFilesIsToldOnceAndASessionThatCrashesGoesOnWithTheCopy() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session = start(sessions);
    assertThat(session.folder().path().resolve("sources/strategy/fast/strategy.yaml"))
        .hasContent(RULES);
    assertThat(session.changedSources()).isEmpty();
    Files.writeString(yaml, RULES.replace("sma(3)", "sma(5)"));
    sessions.lookAtSources();
    sessions.lookAtSources();

    String what =
        "its files have changed since it began: strategy.yaml. It goes on with what it began with,"
            + " and a recovery takes the copy of that.";
    assertThat(session.changedSources()).contains(what);
    assertThat(session.recoveryNotes()).contains("Changed: " + what);
    assertThat(notices).containsOnlyOnce("Session %s: %s".formatted(session.id(), what));

    PaperSessions later = crashed(session);
    stop(session);
    later.recover();
    HostedSession again = running(later, later.find(session.id()));
    Path copy = again.folder().path().resolve("sources/strategy/fast");
    String note =
        "Strategy's files have changed since the session began, and the copy from then is used: "
            + copy;
    assertThat(again.changedSources()).contains(note);
    stop(again);
    SessionSources.Loaded loaded =
        SessionSources.load(
            new StrategyFolder(new Workspace(home)), again.folder(), yaml::getParent);
    assertThat(loaded.note()).contains(note);
    assertThat(SessionVerifier.verify(again.folder(), loaded.strategy().create()).isIdentical())
        .isTrue();
  }

  @Test
  void filesThatCannotBeLoadedForWhateverReasonAreReplacedByTheCopy() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session = start(sessions);
    stop(session);
    Path place = session.folder().path().resolve("strategy");

    Files.delete(yaml);
    assertThat(note(session))
        .startsWith("No strategy: file=%s. Name a folder that holds".formatted(yaml));
    Files.write(place, new byte[] {(byte) 0xff});
    assertThat(note(session))
        .isEqualTo("java.nio.charset.MalformedInputException: Input length = 1");
    Files.write(place, new byte[] {'/', 0});
    assertThat(note(session))
        .isEqualTo("java.nio.file.InvalidPathException: Nul character not allowed: /\0");

    DurableFiles.deleteTree(session.folder().path().resolve("sources"));
    assertThatThrownBy(() -> note(session)).isInstanceOf(InvalidPathException.class);
  }

  /// Why the copy was taken.
  private String note(HostedSession session) {
    SessionFolder of = session.folder();
    StrategyFolder loader = new StrategyFolder(new Workspace(home));
    SessionSources.Loaded loaded = SessionSources.load(loader, of, of::strategy);
    assertThat(loaded.strategy().sources()).isEqualTo(session.manifest().sources());
    String begin =
        ("Strategy's files cannot be loaded any more, and the copy from when the session began is"
                + " used: %s. Reason: ")
            .formatted(of.path().resolve("sources/strategy/fast"));
    assertThat(loaded.note().orElseThrow()).startsWith(begin);
    return loaded.note().orElseThrow().substring(begin.length());
  }

  @Test
  void filesThatAreRestoredAreWellAgain() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session = start(sessions);
    Files.delete(yaml);
    sessions.lookAtSources();
    assertThat(session.changedSources()).isPresent();
    Files.writeString(yaml, RULES);
    sessions.lookAtSources();
    assertThat(session.changedSources()).isEmpty();
    assertThat(notices)
        .containsOnlyOnce(
            "Files of session %s are again what it began with".formatted(session.id()));
    stop(session);
  }

  @Test
  void filesThatAreTooLargeAreNotKept() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session = start(sessions);
    stop(session);
    Path sources = session.folder().path().resolve("sources");
    DurableFiles.deleteTree(sources);
    SessionManifest manifest = session.manifest();
    SessionSources.keep(session.folder(), manifest, yaml.getParent(), RULES.length() - 1);
    assertThat(sources).doesNotExist();
    SessionSources.keep(session.folder(), manifest, yaml.getParent(), RULES.length());
    assertThat(sources.resolve("strategy/fast/strategy.yaml")).hasContent(RULES);
  }

  @Test
  void aSessionWithoutACopySaysSoAndNeedsTheFilesAsTheyWere() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session =
        sessions.start(new SessionPlan(yaml.getParent(), "replay:days:SYN2@3600x"));
    DurableFiles.deleteTree(session.folder().path().resolve("sources"));
    running(sessions, session);
    assertThat(session.recoveryNotes())
        .contains(
            "No copy of the strategy's files is kept: a recovery needs them as they are now.");
    Files.writeString(yaml, RULES.replace("sma(3)", "sma(5)"));
    sessions.lookAtSources();
    assertThat(session.changedSources().orElseThrow())
        .endsWith("; a recovery needs them as they were: restore them.");
    PaperSessions later = crashed(session);
    stop(session);
    later.recover();
    assertThat(later.find(session.id()).status().halt().orElseThrow())
        .startsWith("cannot-recover: Strategy has changed since the session began: session=");
  }

  @Test
  void aCopyThatWasChangedIsNotBelieved() throws Exception {
    PaperSessions sessions = sessions(home);
    HostedSession session = start(sessions);
    PaperSessions later = crashed(session);
    stop(session);
    for (Path file :
        List.of(
            yaml,
            later
                .find(session.id())
                .folder()
                .path()
                .resolve("sources/strategy/fast/strategy.yaml"))) {
      Files.writeString(file, RULES.replace("sma(3)", "sma(5)"));
    }
    later.recover();
    assertThat(later.find(session.id()).status().halt().orElseThrow())
        .startsWith("cannot-recover: Strategy has changed since the session began: session=");
    assertThatThrownBy(() -> later.goOn(session.id()))
        .hasMessageStartingWith("Strategy has changed");
  }

  @Test
  void aDescribedVenueIsFoundInTheFeedAndMovedToItsCopy() {
    String text = "generic:/ada/b.yaml/quote:A,B#0123456789abcdef";
    Path copy = Path.of("/kept/sources/feed/b.yaml");
    assertThat(DescribedFeed.file(text)).contains(Path.of("/ada/b.yaml"));
    assertThat(DescribedFeed.at(text, copy))
        .isEqualTo("generic:/kept/sources/feed/b.yaml/quote:A,B#0123456789abcdef");
    assertThat(DescribedFeed.at("kafka:h:1/t@oldest/" + text, copy))
        .isEqualTo(
            "kafka:h:1/t@oldest/generic:/kept/sources/feed/b.yaml/quote:A,B#0123456789abcdef");
    assertThat(DescribedFeed.file("binance/1m:BTCUSDT")).isEmpty();
    assertThat(DescribedFeed.hasChanged(text)).isTrue();
  }

  @Test
  void theDescriptionOfAVenueIsKeptAndTakenOnceTheFileHasChanged() throws Exception {
    Path venue = Files.writeString(folder.resolve("v.yaml"), "name: it\n");
    String hash = Sha256.hex("name: it\n".getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    String text = "generic:%s/quote:A#%s".formatted(venue, hash);
    SessionManifest manifest = ToldFeed.manifest(0, text);
    SessionFolder session = SessionFolder.create(new Workspace(home), manifest, yaml.getParent());
    assertThat(SessionSources.feed(session, manifest)).isEqualTo(text);
    Files.writeString(venue, "name: another\n");
    Path copy = session.path().resolve("sources/feed/v.yaml");
    assertThat(SessionSources.feed(session, manifest))
        .isEqualTo("generic:%s/quote:A#%s".formatted(copy, hash));
    assertThat(DescribedFeed.hasChanged(SessionSources.feed(session, manifest))).isFalse();
  }
}
