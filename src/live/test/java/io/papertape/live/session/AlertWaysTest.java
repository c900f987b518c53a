package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.InputState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertWaysTest extends StagedAlerts {
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
      alerts.watching(session).published(List.of(), halted("x"));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert did not go out")
          .contains("tries=3", "cause=it took longer than PT1.5S");
      long began = System.nanoTime();
      for (int i = 0; i < 1_100; i++) {
        alerts.watching(session).published(List.of(), halted("x"));
      }
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(1));
      assertThat(notices.poll(30, TimeUnit.SECONDS))
          .startsWith("Alert was dropped, too many wait: way=webhook, alert=Session ");
    } finally {
      over.countDown();
    }
  }

  @Test
  void manyStallsDoNotPushOutAHaltWhileTheWebhookIsDown() throws Exception {
    mostTries = 1_000;
    int down =
        6; // the first stall, three tries of the halt at least, two of the last stall at most
    CountDownLatch isHalted = new CountDownLatch(1);
    Hook hook =
        (exchange, number) -> {
          try {
            isHalted.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          status(exchange, number > down ? 204 : 503);
        };
    SessionStatus.Position[] stale =
        IntStream.range(0, 100)
            .mapToObj(i -> new SessionStatus.Position("S" + i, 0, 0, 1, 0, InputState.STALE))
            .toArray(SessionStatus.Position[]::new);
    try (SessionAlerts alerts = hooked(hook, "")) {
      SessionListener watch = alerts.watching(session);
      watch.published(List.of(), running(false, stale[0]));
      assertThat(told()).contains("has no sound data of S0: stale"); // it holds up the rest
      for (int i = 2; i <= stale.length; i++) {
        watch.published(List.of(), running(false, Arrays.copyOf(stale, i)));
      }
      watch.published(List.of(), halted("disk-full: no space"));
      isHalted.countDown();
      List<String> told = new ArrayList<>();
      for (int i = 1; i < down + 2; i++) {
        told.add(told());
      }
      assertThat(told.subList(down - 1, down + 1)) // either may be due first
          .anyMatch(text -> text.contains(sentence("disk-full: no space")))
          .anyMatch(text -> text.contains("has no sound data of S0: stale, S1: stale"))
          .anyMatch(text -> text.contains("S7: stale and 92 more"));
      assertThat(notices)
          .anyMatch(
              notice ->
                  notice.startsWith("Alert did not go out yet")
                      && notice.contains("tries=3")
                      && notice.contains(sentence("disk-full: no space")))
          .noneMatch(notice -> notice.contains("dropped"));
    }
    assertThat(posted).isEmpty();
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
            notices::add,
            (_, _) -> {})) {
      alerts.watching(session).published(List.of(), halted("test"));
      assertThat(notices.poll(30, TimeUnit.SECONDS)).endsWith("cause=it took longer than PT0.5S");
      long process = Long.parseLong(Files.readString(pid).strip());
      Patience.until("the command has ended", () -> !isAlive(process));
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}
