package io.papertape.performance;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.simulation.FillLog;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Pairs the fills of a run into round trips by a named rule.
public final class RoundTrips {
  /// How fills are paired.
  public enum Pairing {
    /// From flat to flat, with average prices.
    FLAT_TO_FLAT,
    /// Each closing fill against the lots it closed: its own entry's, or the oldest.
    LOTS
  }

  private final List<Instrument> instruments;
  private final List<BarColumns> bars;
  private final Pairing pairing;
  private final boolean isOnTicks;
  private final List<OpenTrip>[] open;
  private final List<RoundTrip> done = new ArrayList<>();

  @SuppressWarnings({"unchecked", "rawtypes"})
  private RoundTrips(
      List<Instrument> instruments, List<BarColumns> bars, Pairing pairing, boolean isOnTicks) {
    this.instruments = instruments;
    this.bars = bars;
    this.pairing = pairing;
    this.isOnTicks = isOnTicks;
    open = new List[instruments.size()];
    for (int i = 0; i < open.length; i++) {
      open[i] = new ArrayList<>();
    }
  }

  /// Round trips in the order in which they ended; what is still open is left out.
  ///
  /// @param bars history of each instrument, for the excursions
  public static List<RoundTrip> of(
      FillLog fills, List<Instrument> instruments, List<BarColumns> bars, Pairing pairing) {
    return new RoundTrips(instruments, bars, pairing, false).paired(fills);
  }

  /// The same of a run on quotes or trade ticks, whose fills happen inside of bars. Excursions are
  /// those of its own fills and of the bars wholly between the first and the last of them: what
  /// the price did in the rest of the bars of entry and exit is not looked at, so they may have
  /// been farther.
  ///
  /// @param bars of each instrument, made of all its quotes or trade ticks
  public static List<RoundTrip> onTicks(
      FillLog fills, List<Instrument> instruments, List<BarColumns> bars, Pairing pairing) {
    return new RoundTrips(instruments, bars, pairing, true).paired(fills);
  }

  private List<RoundTrip> paired(FillLog fills) {
    Iterator<FillLog.SplitMark> splits = fills.splits().iterator();
    Optional<FillLog.SplitMark> next = following(splits);
    for (int i = 0; i < fills.size(); i++) {
      while (next.isPresent() && next.get().beforeFill() <= i) {
        split(next.get());
        next = following(splits);
      }
      take(fills, i);
    }
    while (next.isPresent()) {
      split(next.get());
      next = following(splits);
    }
    return List.copyOf(done);
  }

  /// Number of the bar in which a fill happened. On ticks the log has the last one that was
  /// finished then.
  private int bar(FillLog fills, int index) {
    if (!isOnTicks) {
      return fills.barIndex(index);
    }
    long[] opens = bars.get(fills.instrument(index)).openTimeNanos();
    int at = Arrays.binarySearch(opens, fills.eventTimeNanos(index));
    return at >= 0 ? at : Math.max(0, -at - 2);
  }

  private static Optional<FillLog.SplitMark> following(Iterator<FillLog.SplitMark> splits) {
    return splits.hasNext() ? Optional.of(splits.next()) : Optional.empty();
  }

  private void split(FillLog.SplitMark mark) {
    List<OpenTrip> lots = open[mark.instrument()];
    long held = 0;
    for (OpenTrip lot : lots) {
      held += lot.signedQuantity;
    }
    long step = instruments.get(mark.instrument()).quantityStep();
    long left = FixedPoint.roundDown(restated(held, mark), step);
    for (OpenTrip lot : lots) {
      left -= lot.split(mark, left, lot == lots.getLast());
    }
    for (OpenTrip lot : lots) {
      if (lot.signedQuantity == 0 && lot.exitQuantity > 0) {
        done.add(lot.toRoundTrip(instruments.get(lot.instrument), bars.get(lot.instrument)));
      }
    }
    lots.removeIf(lot -> lot.signedQuantity == 0);
  }

