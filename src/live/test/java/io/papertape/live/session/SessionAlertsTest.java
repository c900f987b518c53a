package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionAlertsTest {
  @TempDir private Path home;
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private HostedSession session;
  private HttpServer server;
  private int mostTries = 3;

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
        State.HALTED,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Map.of(),
        0,
        List.of(),
        Optional.of(why),
        false,
        Optional.empty());
  }

  private AlertSettings settings(String text) throws IOException {
    Files.writeString(home.resolve(AlertSettings.NAME), text);
    return AlertSettings.read(new Workspace(home));
  }

  private String sentence(String why) {
    return "Session %s (crosses) halted: %s".formatted(session.id(), why);
  }

  private static SessionStatus running(boolean isDrawdownStopped, SessionStatus.Position... of) {
    return new SessionStatus(
        State.RUNNING,
        0,
        0,
        0,
        0,
        9_000 * FixedPoint.ONE,
        0,
        0,
        List.of(of),
        Map.of(),
        0,
        List.of(),
        Optional.empty(),
        isDrawdownStopped,
        Optional.empty());
  }

  /// What a webhook of a test does with a request; none: it never answers.
  private interface Hook {
    void answer(HttpExchange exchange, int number) throws IOException;
  }

  private SessionAlerts hooked(Hook hook, String more) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    AtomicInteger number = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          hook.answer(exchange, number.incrementAndGet());
        });
    server.start();
    String text =
        "webhook: http://127.0.0.1:%d/hook\nhosts: [127.0.0.1]\n%s"
            .formatted(server.getAddress().getPort(), more);
    return new SessionAlerts(
        settings(text),
        new AlertWays(Duration.ofMillis(1_500)),
        new AlertLine.Tries(List.of(Duration.ofMillis(1)), 3, mostTries),
        notices::add);
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.stop(0);
    }
  }

  private String told() throws InterruptedException {
    return String.valueOf(posted.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void aCommandAndAWebhookAreToldOnceOfAHalt() throws Exception {
    Path told = home.resolve("told");
    String more =
        """
        command: [sh, -c, 'echo "$1" >>%s.part; mv %s.part %s', sh]
        on: [halted]
        """
            .formatted(told, told, told);
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 204), more)) {
      SessionListener watch = alerts.watching(session);
      watch.published(List.of(), halted("disk-full: no space"));
      watch.published(List.of(), halted("disk-full: no space"));
      assertThat(told()).contains("\"alert\":\"halted\"", sentence("disk-full: no space"));
      for (int turn = 0; turn < 3_000 && !Files.exists(told); turn++) {
        Thread.sleep(10);
      }
      assertThat(Files.readString(told)).isEqualTo(sentence("disk-full: no space") + "\n");
      assertThat(posted).isEmpty();
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void theDrawdownStopIsToldWithoutAVetoOnce() throws Exception {
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "")) {
      SessionListener watch = alerts.watching(session);
      watch.published(List.of("{\"kind\":\"hold\"}"), running(false));
      watch.published(List.of(), running(true));
      watch.published(List.of("{\"kind\":\"veto\",\"reason\":\"drawdown-stop\"}"), running(true));
      watch.published(List.of(), halted("end"));
      assertThat(told())
          .contains("\"alert\":\"drawdown-stop\"", "drawdown stop has tripped at equity 9000");
      assertThat(told()).contains("\"alert\":\"halted\"");
      assertThat(posted).isEmpty();
    }
  }

  /// Buys once and never decides anything again, so no order is ever refused.
  @Test
  void theStopOfASessionThatOrdersNothingIsTold() throws Exception {
    Workspace workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    Supplier<Strategy> once =
        () ->
            new Strategy() {
              @Override
              public void onBar(Context context, int instrument) {
                if (context.barIndex(instrument) == 0) {
                  context.buy(instrument, new Size.EquityFraction(0.9, false));
                }
              }
            };
    StatedStrategy strategy = new StatedStrategy("once", once, Map.of());
    Backtest.Outcome run =
        new Backtest(workspace)
            .run(
                RunPlan.of(strategy)
                    .on(strategy.data("days"))
                    .within(new RiskLimits(0, 0, 0, 0, 0, 0.02, true)),
                RunProgress.SILENT);
    try (SessionAlerts alerts =
        hooked((exchange, _) -> status(exchange, 204), "on: [drawdown-stop]\n")) {
      PaperSessions sessions =
          new PaperSessions(
              workspace,
              (_, overrides) -> new StatedStrategy("once", once, overrides),
              new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
              Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
              System::nanoTime,
              alerts,
              notices::add);
      HostedSession lived =
          sessions.start(new SessionPlan(home, "replay:days@0").like(run.folder().id()));
      lived.awaitRest();
      assertThat(lived.status().isDrawdownStopped()).isTrue();
      assertThat(String.join("\n", lived.entries(-1, 10_000))).doesNotContain("drawdown-stop");
      assertThat(told()).contains("\"alert\":\"drawdown-stop\"", lived.id());
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void theKillSwitchIsToldWithWhoAndWhyEvenIfTheSessionStopsAtOnceOrHangs() throws Exception {
    String entry = "{\"kind\":\"operator\",\"action\":\"kill\",\"who\":\"ada\",\"why\":\"fire\"}";
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "on: [killed]\n")) {
      alerts.watching(session).published(List.of(entry), running(false));
      assertThat(told()).contains("\"alert\":\"killed\"", "(crosses) was killed by ada: fire");
      alerts.watching(session).published(List.of(), halted("kill-switch: ada: fire."));
      assertThat(told()).contains("\"alert\":\"killed\"", "halted: kill-switch: ada: fire.");
      alerts.watching(session).published(List.of(), halted("disk-failed: x"));
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aStallIsToldWhenItBeginsAndAgainWhenItComesBack() throws Exception {
    SessionStatus.Position sound = new SessionStatus.Position("A", 0, 0, 1, 0, InputState.LIVE);
    SessionStatus.Position stale = new SessionStatus.Position("A", 0, 0, 1, 0, InputState.STALE);
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "")) {
      SessionListener watch = alerts.watching(session);
      for (SessionStatus.Position one : List.of(sound, stale, stale)) {
        watch.published(List.of("{}"), running(false, one));
      }
      assertThat(told()).contains("\"alert\":\"stalled\"", "has no sound data of A: stale");
      for (SessionStatus.Position one : List.of(sound, stale)) {
        watch.published(List.of("{}"), running(false, one));
      }
      assertThat(told()).contains("\"alert\":\"stalled\"");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aWebhookThatIsBusyIsTriedAgainWithTheSameIdAndOneThatRefusesIsNot() throws Exception {
    Hook hook = (exchange, number) -> status(exchange, number == 1 ? 503 : number == 2 ? 429 : 204);
    try (SessionAlerts alerts = hooked(hook, "")) {
      alerts.watching(session).published(List.of(), halted("x"));
      String first = told();
      assertThat(first).contains("\"id\":\"");
      assertThat(told()).isEqualTo(first);
      assertThat(told()).isEqualTo(first);
    }
    stopServer();
    assertThat(notices).isEmpty();
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 400), "")) {
      alerts.watching(session).published(List.of(), halted("x"));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .isEqualTo(
              "Alert did not go out: way=webhook, tries=1, alert=%s, cause=status 400"
                  .formatted(sentence("x")));
      assertThat(posted).hasSize(1);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    Hook hook =
        (exchange, _) -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          status(exchange, 307);
        };
    try (SessionAlerts alerts = hooked(hook, "")) {
      alerts.watching(session).published(List.of(), halted("x"));
      assertThat(notices.poll(30, TimeUnit.SECONDS)).endsWith("cause=status 307");
      assertThat(posted).hasSize(1);
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAndNoSessionEverWaits() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Hook hook =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    try (SessionAlerts alerts = hooked(hook, "")) {
      long began = System.nanoTime();
      for (int i = 0; i < 1_100; i++) {
        alerts.watching(session).published(List.of(), halted("x"));
      }
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(1));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert was dropped, too many wait: way=webhook, alert=Session ");
      String notice = "";
      while (!notice.startsWith("Alert did not go out")) {
        notice = notices.poll(30, TimeUnit.SECONDS);
      }
      assertThat(notice).contains("tries=3", "cause=it took longer than PT1.5S");
    } finally {
      over.countDown();
    }
  }

  @Test
  void manyStallsDoNotPushOutAHaltWhileTheWebhookIsDown() throws Exception {
    mostTries = 1_000;
    AtomicBoolean isUp = new AtomicBoolean();
    CountDownLatch isHalted = new CountDownLatch(1);
    Hook hook =
        (exchange, _) -> {
          try {
            isHalted.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          status(exchange, isUp.get() ? 204 : 503);
        };
    SessionStatus.Position[] stale =
        IntStream.range(0, 100)
            .mapToObj(i -> new SessionStatus.Position("S" + i, 0, 0, 1, 0, InputState.STALE))
            .toArray(SessionStatus.Position[]::new);
    try (SessionAlerts alerts = hooked(hook, "")) {
      SessionListener watch = alerts.watching(session);
      for (int i = 1; i <= stale.length; i++) {
        watch.published(List.of(), running(false, Arrays.copyOf(stale, i)));
      }
      watch.published(List.of(), halted("disk-full: no space"));
      isHalted.countDown();
      String notice = "";
      while (!notice.startsWith("Alert did not go out yet")) {
        notice = notices.poll(30, TimeUnit.SECONDS);
        assertThat(notice).startsWith("Alert did not go out").doesNotContain("dropped");
      }
      assertThat(notice).contains("tries=3", sentence("disk-full: no space"));
      isUp.set(true);
      posted.clear();
      String last = told();
      while (last.contains(sentence("disk-full: no space"))) {
        last = told();
      }
      assertThat(last)
          .contains("has no sound data of S0: stale, S1: stale", "S7: stale and 92 more");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aHostThatIsNotThereIsTriedAgainThenNoted() throws Exception {
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 204), "")) {
      server.stop(0);
      alerts.watching(session).published(List.of(), halted("x"));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert did not go out: way=webhook, tries=3, alert=")
          .contains("ConnectException");
    }
  }

  @Test
  void aCommandThatFailsOrHangsIsNotedAndEnded() throws Exception {
    try (SessionAlerts alerts =
        new SessionAlerts(settings("command: [/no/such/program]\n"), notices::add)) {
      alerts.watching(session).published(List.of(), halted("test"));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert did not go out: way=command, tries=1");
    }
    Path pid = home.resolve("pid");
    String hanging = "command: [sh, -c, 'echo $$ >%s; sleep 1000', sh]\n".formatted(pid);
    try (SessionAlerts alerts =
        new SessionAlerts(
            settings(hanging),
            new AlertWays(Duration.ofMillis(500)),
            AlertLine.Tries.ONE,
            notices::add)) {
      alerts.watching(session).published(List.of(), halted("test"));
      assertThat(notices.poll(30, TimeUnit.SECONDS)).endsWith("cause=it took longer than PT0.5S");
      long process = Long.parseLong(Files.readString(pid).strip());
      for (int turn = 0; turn < 3_000 && isAlive(process); turn++) {
        Thread.sleep(10);
      }
      assertThat(isAlive(process)).isFalse();
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
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
