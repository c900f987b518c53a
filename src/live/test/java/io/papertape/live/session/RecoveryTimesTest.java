package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a session on quotes takes to recover, with a snapshot and without: to run its tape
/// again to the end, with the journal compared or checked.
///
/// `-Dpapertape.recovery.moments=2000000` measures; without it the sizes are those of a test.
class RecoveryTimesTest {
  private static final int MOMENTS = Integer.getInteger("papertape.recovery.moments", 30_000);
  private static final List<Instrument> INSTRUMENTS = List.of(Instrument.crypto("AAA"));

  @TempDir private Path home;

  /// Turns its position at each whole price.
  private static final class Turning implements Strategy {
    @Override
    public void onQuote(Context context, int instrument) {
      boolean isWhole = context.bid(instrument) % FixedPoint.ONE == 0;
      if (isWhole && !context.hasWorkingOrder(instrument)) {
        if (context.quantity(instrument) != 0) {
          context.closeAll(instrument);
        } else {
          context.buy(instrument, Size.units(1));
        }
      }
    }
  }

  private static QuoteColumns quotes() {
    SplittableRandom random = new SplittableRandom(1);
    List<Quote> quotes = new ArrayList<>();
    long cents = 10_000;
    for (int i = 0; i < MOMENTS; i++) {
      cents = Math.max(100, cents + random.nextInt(21) - 10);
      long bid = cents * (FixedPoint.ONE / 100);
      quotes.add(
          new Quote(
              MadeMinutes.START + i * 20_000L,
              bid,
              100 * FixedPoint.ONE,
              bid + FixedPoint.ONE / 50,
              100 * FixedPoint.ONE));
    }
    return QuoteColumns.of(quotes);
  }

  private static SessionManifest manifest() {
    return MadeManifest.of(
        "turning",
        "replay:made",
        MadeMinutes.START - 1,
        List.of(new TapeInstrument(INSTRUMENTS.getFirst(), "replay", "AAA", 0)));
  }

  private static double seconds(SessionFolder folder, QuoteColumns quotes, SnapshotPlan plan)
      throws InterruptedException {
    long start = System.nanoTime();
    SessionStatus end =
        new PaperSession(
                folder.id(),
                folder.manifest(),
                SessionDisks.of(folder),
                Turning::new,
                plan,
                new ReplayFeed(
                    INSTRUMENTS,
                    List.of(BarColumns.of(List.of())),
                    List.of(quotes),
                    List.of(),
                    0,
                    System::nanoTime),
                System::nanoTime,
                SessionListener.NONE)
            .start()
            .await(1_000_000)
            .orElseThrow();
    assertThat(end.halt()).isEmpty();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    return (System.nanoTime() - start) / 1e9;
  }

  @Test
  void aSnapshotSavesTheWayToIt() throws Exception {
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest(), home);
    AtomicInteger resumed = new AtomicInteger();
    SnapshotPlan plan =
        new SnapshotPlan(
            Math.max(1, MOMENTS / 10),
            0,
            Runnable::run,
            note -> resumed.addAndGet(note.kind() == SnapshotNote.Kind.RESUMED ? 1 : 0));
    QuoteColumns quotes = quotes();
    double first = seconds(folder, quotes, plan);
    byte[] journal = Files.readAllBytes(folder.journal());
    double without = seconds(folder, quotes, SnapshotPlan.NONE);
    double with = seconds(folder, quotes, plan);
    assertThat(resumed).hasValue(1);
    assertThat(Files.readAllBytes(folder.journal())).isEqualTo(journal);
    System.out.printf(
        "Recovery of %d moments: %.2f s by tape, %.2f s by snapshot; journal %d bytes,"
            + " life with proofs %.2f s.%n",
        MOMENTS, without, with, journal.length, first);
  }
}
