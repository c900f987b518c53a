package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Whatever goes wrong with its snapshots, a session does what it would do without.
class BrokenSnapshotsTest extends StagedSnapshots {
  private SnapshotPlan plan(Executor prover) {
    return new SnapshotPlan(300, 0, prover, notes::add);
  }

  /// Lives to its end with snapshots that go wrong, and once more without any.
  private SessionFolder lived(Supplier<Strategy> strategies, SnapshotPlan plan) throws Exception {
    SessionFolder folder = folder("broken");
    SessionStatus end = live(folder, folder.tape(), strategies, plan);
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertIdentical(folder, new Crosses());
    assertThat(snapshots(folder)).isEmpty();
    assertThat(folder.record().names()).noneMatch(name -> name.endsWith(".draft"));
    return folder;
  }

  @Test
  void aProofThatCannotBeBegunEndsNoSession() throws Exception {
    lived(
        Crosses::new,
        plan(
            _ -> {
              throw new OutOfMemoryError("unable to create native thread");
            }));
    assertThat(texts(Kind.FAILED))
        .isNotEmpty()
        .containsOnly(
            "Snapshot failed: java.lang.OutOfMemoryError: unable to create native thread");
    assertThat(texts(Kind.OFF)).isEmpty();
  }

  @Test
  void aProofThatIsRejectedEndsNoSession() throws Exception {
    lived(
        Crosses::new,
        plan(
            _ -> {
              throw new RejectedExecutionException("over");
            }));
    assertThat(texts(Kind.OFF)).hasSize(1);
    assertThat(texts(Kind.OFF).getFirst())
        .startsWith(
            "Snapshots are off: it cannot be proved,"
                + " java.util.concurrent.RejectedExecutionException: over.");
  }

  @Test
  void aTwinWithoutRoomEndsNoSession() throws Exception {
    boolean[] isLiving = {false};
    lived(
        () -> {
          if (isLiving[0]) {
            throw new OutOfMemoryError("no room");
          }
          isLiving[0] = true;
          return new Crosses();
        },
        plan());
    assertThat(texts(Kind.FAILED))
        .isNotEmpty()
        .containsOnly("Snapshot failed: java.lang.OutOfMemoryError: no room");
  }

  /// Breaks whoever writes it down.
  private static final class Unwritten extends BigDecimal {
    private static final long serialVersionUID = 1;
    private final transient Supplier<? extends Throwable> why;

    Unwritten(Supplier<? extends Throwable> why) {
      super("1");
      this.why = why;
    }

    @Override
    public String toString() {
      if (why.get() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("not now");
    }
  }

  @SuppressWarnings("UnusedVariable") // it is there to be kept
  private static final class Holding extends Crosses {
    private final transient Supplier<? extends Throwable> why;
    private BigDecimal held = BigDecimal.ONE;

    Holding(Supplier<? extends Throwable> why) {
      this.why = why;
    }

    @Override
    public void onBar(Context context, int instrument) {
      held = new Unwritten(why);
      super.onBar(context, instrument);
    }
  }

  @Test
  void aSnapshotThatCannotBeTakenEndsNoSession() throws Exception {
    lived(() -> new Holding(() -> new OutOfMemoryError("no heap")), plan());
    assertThat(texts(Kind.FAILED))
        .isNotEmpty()
        .containsOnly("Snapshot failed: java.lang.OutOfMemoryError: no heap");
    assertThat(texts(Kind.OFF)).isEmpty();
  }

  @Test
  void aSnapshotWhoseStateBreaksEndsNoSession() throws Exception {
    lived(() -> new Holding(IllegalStateException::new), plan());
    assertThat(texts(Kind.OFF)).hasSize(1);
    assertThat(texts(Kind.OFF).getFirst())
        .startsWith(
            "Snapshots are off: it cannot be taken, java.lang.IllegalStateException: not now.");
  }

  @Test
  void aCheckThatCannotBeBegunIsMadeBeforeTheSeal() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    SessionStatus end =
        live(
            folder,
            folder.tape(),
            Crosses::new,
            plan(
                _ -> {
                  throw new OutOfMemoryError("unable to create native thread");
                }));
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertIdentical(folder, new Crosses());
  }

  /// A value that is another each time that it is made.
  private record Counted(long[] times) {
    Counted {
      times = new long[] {times[0] + 1};
    }
  }

  @SuppressWarnings("UnusedVariable") // it is there to be kept
  private static final class Counting extends Crosses {
    private List<Counted> all = List.of();

    @Override
    public void onBar(Context context, int instrument) {
      if (all.isEmpty()) {
        all = List.of(new Counted(new long[] {1}));
      }
      super.onBar(context, instrument);
    }
  }

  @Test
  void aSnapshotThatCannotBePutBackIsNeverKept() throws Exception {
    lived(Counting::new, plan());
    assertThat(texts(Kind.KEPT)).isEmpty();
    assertThat(texts(Kind.OFF)).hasSize(1);
    assertThat(texts(Kind.OFF).getFirst())
        .startsWith(
            "Snapshots are off: a snapshot is not right, it cannot be put back: State is another"
                + " once it has been put back.");
  }
}
