package io.papertape.live.session;

import io.papertape.account.Position;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.DropReason;
import io.papertape.simulation.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Takes the status of a session from its simulation, on the simulation's thread.
final class SessionSnapshots {
  private SessionSnapshots() {}

  static SessionStatus of(
      RunView run,
      long moments,
      long entries,
      Map<DropReason, Long> dropped,
      int waiting,
      List<String> last,
      Optional<ModelHealth> model) {
    List<SessionStatus.Position> positions = new ArrayList<>();
    for (int i = 0; i < run.instruments(); i++) {
      Position position = run.position(i);
      positions.add(
          new SessionStatus.Position(
              run.instrument(i).symbol(),
              position.quantity(),
              position.averagePrice(),
              run.price(i),
              position.marketValue(),
              run.input(i)));
    }
    Map<String, Long> counts = new TreeMap<>();
    dropped.forEach((reason, count) -> counts.put(reason.code(), count));
    return new SessionStatus(
        run.isKilled() ? State.KILLED : run.isPaused() ? State.PAUSED : State.RUNNING,
        run.timeNanos(),
        moments,
        entries,
        run.cash(),
        run.equity(),
        run.workingOrders(),
        run.fillCount(),
        positions,
        counts,
        waiting,
        last,
        Optional.empty(),
        run.isDrawdownStopped(),
        model,
        Optional.of(
            new SessionStatus.Trading(run.working(SessionStatus.Trading.MOST), run.feesPaid())),
        Optional.of(SessionPnl.of(run)));
  }
}
