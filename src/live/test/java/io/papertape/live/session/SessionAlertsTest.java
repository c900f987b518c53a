package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.market.InputState;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SessionAlertsTest extends StagedAlerts {
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
      Patience.until("told", () -> Files.exists(told));
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
    String entry =
        "{\"kind\":\"operator\",\"action\":\"kill\",\"who\":\"ada\",\"why\":\"fi\\u0000re\"}";
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "on: [killed]\n")) {
      alerts.watching(session).published(List.of(entry), running(false));
      assertThat(told())
          .contains("\"alert\":\"killed\"", "(crosses) was killed by ada: fi\ufffdre");
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
      watch.published(List.of("{}"), running(false, sound));
      assertThat(told()).contains("\"alert\":\"sound\"", "has sound data again of A");
      String gap =
          "{\"kind\":\"market-gap\",\"instrument\":\"A\",\"state\":\"stale\","
              + "\"reason\":\"crossed-book\"}";
      watch.published(List.of(gap), running(false, stale));
      assertThat(told())
          .contains("\"alert\":\"stalled\"", "has no sound data of A: stale (crossed-book)")
          .contains("\"time\":\"1970-01-01T00:00:00Z\"")
          .containsPattern("\"at\":\"20[2-9]");
      assertThat(posted).isEmpty();
    }
  }

  private PaperSessions sessions(SessionAlerts alerts) {
    Workspace workspace = new Workspace(home);
    return new PaperSessions(
        workspace,
        (_, overrides) -> new StatedStrategy("crosses", Crosses::new, overrides),
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
        System::nanoTime,
        alerts,
        notices::add);
  }

  @Test
  void whatDoesNotRunAfterARestartIsToldWhetherItHadHaltedOrCannotBeTakenUp() throws Exception {
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "on: [halted]\n")) {
      sessions(alerts).recover();
      assertThat(told()).contains("\"alert\":\"halted\"", "halted: cannot-recover: ");

      HaltFile halt = new HaltFile(session.folder().record());
      halt.prepare();
      halt.write(new Halt(1, "disk-failed", "no space"));
      sessions(alerts).recover();
      assertThat(told()).contains("\"alert\":\"halted\"", "halted: disk-failed: no space");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void theLogIsToldWhatBecomesOfASession() throws Exception {
    try (SessionAlerts alerts = hooked((exchange, _) -> status(exchange, 200), "on: [halted]\n")) {
      SessionListener watch = alerts.watching(session);
      watch.published(List.of("{}"), running(false));
      watch.published(List.of("{}"), running(false));
      String stop = "{\"kind\":\"operator\",\"action\":\"stop\",\"who\":\"ada\",\"why\":\"done\"}";
      watch.published(
          List.of(stop), running(false).ended(SessionStatus.State.STOPPED, Optional.empty()));
      alerts.watching(session).published(List.of(), halted("disk-failed: full"));
    }
    String of = ": session=%s, strategy=crosses, feed=replay:made".formatted(session.id());
    assertThat(story)
        .containsExactly(
            "Session is running" + of,
            "Session is stopped" + of + ", by=ada: done",
            "TROUBLE Session is halted" + of + ", reason=disk-failed: full");
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