  private static long restated(long quantity, FillLog.SplitMark mark) {
    return FixedPoint.ratio(quantity, mark.newShares(), mark.oldShares(), RoundingMode.DOWN);
  }

  private void take(FillLog fills, int index) {
    List<OpenTrip> lots = open[fills.instrument(index)];
    boolean isClosing =
        !lots.isEmpty() && (lots.getFirst().signedQuantity ^ fills.signedQuantity(index)) < 0;
    if (!isClosing) {
      openLot(lots, fills, index);
    } else {
      close(lots, fills, index, Math.abs(fills.signedQuantity(index)), fills.lotId(index));
    }
  }

  private void openLot(List<OpenTrip> lots, FillLog fills, int index) {
    boolean isSame =
        !lots.isEmpty()
            && (pairing == Pairing.FLAT_TO_FLAT || lots.getLast().orderId == fills.orderId(index));
    if (!isSame) {
      lots.add(new OpenTrip(fills, index, bar(fills, index), isOnTicks));
    }
    lots.getLast().grow(fills, index);
  }

  private void close(List<OpenTrip> lots, FillLog fills, int index, long quantity, int lotId) {
    long rest = quantity;
    for (int i = 0; i < lots.size() && rest > 0; ) {
      OpenTrip lot = lots.get(i);
      if (lotId != 0 && lot.orderId != lotId) {
        i++;
        continue;
      }
      long part = Math.min(rest, Math.abs(lot.signedQuantity));
      lot.shrink(fills, index, bar(fills, index), part, quantity);
      rest -= part;
      if (pairing == Pairing.LOTS || lot.signedQuantity == 0) {
        done.add(lot.toRoundTrip(instruments.get(lot.instrument), bars.get(lot.instrument)));
      }
      if (lot.signedQuantity == 0) {
        lots.remove(i);
      }
    }
    if (rest > 0 && lotId != 0) {
      close(lots, fills, index, rest, 0);
    }
  }

  /// A trip under way. Exits collect until it ends; with lots, each exit ends a part of it.
  private static final class OpenTrip {
    private final int instrument;
    private final int orderId;
    private final long entryTimeNanos;
    private final int entryBar;
    private final boolean isLong;
    private final boolean isOnTicks;
    private long signedQuantity;
    private long entryQuantity;
    private long entryValue;
    private long entryFees;
    private long exitQuantity;
    private long exitValue;
    private long exitFees;
    private long exitTimeNanos;
    private int exitBar;

    /// Of its own fills, in the shares of now.
    private double highestFill;

    private double lowestFill = Double.POSITIVE_INFINITY;
    private final List<FillLog.SplitMark> splits = new ArrayList<>();

    OpenTrip(FillLog fills, int index, int bar, boolean isOnTicks) {
      this.isOnTicks = isOnTicks;
      instrument = fills.instrument(index);
      orderId = fills.orderId(index);
      entryTimeNanos = fills.eventTimeNanos(index);
      entryBar = bar;
      isLong = fills.signedQuantity(index) > 0;
    }

    void grow(FillLog fills, int index) {
      long quantity = Math.abs(fills.signedQuantity(index));
      signedQuantity += fills.signedQuantity(index);
      entryQuantity += quantity;
      entryValue += FixedPoint.notional(fills.price(index), quantity);
      entryFees += fills.fee(index);
      reached(fills.price(index));
    }

    private void reached(long price) {
      highestFill = Math.max(highestFill, FixedPoint.toDouble(price));
      lowestFill = Math.min(lowestFill, FixedPoint.toDouble(price));
    }

