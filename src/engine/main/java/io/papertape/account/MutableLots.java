package io.papertape.account;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import java.math.RoundingMode;
import java.util.Arrays;

/// Open lots of one instrument, oldest first; all of one sign.
final class MutableLots {
  private int[] entryOrderId = new int[2];
  private long[] quantity = new long[2];
  private long[] price = new long[2];
  private int count;

  void open(int orderId, long signedQuantity, long fillPrice) {
    if (count > 0 && entryOrderId[count - 1] == orderId && price[count - 1] == fillPrice) {
      quantity[count - 1] += signedQuantity;
      return;
    }
    if (count == quantity.length) {
      entryOrderId = Arrays.copyOf(entryOrderId, count * 2);
      quantity = Arrays.copyOf(quantity, count * 2);
      price = Arrays.copyOf(price, count * 2);
    }
    entryOrderId[count] = orderId;
    quantity[count] = signedQuantity;
    price[count++] = fillPrice;
  }

  /// Closes lots of an entry order, or the oldest (`orderId` 0).
  ///
  /// @param signedQuantity of the closing fill: opposite in sign to the lots, at most what they
  /// hold
  void close(int orderId, long signedQuantity) {
    long rest = signedQuantity;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean isMeant = orderId == 0 || entryOrderId[i] == orderId;
      if (isMeant && rest != 0) {
        long part = Math.abs(rest) < Math.abs(quantity[i]) ? -rest : quantity[i];
        quantity[i] -= part;
        rest += part;
      }
      if (quantity[i] != 0) {
        entryOrderId[kept] = entryOrderId[i];
        quantity[kept] = quantity[i];
        price[kept++] = price[i];
      }
    }
    count = kept;
    if (rest != 0) {
      close(0, rest);
    }
  }

  long quantityOf(int orderId) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      if (entryOrderId[i] == orderId) {
        sum += quantity[i];
      }
    }
    return sum;
  }

  /// Average price, fixed point; 0 without lots.
  long averagePrice() {
    if (count == 1) {
      return price[0];
    }
    long cost = 0;
    long total = 0;
    for (int i = 0; i < count; i++) {
      cost = Math.addExact(cost, FixedPoint.notional(price[i], quantity[i]));
      total += quantity[i];
    }
    return total == 0 ? 0 : FixedPoint.divide(cost, total);
  }

  /// What the lots cost, signed as they are: the cash value of each at its price.
  long cost(Instrument instrument) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum = Math.addExact(sum, instrument.cashValue(price[i], quantity[i]));
    }
    return sum;
  }

  /// Rescales by a split; what the rounding leaves over or takes away comes out of the last lots.
  void split(long newShares, long oldShares, long newQuantity) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      quantity[i] = FixedPoint.ratio(quantity[i], newShares, oldShares, RoundingMode.DOWN);
      price[i] = FixedPoint.ratio(price[i], oldShares, newShares, RoundingMode.HALF_UP);
      sum += quantity[i];
    }
    long surplus = sum - newQuantity;
    while (count > 0 && Long.signum(surplus) == Long.signum(quantity[count - 1]) && surplus != 0) {
      long part = Math.abs(surplus) < Math.abs(quantity[count - 1]) ? surplus : quantity[count - 1];
      quantity[count - 1] -= part;
      surplus -= part;
      count -= quantity[count - 1] == 0 ? 1 : 0;
    }
    if (newQuantity == 0) {
      count = 0;
    } else {
      quantity[count - 1] -= surplus;
    }
  }
}
