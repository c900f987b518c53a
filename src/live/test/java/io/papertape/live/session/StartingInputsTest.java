package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.InputState;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingInputsTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path home;

  private static List<String> gap(String reason) {
    return List.of(
        "{\"seq\":1,\"kind\":\"market-gap\",\"instrument\":\"A\",\"reason\":\"%s\"}"
            .formatted(reason));
  }

  @Test
  void patienceLastsFiveMinutesAndEndsWithTheFirstOtherReason() {
    StartingInputs starting = new StartingInputs();
    assertThat(starting.isPatient("A", 0)).isFalse();
    starting.hear(gap("starting"), 0);
    assertThat(starting.isPatient("A", 300 * SECOND)).isTrue();
    assertThat(starting.isPatient("A", 300 * SECOND + 1)).isFalse();
    assertThat(starting.isPatient("B", 0)).isFalse();
    starting.hear(gap("stall"), SECOND);
    assertThat(starting.isPatient("A", SECOND)).isFalse();
  }

  private static SessionStatus at(long seconds, InputState state) {
    return new SessionStatus(
        State.RUNNING,
        seconds * SECOND,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(new SessionStatus.Position("A", 0, 0, 0, 0, state)),
        Map.of(),
        0,
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private HostedSession session() {
    SessionManifest manifest = MadeManifest.of("crosses", "replay:made", 1, List.of());
    return new HostedSession(
        SessionFolder.create(new Workspace(home), manifest, home), SessionStatus.starting());
  }

  /// Each alert shows, because its command is not there.
  @Test
  void nobodyIsCalledBeforeThat() throws Exception {
    Files.writeString(home.resolve(AlertSettings.NAME), "command: [/no/such/program]\n");
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    HostedSession session = session();
    try (SessionAlerts alerts =
        new SessionAlerts(AlertSettings.read(new Workspace(home)), told::add)) {
      SessionListener quick = alerts.watching(session);
      quick.published(gap("starting"), at(0, InputState.STALE));
      quick.published(List.of(), at(300, InputState.STALE));
      quick.published(gap("healthy"), at(301, InputState.LIVE));
      SessionListener broken = alerts.watching(session);
      broken.published(gap("starting"), at(400, InputState.STALE));
      broken.published(gap("disconnected"), at(401, InputState.BROKEN));
      assertThat(told.poll(30, TimeUnit.SECONDS)).contains("has no sound data of A: broken");
      SessionListener slow = alerts.watching(session);
      slow.published(gap("starting"), at(500, InputState.STALE));
      slow.published(List.of(), at(801, InputState.STALE));
      assertThat(told.poll(30, TimeUnit.SECONDS)).contains("has no sound data of A: stale");
      assertThat(told).isEmpty();
    }
  }
}
