package io.papertape.simulation;

import io.papertape.account.Position;
import io.papertape.execution.WorkingOrder;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import java.util.List;

/// A run as it stands, for whoever feeds it; to be read on the thread that runs it.
///
/// Prices, quantities and cash are fixed point.
public interface RunView {
  /// The moment reached, nanoseconds since 1970-01-01 UTC.
  long timeNanos();

  int instruments();

  Instrument instrument(int index);

  /// Last known price; 0 before the first.
  long price(int instrument);

  Position position(int instrument);

  InputState input(int instrument);

  long cash();

  long equity();

  int workingOrders();

  /// The first of the orders that work.
  List<WorkingOrder> working(int most);

  /// All fees so far.
  long feesPaid();

  /// How many fills there were so far.
  int fillCount();

  boolean isPaused();

  boolean isKilled();

  /// True once the drawdown stop has tripped.
  boolean isDrawdownStopped();
}
