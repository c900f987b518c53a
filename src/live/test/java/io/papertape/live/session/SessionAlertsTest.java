package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionAlertsTest {
  @TempDir private Path home;
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private HostedSession session;

  @BeforeEach
  void makeSession() {
    SessionManifest manifest =
        new SessionManifest(
            1,
            1,
            "test",
            "crosses",
            new TreeMap<>(),
            new TreeMap<>(),
            "replay:made",
            Optional.empty(),
            1,
            1,
            List.of(),
            Assumptions.papertape(),
            RiskLimits.NONE,
            SequencerSettings.DEFAULT,
            SessionManifest.Recovery.RESUME);
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
    session = new HostedSession(folder, SessionStatus.starting());
  }

  private static SessionStatus halted(String why) {
    return new SessionStatus(
        State.HALTED, 0, 0, 0, 0, 0, 0, 0, List.of(), Map.of(), 0, List.of(), Optional.of(why));
  }

  private AlertSettings settings(String text) throws IOException {
    Files.writeString(home.resolve(AlertSettings.NAME), text);
    return AlertSettings.read(new Workspace(home));
  }

  private String sentence(String why) {
    return "Session %s (crosses) halted: %s".formatted(session.id(), why);
  }

  @Test
  void aCommandAndAWebhookAreToldOnceOfAHalt() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    Path told = home.resolve("told");
    String text =
        """
        command: [sh, -c, 'echo "$1" >>%s', sh]
        webhook: http://127.0.0.1:%d/hook
        hosts: [127.0.0.1]
        on: [halted]
        """
            .formatted(told, server.getAddress().getPort());
    try (SessionAlerts alerts = new SessionAlerts(settings(text), notices::add)) {
      SessionListener watch = alerts.watching(session);
      watch.published(List.of(), halted("disk-full: no space"));
      watch.published(List.of(), halted("disk-full: no space"));
      assertThat(posted.poll(30, TimeUnit.SECONDS))
          .contains("\"alert\":\"halted\"", sentence("disk-full: no space"));
      assertThat(Files.readString(told)).isEqualTo(sentence("disk-full: no space") + "\n");
      assertThat(posted).isEmpty();
      assertThat(notices).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAlertThatFailsIsNotedAndDisturbsNobody() throws Exception {
    AlertSettings settings = settings("command: [/no/such/program]\n");
    try (SessionAlerts alerts = new SessionAlerts(settings, notices::add)) {
      alerts.watching(session).published(List.of(), halted("test"));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert did not go out: way=command");
    }
  }

  @Test
  void aHostThatIsNotAllowedIsRefusedAtTheStart() {
    assertThatThrownBy(() -> settings("webhook: https://evil.example/x\nhosts: [good.example]\n"))
        .hasMessage(
            "Alerts cannot be read: file=alerts.yaml, key=webhook, reason=its host evil.example is"
                + " not among hosts. Mend the file.");
    assertThatThrownBy(() -> settings("on: [sunshine]\n"))
        .hasMessageContaining("key=on, reason=sunshine is none of [halted, failed, stalled,");
    assertThatThrownBy(() -> settings("colour: red\n"))
        .hasMessageContaining("key=colour, reason=it is not known");
  }
}
