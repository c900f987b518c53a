package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
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
}
