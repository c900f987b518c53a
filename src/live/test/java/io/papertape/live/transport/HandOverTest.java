package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private final HandOver handOver = new HandOver(4, 100);
  private final List<String> taken = new ArrayList<>();
  private int resumed;
  private long knownMeanwhile;

  private final FeedListener listener =
      new FeedListener() {
        @Override
        public void frame(String venue, int connection, long receivedNanos, byte[] frame) {
          knownMeanwhile = handOver.knownUntil(50);
          taken.add("%s/%d at %d: %d".formatted(venue, connection, receivedNanos, frame.length));
        }

        @Override
        public void change(FeedChange change) {
          taken.add(change.state() + " " + change.reason());
        }

        @Override
        public void doubt(int connection, boolean isInDoubt, long atNanos) {
          taken.add("doubt of %d at %d: %b".formatted(connection, atNanos, isInDoubt));
        }
      };

  @Test
  void framesAndChangesComeInTheOrderInWhichTheyWereLeft() throws InterruptedException {
    leave(1, 10);
    handOver.change(new FeedChange("kraken", 0, 1, State.LOST, Reason.BROKEN, 5, 0, false, ""));
    leave(2, 20);
    takeAll();
    assertThat(taken).containsExactly("kraken/1 at 7: 10", "LOST BROKEN", "kraken/2 at 7: 20");
    assertThat(handOver.depth()).isEqualTo(new HandOver.Depth(0, 0, 2, 30, 0));
  }

  @Test
  void aFullHandOverPausesTheConnectionUntilHalfIsTaken() throws InterruptedException {
    assertThat(leave(1, 1)).isTrue();
    assertThat(leave(1, 1)).isTrue();
    assertThat(leave(1, 1)).isTrue();
    assertThat(leave(1, 1)).isFalse();
    assertThat(leave(2, 1)).isFalse();
    assertThat(handOver.depth()).isEqualTo(new HandOver.Depth(5, 5, 5, 5, 2));
    take(2);
    assertThat(resumed).isZero();
    take(1);
    assertThat(resumed).isEqualTo(2);
    takeAll();
    assertThat(resumed).isEqualTo(2);
    assertThat(taken).hasSize(5);
  }

  @Test
  void bytesAreBoundedToo() throws InterruptedException {
    assertThat(leave(1, 99)).isTrue();
    assertThat(leave(1, 1)).isFalse();
    take(1);
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void nothingToTakeIsToldAtOnce() throws InterruptedException {
    assertThat(handOver.next(listener, 0)).isFalse();
  }

  @Test
  void nothingIsKnownBeyondTheOldestMessageUntilItHasBeenTaken() throws InterruptedException {
    assertThat(handOver.knownUntil(50)).isEqualTo(50);
    handOver.change(new FeedChange("kraken", 0, 1, State.LIVE, Reason.BROKEN, 5, 0, false, ""));
    leave(1, 1);
    assertThat(handOver.knownUntil(50)).isEqualTo(7);
    assertThat(handOver.knownUntil(6)).isEqualTo(6);
    take(2);

    assertThat(knownMeanwhile).isEqualTo(7);
    assertThat(handOver.knownUntil(50)).isEqualTo(50);
  }

  private boolean leave(int connection, int bytes) {
    return handOver.frame("kraken", connection, 7, new byte[bytes], () -> resumed++);
  }

  private void take(int items) throws InterruptedException {
    for (int i = 0; i < items; i++) {
      assertThat(handOver.next(listener, 0)).isTrue();
    }
  }

  private void takeAll() throws InterruptedException {
    while (handOver.next(listener, 0)) {
      // The listener keeps it.
    }
  }
}
