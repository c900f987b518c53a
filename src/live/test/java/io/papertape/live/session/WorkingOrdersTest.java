package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.WorkingOrder;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingOrdersTest {
  private static final long MINUTE = 60 * ToldFeed.SECOND;

  @TempDir private Path home;

  /// Buys at its first bar; nothing comes that would fill it.
  private static final class BuysOnce implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      context.buy(instrument, Size.units(3));
    }
  }

  @Test
  void anOrderThatWorksIsInTheStatusUntilTheSessionEnds() throws Exception {
    SessionFolder folder =
        SessionFolder.create(new Workspace(home), ToldFeed.manifest(MINUTE), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session =
        new PaperSession(
                folder.id(),
                folder.manifest(),
                SessionDisks.of(folder),
                new BuysOnce(),
                feed,
                System::nanoTime,
                SessionListener.NONE)
            .start();
    feed.now.set(ToldFeed.START + MINUTE + 50_000_000);
    feed.live();
    feed.bar(ToldFeed.START, ToldFeed.START + MINUTE);
    Patience.until("order", () -> session.status().workingOrders() == 1);

    assertThat(session.status().trading().orElseThrow().feesPaid()).isZero();
    assertThat(session.status().trading().orElseThrow().orders())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.side()).isEqualTo(Side.BUY);
              assertThat(one.quantity()).isEqualTo(3 * FixedPoint.ONE);
              assertThat(one.limit()).isZero();
              assertThat(one.sinceNanos()).isGreaterThanOrEqualTo(ToldFeed.START + MINUTE);
            });
    session.command(Command.STOP, "test", "over");
    assertThat(session.await(60_000).orElseThrow().trading()).isEmpty();
  }

  /// Brackets, a limit that is changed and cancelled, until a bar at which it breaks.
  private static final class Brackets implements Strategy {
    private final int last;
    private int limit;

    Brackets(int last) {
      this.last = last;
    }

    @Override
    public void onBar(Context context, int instrument) {
      int bar = context.barIndex(instrument);
      if (instrument == 0 && bar == last) {
        throw new OutOfMemoryError("Java heap space");
      }
      long price = context.price(instrument);
      if (context.quantity(instrument) == 0 && bar % 3 == 0) {
        context.submit(
            instrument,
            Order.market(Side.BUY, Size.units(10)),
            price - FixedPoint.ONE,
            price + FixedPoint.ONE);
      }
      if (instrument == 0) {
        changeLimit(context, bar, price);
      }
    }

    private void changeLimit(Context context, int bar, long price) {
      if (bar % 7 == 1) {
        limit = context.submit(0, Order.limit(Side.BUY, Size.units(5), price - 4 * FixedPoint.ONE));
      } else if (bar % 7 == 3) {
        context.amend(limit, 4 * FixedPoint.ONE, price - 3 * FixedPoint.ONE, 0);
      } else if (bar % 7 == 6) {
        context.cancel(limit);
      }
    }
  }

  private static List<String> words(SessionStatus status) {
    return status.trading().orElseThrow().orders().stream()
        .sorted(Comparator.comparingInt(WorkingOrder::id))
        .map(
            one ->
                "%d %d %s %d %d %d"
                    .formatted(
                        one.id(),
                        one.instrument(),
                        one.side(),
                        one.quantity(),
                        one.limit(),
                        one.stop()))
        .toList();
  }

  @Test
  void thoseOfAHaltedSessionAreKeptAndElseReadFromItsJournal() throws Exception {
    int most = 0;
    for (int last : new int[] {9, 23, 40, 60}) {
      SessionManifest manifest = KilledSession.manifest(80);
      Path folders = home.resolve("until-" + last);
      SessionFolder folder = SessionFolder.create(new Workspace(folders), manifest, home);
      SessionStatus end =
          new PaperSession(
                  folder.id(),
                  manifest,
                  SessionDisks.of(folder),
                  new Brackets(last),
                  KilledSession.feed(80, 400),
                  System::nanoTime,
                  SessionListener.NONE)
              .start()
              .await(60_000)
              .orElseThrow();
      assertThat(end.state()).isEqualTo(SessionStatus.State.HALTED);
      assertThat(words(end)).hasSize(end.workingOrders());
      most = Math.max(most, end.workingOrders());

      IdleStatus.keep(folder, end);
      assertThat(IdleStatus.of(folder, "").trading()).isEqualTo(end.trading());

      Files.delete(folder.journal().resolveSibling(LastStatus.NAME));
      SessionStatus idle = IdleStatus.of(folder, "");
      assertThat(idle.trading()).isEmpty();
      SessionStatus read = RecordFigures.of(folder, manifest, idle);
      assertThat(words(read)).isEqualTo(words(end));
      assertThat(read.workingOrders()).isEqualTo(end.workingOrders());
    }
    assertThat(most).isGreaterThan(3);
  }
}
