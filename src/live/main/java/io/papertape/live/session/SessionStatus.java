package io.papertape.live.session;

import io.papertape.execution.WorkingOrder;
import io.papertape.market.InputState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A session as it stood after its last durable entry. Prices, quantities and cash are fixed
/// point, times nanoseconds since 1970-01-01 UTC.
///
/// @param timeNanos      moment reached, by the clock of the feed; 0 before the first
/// @param moments        on the tape
/// @param entries        of the journal
/// @param position       signed; one for each instrument
/// @param dropped        events that are not on the tape, by reason
/// @param waiting        events that wait for the session
/// @param last           last decisions, vetoes, orders and fills, as they stand in the journal
/// @param halt           why it halted, if it did
/// @param isDrawdownStopped whether its drawdown stop has tripped
/// @param model          how its remote model does, if it has been needed
/// @param trading        its orders and fees; empty if it has ended, or nothing says
/// @param pnl            what it has gained; empty if nothing says
public record SessionStatus(
    State state,
    long timeNanos,
    long moments,
    long entries,
    long cash,
    long equity,
    int workingOrders,
    int fills,
    List<Position> position,
    Map<String, Long> dropped,
    int waiting,
    List<String> last,
    Optional<String> halt,
    boolean isDrawdownStopped,
    Optional<ModelHealth> model,
    Optional<Trading> trading,
    Optional<SessionPnl> pnl) {
  /// Cash, equity, moments or entries of a session that nobody runs and of which nothing says.
  public static final long UNKNOWN = Long.MIN_VALUE;

  /// Orders and fills likewise.
  public static final int UNKNOWN_COUNT = -1;

  /// What a session does.
  public enum State {
    /// Runs its tape again after a restart.
    RECOVERING,
    RUNNING,
    PAUSED,
    /// Killed by the operator: it listens and records, and places no order.
    KILLED,
    /// Ended by itself, because it could not go on safely; see the reason.
    HALTED,
    /// Ended in good order; the journal is sealed.
    STOPPED,
    /// The strategy failed; the journal is sealed as failed.
    FAILED;

    public boolean isOver() {
      return this == HALTED || this == STOPPED || this == FAILED;
    }
  }

  /// One instrument.
  ///
  /// @param price last known; 0: none yet
  /// @param value of the position at that price
  public record Position(
      String symbol, long quantity, long averagePrice, long price, long value, InputState input) {}

  /// What a session does in the market, or did when it halted.
  ///
  /// @param orders   the first of those that work
  /// @param feesPaid so far
  public record Trading(List<WorkingOrder> orders, long feesPaid) {
    static final int MOST = 20;

    public Trading {
      orders = List.copyOf(orders);
    }

    static Trading first(List<WorkingOrder> all, long feesPaid) {
      return new Trading(all.subList(0, Math.min(MOST, all.size())), feesPaid);
    }
  }

  public SessionStatus {
    position = List.copyOf(position);
    last = List.copyOf(last);
  }

  /// One of which nothing says what it has gained.
  public SessionStatus(
      State state,
      long timeNanos,
      long moments,
      long entries,
      long cash,
      long equity,
      int workingOrders,
      int fills,
      List<Position> position,
      Map<String, Long> dropped,
      int waiting,
      List<String> last,
      Optional<String> halt,
      boolean isDrawdownStopped,
      Optional<ModelHealth> model,
      Optional<Trading> trading) {
    this(
        state,
        timeNanos,
        moments,
        entries,
        cash,
        equity,
        workingOrders,
        fills,
        position,
        dropped,
        waiting,
        last,
        halt,
        isDrawdownStopped,
        model,
        trading,
        Optional.empty());
  }

  static SessionStatus starting() {
    return new SessionStatus(
        State.RECOVERING,
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
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  SessionStatus ended(State how, Optional<String> why) {
    return new SessionStatus(
        how,
        timeNanos,
        moments,
        entries,
        cash,
        equity,
        workingOrders,
        fills,
        position,
        dropped,
        waiting,
        last,
        why,
        isDrawdownStopped,
        model,
        how == State.HALTED ? trading : Optional.empty(),
        pnl);
  }
}