    /// Restates what is held in new shares. Fractions were paid in cash and leave the trip with
    /// what they had cost; they come out of the last lots, as in the account.
    ///
    /// @param most   signed quantity that the account still holds of this and the lots after it
    /// @param isLast takes all of it
    /// @return signed quantity kept
    long split(FillLog.SplitMark mark, long most, boolean isLast) {
      long exact = restated(signedQuantity, mark);
      boolean isMore = isLast || Math.abs(exact) > Math.abs(most);
      signedQuantity = isMore ? most : exact;
      exitQuantity = restated(exitQuantity, mark);
      long before = Math.abs(exact) + exitQuantity;
      entryQuantity = Math.abs(signedQuantity) + exitQuantity;
      if (before > 0) {
        entryValue = share(entryValue, entryQuantity, before);
      }
      highestFill = highestFill * mark.oldShares() / mark.newShares();
      lowestFill = lowestFill * mark.oldShares() / mark.newShares();
      splits.add(mark);
      return signedQuantity;
    }

    void shrink(FillLog fills, int index, int bar, long part, long fillQuantity) {
      signedQuantity -= Long.signum(signedQuantity) * part;
      exitQuantity += part;
      exitValue += FixedPoint.notional(fills.price(index), part);
      exitFees += share(fills.fee(index), part, fillQuantity);
      exitTimeNanos = fills.eventTimeNanos(index);
      exitBar = bar;
      reached(fills.price(index));
    }

    private static long share(long amount, long part, long whole) {
      return part == whole ? amount : FixedPoint.ratio(amount, part, whole, RoundingMode.HALF_UP);
    }

    /// Hands out what was closed, and keeps what is left.
    RoundTrip toRoundTrip(Instrument traded, BarColumns columns) {
      long closedEntryValue = share(entryValue, exitQuantity, entryQuantity);
      long closedEntryFees = share(entryFees, exitQuantity, entryQuantity);
      long gross = isLong ? exitValue - closedEntryValue : closedEntryValue - exitValue;
      long fees = closedEntryFees + exitFees;
      long pnl = FixedPoint.multiply(gross, traded.multiplier()) - fees;
      double value =
          FixedPoint.toDouble(FixedPoint.multiply(closedEntryValue, traded.multiplier()));
      long entryPrice = FixedPoint.divide(closedEntryValue, exitQuantity);
      RoundTrip trip =
          new RoundTrip(
              traded.symbol(),
              isLong ? RoundTrip.Direction.LONG : RoundTrip.Direction.SHORT,
              exitQuantity,
              entryTimeNanos,
              exitTimeNanos,
              entryBar,
              exitBar,
              entryPrice,
              FixedPoint.divide(exitValue, exitQuantity),
              pnl,
              fees,
              FixedPoint.toDouble(pnl) / value,
              excursion(columns, entryPrice, !isLong),
              excursion(columns, entryPrice, isLong));
      entryValue -= closedEntryValue;
      entryFees -= closedEntryFees;
      entryQuantity -= exitQuantity;
      exitQuantity = 0;
      exitValue = 0;
      exitFees = 0;
      return trip;
    }

    /// Farthest the price went up (or down) from the entry, as a fraction of it, never negative.
    private double excursion(BarColumns columns, long entryPrice, boolean isUp) {
      double entry = FixedPoint.toDouble(entryPrice);
      double extreme = entry;
      if (isOnTicks) {
        extreme = isUp ? Math.max(entry, highestFill) : Math.min(entry, lowestFill);
      }
      int first = isOnTicks ? entryBar + 1 : Math.max(0, entryBar);
      int last = isOnTicks ? exitBar - 1 : exitBar;
      for (int i = first; i <= last && i < columns.size(); i++) {
        long raw = isUp ? columns.high()[i] : columns.low()[i];
        double price = FixedPoint.toDouble(raw) * factor(columns.openTimeNanos()[i]);
        extreme = isUp ? Math.max(extreme, price) : Math.min(extreme, price);
      }
      return Math.abs(extreme - entry) / entry;
    }

    /// What a price of then is multiplied by to be one of the shares that were sold.
    private double factor(long openNanos) {
      double factor = 1;
      for (FillLog.SplitMark mark : splits) {
        if (mark.timeNanos() > openNanos) {
          factor *= (double) mark.oldShares() / mark.newShares();
        }
      }
      return factor;
    }
  }
}
