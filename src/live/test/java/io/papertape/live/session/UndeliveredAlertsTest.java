package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a webhook did not take while a service ran is told by the next one.
class UndeliveredAlertsTest extends StagedAlerts {
  private static final String ONLY = "on: [failed, killed]\n";
  private static final Hook DOWN = (exchange, _) -> status(exchange, 503);
  private static final Hook TAKES = (exchange, _) -> status(exchange, 204);

  private PaperSessions first;

  @BeforeEach
  void fill() throws IOException {
    session.folder().remove();
    for (String name : List.of("crosses", "bad")) {
      Files.createDirectories(home.resolve("strategies").resolve(name));
    }
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(new Workspace(home)), "days", DataSetWriter.Mode.CREATE);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (HostedSession one : first.list()) {
      if (one.isRunning()) {
        one.command(Command.STOP, "test", "over");
      }
      one.awaitRest();
    }
  }

  private PaperSessions host(Path folder, SessionAlerts alerts) {
    Workspace workspace = new Workspace(folder);
    return new PaperSessions(
        workspace,
        (path, overrides) -> {
          String name = path.getFileName().toString();
          return new StatedStrategy(name, () -> strategy(name), overrides);
        },
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
        System::nanoTime,
        alerts,
        notices::add);
  }

  private static Strategy strategy(String name) {
    return name.equals("crosses")
        ? new Crosses()
        : new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            throw new IllegalStateException("No more.");
          }
        };
  }

  private HostedSession start(String strategy, String feed) {
    return first.start(new SessionPlan(home.resolve("strategies").resolve(strategy), feed));
  }

  private HostedSession killed() throws InterruptedException {
    HostedSession killed = start("crosses", "replay:days:SYN2@360000x");
    Patience.until("it runs", () -> killed.status().entries() > 3);
    first.kill(killed, "ada", "fire", false);
    return killed;
  }

  private void restart(Path folder, SessionAlerts alerts) {
    PaperSessions host = host(folder, alerts);
    host.recover();
    host.checkSeals();
  }

  @Test
  void whatFailedOrWasKilledAndStoppedIsToldAgainUntilItIsTaken() throws Exception {
    try (SessionAlerts alerts = hooked(DOWN, ONLY)) {
      first = host(home, alerts);
      HostedSession failed = start("bad", "replay:days@0");
      failed.awaitRest();
      assertThat(told()).contains("\"alert\":\"failed\"");
      HostedSession killed = killed();
      assertThat(told()).contains("\"id\":\"");
      killed.command(Command.STOP, "ada", "enough");
      killed.awaitRest();
      assertThat(killed.status().state()).isEqualTo(State.STOPPED);
    }
    server.stop(0);
    posted.clear();

    try (SessionAlerts alerts = hooked(TAKES, ONLY)) {
      restart(home, alerts);
      List<String> both = List.of(told(), told());
      assertThat(both)
          .anyMatch(one -> one.contains("\"alert\":\"failed\"") && one.contains("(bad) failed: "))
          .anyMatch(
              one ->
                  one.contains("\"alert\":\"killed\"")
                      && one.contains("(crosses) was killed by ada: fire"));
      assertThat(both).allMatch(one -> one.contains("No more.") || one.contains("ada: fire"));
    }
    try (SessionAlerts alerts = hooked(TAKES, ONLY)) {
      restart(home, alerts);
    }
    assertThat(posted).isEmpty();
  }

  @Test
  void whatWasTakenIsNotToldAgain() throws Exception {
    try (SessionAlerts alerts = hooked(TAKES, ONLY)) {
      first = host(home, alerts);
      start("bad", "replay:days@0").awaitRest();
      assertThat(told()).contains("\"alert\":\"failed\"");
    }
    try (SessionAlerts alerts = hooked(TAKES, ONLY)) {
      restart(home, alerts);
    }
    assertThat(posted).isEmpty();
  }

  @Test
  void aKillIsToldByTheProcessThatTakesTheSessionUp() throws Exception {
    Path second = home.resolve("second");
    try (SessionAlerts alerts = hooked(DOWN, ONLY)) {
      first = host(home, alerts);
      killed();
      assertThat(told()).contains("was killed by ada: fire");
      CopiedFolder.copy(home, second);
    }
    server.stop(0);
    posted.clear();

    try (SessionAlerts alerts = hooked(TAKES, ONLY)) {
      PaperSessions host = host(second, alerts);
      host.recover();
      assertThat(told()).contains("\"alert\":\"killed\"", "was killed by ada: fire");
      HostedSession again = host.list().getFirst();
      again.command(Command.STOP, "test", "over");
      again.awaitRest();
    }
    assertThat(posted).isEmpty();
  }
}
