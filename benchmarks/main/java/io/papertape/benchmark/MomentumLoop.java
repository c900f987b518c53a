package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.Arrays;
import java.util.Collection;

/// [MomentumRule] by hand: the limit for W2. All instruments have a bar at every moment.
final class MomentumLoop {
  private static final long FEE_DIVISOR = 10_000 / CrossRule.FEE_BPS;

  private final long[][] open;
  private final long[][] close;
  private final int bars;
  private final long[] held;
  private final long[] pending;
  private final int[] owned;
  private final double[] momentum;
  private final double[] sorted;
  private final boolean[] isBest;
  private final long[] equity;
  private final long[] fillPrice;
  private final long[] fillFee;
  private int owners;
  private int fills;
  private long cash;

  MomentumLoop(Collection<BarColumns> universe) {
    open = universe.stream().map(BarColumns::open).toArray(long[][]::new);
    close = universe.stream().map(BarColumns::close).toArray(long[][]::new);
    bars = close[0].length;
    held = new long[open.length];
    pending = new long[open.length];
    owned = new int[open.length];
    momentum = new double[open.length];
    sorted = new double[open.length];
    isBest = new boolean[open.length];
    equity = new long[bars];
    fillPrice = new long[open.length * bars / MomentumRule.EVERY];
    fillFee = new long[fillPrice.length];
  }

  Outcome run() {
    Arrays.fill(held, 0);
    Arrays.fill(pending, 0);
    owners = 0;
    fills = 0;
    cash = CrossRule.CASH * 100_000_000L;
    boolean isPending = false;
    for (int bar = 0; bar < bars; bar++) {
      if (isPending) {
        fillAll(bar);
        isPending = false;
      }
      long sum = cash;
      for (int k = 0; k < owners; k++) {
        sum += held[owned[k]] * close[owned[k]][bar];
      }
      equity[bar] = sum;
      if (MomentumRule.isDue(bar)) {
        rank(bar, FixedPoint.toDouble(sum));
        isPending = true;
      }
    }
    return new Outcome(fills, equity[bars - 1]);
  }

  private void rank(int bar, double total) {
    for (int i = 0; i < momentum.length; i++) {
      momentum[i] =
          FixedPoint.toDouble(close[i][bar])
              / FixedPoint.toDouble(close[i][bar - MomentumRule.LOOK_BACK]);
    }
    MomentumRule.best(momentum, sorted, isBest);
    for (int i = 0; i < momentum.length; i++) {
      double price = FixedPoint.toDouble(close[i][bar]);
      long target = isBest[i] ? MomentumRule.shares(total, price, momentum.length) : 0;
      pending[i] = target - held[i];
    }
  }

  private void fillAll(int bar) {
    owners = 0;
    for (int i = 0; i < pending.length; i++) {
      if (pending[i] != 0) {
        long value = pending[i] * open[i][bar];
        long fee = (Math.abs(value) + FEE_DIVISOR / 2) / FEE_DIVISOR;
        cash -= value + fee;
        held[i] += pending[i];
        fillPrice[fills] = open[i][bar];
        fillFee[fills] = fee;
        fills++;
      }
      if (held[i] != 0) {
        owned[owners++] = i;
      }
    }
  }
}
