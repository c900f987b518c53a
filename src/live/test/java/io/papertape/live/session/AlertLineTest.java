package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.AlertLine.TryAgainException;
import io.papertape.live.session.AlertSettings.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlertLineTest {
  private static final AlertLine.Tries HOURLY =
      new AlertLine.Tries(List.of(Duration.ofHours(1)), 3, 24);

  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> tried = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  private static Alert alert(Cause cause, String session, String text) {
    return new Alert("1", cause, session, "s", "t", "t", text);
  }

  /// A way that cannot take what is bad.
  private void go(Alert alert) throws TryAgainException {
    tried.add(alert.text());
    if (alert.text().startsWith("bad")) {
      throw new TryAgainException("500", null);
    }
    taken.add(alert.text());
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void anAlertThatTheWayCannotTakeHoldsUpNoOther() throws Exception {
    try (AlertLine line = new AlertLine("webhook", this::go, HOURLY, notices::add)) {
      line.offer(alert(Cause.HALTED, "a", "bad halt"));
      assertThat(next(tried)).isEqualTo("bad halt");
      line.offer(alert(Cause.STALLED, "b", "bad stall"));
      assertThat(next(tried)).isEqualTo("bad stall");
      line.offer(alert(Cause.HALTED, "c", "halt"));
      line.offer(alert(Cause.STALLED, "c", "stall"));
      assertThat(next(taken)).isEqualTo("halt");
      assertThat(next(taken)).isEqualTo("stall");
    }
  }

  @Test
  void aLaterStallOfItsSessionTakesThePlaceOfOneThatFailed() throws Exception {
    AlertLine.Tries quick = new AlertLine.Tries(List.of(Duration.ofMillis(1)), 3, 5);
    CountDownLatch isOffered = new CountDownLatch(1);
    AlertLine.Way way =
        alert -> {
          tried.add(alert.text());
          if (alert.text().startsWith("bad")) {
            isOffered.await();
            throw new TryAgainException("500", null);
          }
        };
    try (AlertLine line = new AlertLine("webhook", way, quick, notices::add)) {
      line.offer(alert(Cause.STALLED, "a", "bad stall"));
      assertThat(next(tried)).isEqualTo("bad stall");
      line.offer(alert(Cause.SOUND, "a", "sound"));
      isOffered.countDown();
      assertThat(next(tried)).isEqualTo("sound");
      line.offer(alert(Cause.HALTED, "a", "bad halt"));
      for (int i = 0; i < 5; i++) {
        assertThat(next(tried)).isEqualTo("bad halt");
      }
      assertThat(next(notices)).contains("did not go out yet", "tries=3");
      assertThat(next(notices)).contains("did not go out: way=webhook, tries=5");
    }
  }

  @Test
  void whatWaitsAtTheEndIsNamed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AlertLine.Way way =
        alert -> {
          tried.add(alert.text());
          if (alert.text().startsWith("hanging")) {
            never.await();
          }
          throw new TryAgainException("500", null);
        };
    AlertLine line = new AlertLine("webhook", way, HOURLY, notices::add);
    line.offer(alert(Cause.HALTED, "a", "failed once"));
    assertThat(next(tried)).isEqualTo("failed once");
    line.offer(alert(Cause.HALTED, "b", "hanging"));
    assertThat(next(tried)).isEqualTo("hanging");
    line.offer(alert(Cause.STALLED, "c", "stall"));
    line.close();
    assertThat(notices)
        .containsExactlyInAnyOrder(lost("failed once"), lost("hanging"), lost("stall"));
    line.offer(alert(Cause.HALTED, "d", "too late"));
    assertThat(notices).contains(lost("too late"));
  }

  private static String lost(String text) {
    return "Alert did not go out, the service ends: way=webhook, alert=" + text;
  }
}
