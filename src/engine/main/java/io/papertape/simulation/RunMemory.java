package io.papertape.simulation;

import io.papertape.market.LongRows;

/// Memory that runs use one after the other, so that none is allocated for each bar, order or
/// fill. For one thread at a time.
///
/// The result of a run can be read until the next run with the same memory begins.
public final class RunMemory {
  private final boolean isForgetting;
  private final boolean isDeferring;
  private final FillLog fills;
  private final OrderLog orders;
  private final BlockEquity block = new BlockEquity();
  private final EquityStretches stretches = new EquityStretches();
  private final int[] sides = new int[SideBits.BLOCK];
  private final SideBits sideBits = new SideBits();
  private final int[] wakes = new int[Skipper.MOST + BarSet.SPARE];
  private final LongRows furtherEquity = new LongRows(EquityCurve.WIDTH);
  private long[] leftSums = {};
  private long[] rightSums = {};
  private long[] equity = new long[0];
  private long uses;

  public RunMemory() {
    this(false, false);
  }

  private RunMemory(boolean isForgetting, boolean isDeferring) {
    this.isForgetting = isForgetting;
    this.isDeferring = isDeferring;
    fills = new FillLog(!isForgetting);
    orders = new OrderLog(!isForgetting);
  }

  /// Memory that does not grow, for runs from a feed that go on for weeks: no curve, fills or
  /// orders are kept for the result, and of each instrument's bars the last
  /// [io.papertape.market.BarHistory#KEPT] at least.
  public static RunMemory forgetting() {
    return new RunMemory(true, false);
  }

  /// Memory for runs that are rarely asked for the values of their curve, such as those of a sweep:
  /// of bars over which the account of one instrument stays as it is, the values are worked out
  /// when the first is asked for, and figures of the curve without them. What is asked for is the
  /// same.
  public static RunMemory deferring() {
    return new RunMemory(false, true);
  }

  boolean isForgetting() {
    return isForgetting;
  }

  boolean isDeferring() {
    return isDeferring;
  }

  /// Takes the memory for a run; what the run before has left is gone.
  ///
  /// @return the number of this use
  long begin() {
    fills.clear();
    orders.clear();
    furtherEquity.clear();
    return ++uses;
  }

  /// @throws IllegalStateException if another run has begun since, or nothing was kept
  void require(long use) {
    if (isForgetting) {
      throw new IllegalStateException(
          "Run was told to forget: use=%d. Read its journal, or give it another RunMemory."
              .formatted(use));
    }
    if (use != uses) {
      throw new IllegalStateException(
          "Result is gone: another run uses its memory, use=%d, uses=%d. Read it before, or give"
                  .formatted(use, uses)
              + " each run a memory of its own.");
    }
  }

  FillLog fills() {
    return fills;
  }

  OrderLog orders() {
    return orders;
  }

  BlockEquity block() {
    return block;
  }

  EquityStretches stretches() {
    return stretches;
  }

  /// Room for the sides of two series over a block of bars; old values are in it.
  int[] sides() {
    return sides;
  }

  SideBits sideBits() {
    return sideBits;
  }

  /// Room for at least so many running sums of one series; old values are in it.
  long[] leftSums(int capacity) {
    if (leftSums.length < capacity) {
      leftSums = new long[capacity];
    }
    return leftSums;
  }

  /// The same for the other series.
  long[] rightSums(int capacity) {
    if (rightSums.length < capacity) {
      rightSums = new long[capacity];
    }
    return rightSums;
  }

  /// Room for the bars of a stretch that wake a callback; old ones are in it.
  int[] wakes() {
    return wakes;
  }

  /// A table for the moments of the curve that are not known ahead; empty.
  LongRows furtherEquity() {
    return furtherEquity;
  }

  /// An array of at least so many values, which may be old ones.
  long[] equity(int capacity) {
    if (equity.length < capacity) {
      equity = new long[capacity];
    }
    return equity;
  }
}
