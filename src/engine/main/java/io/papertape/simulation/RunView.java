package io.papertape.simulation;

import io.papertape.account.MutableEquityMarks;
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

  /// Fees of one instrument so far.
  long feesPaid(int instrument);

  /// What closed lots of an instrument have gained; see
  /// [io.papertape.account.MutableAccount#realisedPnl].
  long realisedPnl(int instrument);

  /// What its open lots have gained at its last price.
  long unrealisedPnl(int instrument);

  /// Peak of equity, falls from it, and equity at the start of the UTC day; to be read, not
  /// written. Of a run over a feed, for others may step over moments.
  MutableEquityMarks equityMarks();

  /// How many fills there were so far.
  int fillCount();

  boolean isPaused();

  boolean isKilled();

  /// True once the drawdown stop has tripped.
  boolean isDrawdownStopped();
}
