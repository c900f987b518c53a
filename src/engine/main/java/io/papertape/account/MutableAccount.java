package io.papertape.account;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import java.math.RoundingMode;
import java.util.Arrays;

/// The books of one simulation: cash, positions, lots and equity. Owned by one thread.
public final class MutableAccount {
  private final MutableMarket market;
  private final long[] quantity;

  /// Quantity in whole units, where price × units is the value; else 0.
  private final long[] units;

  private final long[] value;
  private final long[] mark;
  private final MutableLots[] lots;

  /// Cash that fills and corporate actions have brought in less what they took, without fees.
  private final long[] proceeds;

  private final long[] feesPaid;
  private long cash;
  private long totalValue;
  private int openPositions;

  public MutableAccount(MutableMarket market, long cash) {
    this.market = market;
    this.cash = FixedPoint.checked(cash);
    int count = market.instruments();
    quantity = new long[count];
    units = new long[count];
    value = new long[count];
    mark = new long[count];
    lots = new MutableLots[count];
    proceeds = new long[count];
    feesPaid = new long[count];
    for (int i = 0; i < count; i++) {
      lots[i] = new MutableLots();
    }
  }

  /// Books a fill. Its price is the newest that is known of the instrument, so all of the
  /// position is marked there until the moment ends and [#markToMarket] has the last word.
  ///
  /// @param orderId        the order that was filled
  /// @param lotId          entry order whose lot a closing fill closes; 0: the oldest
  /// @param signedQuantity fixed point; never turns a position, because the exchange splits such
  ///     a fill
  /// @param tradedValue    cash value of the quantity at the price, not signed
  public void fill(
      int instrument,
      int orderId,
      int lotId,
      long signedQuantity,
      long price,
      long tradedValue,
      long fee) {
    long held = quantity[instrument];
    if (held != 0 && (held ^ signedQuantity) < 0) {
      lots[instrument].close(lotId, signedQuantity);
    } else {
      lots[instrument].open(orderId, signedQuantity, price);
    }
    long after = Math.addExact(held, signedQuantity);
    hold(instrument, after);
    openPositions += (after != 0 ? 1 : 0) - (held != 0 ? 1 : 0);
    long paid = signedQuantity < 0 ? -tradedValue : tradedValue;
    cash = FixedPoint.checked(Math.subtractExact(Math.subtractExact(cash, paid), fee));
    proceeds[instrument] = Math.subtractExact(proceeds[instrument], paid);
    feesPaid[instrument] = Math.addExact(feesPaid[instrument], fee);
    mark[instrument] = price;
    if (held == 0) {
      setValue(instrument, paid);
    } else {
      revalue(instrument);
    }
  }

  /// Marks the positions to what became known at this moment.
  public void markToMarket() {
    if (openPositions == 0) {
      return;
    }
    for (int i = 0; i < market.changedCount(); i++) {
      int instrument = market.changed(i);
      if (quantity[instrument] != 0) {
        mark[instrument] = market.price(instrument);
        revalue(instrument);
      }
    }
  }

  /// Marks the position in one instrument to a price.
  public void mark(int instrument, long price) {
    if (openPositions != 0 && quantity[instrument] != 0) {
      mark[instrument] = price;
      revalue(instrument);
    }
  }

  /// Marks all positions to the last known prices.
  public void markAll() {
    if (openPositions == 0) {
      return;
    }
    for (int i = 0; i < quantity.length; i++) {
      if (quantity[i] != 0) {
        mark[i] = market.price(i);
        revalue(i);
      }
    }
  }

  /// What equity would be after each of the bars `[from, to)` if nothing were booked between.
  ///
  /// @param into  takes the values from index `at` on
  public void equityOver(BarColumns[] bars, int from, int to, long[] into, int at) {
    if (quantity.length == 1) {
      market.instrument(0).cashValues(bars[0], from, to, quantity[0], cash, into, at);
      return;
    }
    int left = openPositions;
    Arrays.fill(into, at, at + to - from, cash);
    for (int i = 0; left > 0; i++) {
      if (quantity[i] != 0) {
        market.instrument(i).addCashValues(bars[i], from, to, quantity[i], into, at);
        left--;
      }
    }
  }

  private void hold(int instrument, long newQuantity) {
    quantity[instrument] = newQuantity;
    boolean isWhole = newQuantity % FixedPoint.ONE == 0;
    boolean isSingle = market.instrument(instrument).multiplier() == FixedPoint.ONE;
    units[instrument] = isWhole && isSingle ? newQuantity / FixedPoint.ONE : 0;
  }

  private void revalue(int instrument) {
    if (quantity[instrument] == 0) {
      setValue(instrument, 0);
      mark[instrument] = 0;
      return;
    }
    long whole = units[instrument];
    setValue(
        instrument,
        whole != 0
            ? Math.multiplyExact(mark[instrument], whole)
            : market.instrument(instrument).cashValue(mark[instrument], quantity[instrument]));
  }

  private void setValue(int instrument, long now) {
    totalValue = Math.addExact(totalValue, now - value[instrument]);
    value[instrument] = now;
  }

  /// Cash that comes in (positive) or goes out for another reason than a fill.
  public void pay(long amount) {
    cash = FixedPoint.checked(Math.addExact(cash, amount));
  }

  /// The same, of an instrument's own, such as a dividend: it is realised at once.
  public void pay(int instrument, long amount) {
    pay(amount);
    proceeds[instrument] = Math.addExact(proceeds[instrument], amount);
  }

  /// Rescales a position by a split: `newShares` new for `oldShares` old. What is less than the
  /// quantity step is paid in cash at the rescaled mark.
  ///
  /// @return cash paid for the fraction; negative for a short position
  public long split(int instrument, long newShares, long oldShares) {
    long held = quantity[instrument];
    if (held == 0) {
      return 0;
    }
    long exact = FixedPoint.ratio(held, newShares, oldShares, RoundingMode.DOWN);
    long whole = FixedPoint.roundDown(exact, market.instrument(instrument).quantityStep());
    mark[instrument] =
        FixedPoint.ratio(mark[instrument], oldShares, newShares, RoundingMode.HALF_UP);
    long paid = market.instrument(instrument).cashValue(mark[instrument], exact - whole);
    hold(instrument, whole);
    lots[instrument].split(newShares, oldShares, whole);
    openPositions -= whole == 0 ? 1 : 0;
    pay(instrument, paid);
    revalue(instrument);
    return paid;
  }

  /// Cash in account currency, fixed point.
  public long cash() {
    return cash;
  }

  /// Cash plus the value of all positions at their last marks, fixed point.
  public long equity() {
    return cash + totalValue;
  }

  /// Sum of the absolute values of all positions, fixed point.
  public long grossExposure() {
    long sum = 0;
    for (long one : value) {
      sum = Math.addExact(sum, Math.abs(one));
    }
    return sum;
  }

  /// Sum of the signed values of all positions, fixed point.
  public long netExposure() {
    return totalValue;
  }

  /// Signed quantity, fixed point.
  public long quantity(int instrument) {
    return quantity[instrument];
  }

  /// Signed value at the last mark, fixed point.
  public long value(int instrument) {
    return value[instrument];
  }

  /// Signed quantity left of the lots that an order opened.
  public long lotQuantity(int instrument, int entryOrderId) {
    return lots[instrument].quantityOf(entryOrderId);
  }

  /// Average price of the open lots, fixed point; 0 if flat.
  public long averagePrice(int instrument) {
    return lots[instrument].averagePrice();
  }

  /// Fees paid so far, fixed point.
  public long feesPaid() {
    long sum = 0;
    for (long one : feesPaid) {
      sum = Math.addExact(sum, one);
    }
    return sum;
  }

  /// Fees paid for fills of one instrument so far, fixed point.
  public long feesPaid(int instrument) {
    return feesPaid[instrument];
  }

  /// What the closed lots of an instrument have gained over what they cost, and its dividends,
  /// account currency, fixed point; fees are not in it.
  ///
  /// Of all instruments, this and [#unrealisedPnl] less [#feesPaid()] is equity less the cash at
  /// the start, to the last digit, but for debt that was written off.
  public long realisedPnl(int instrument) {
    return Math.addExact(proceeds[instrument], cost(instrument));
  }

  /// What the position is worth at its last mark over what its lots cost, account currency, fixed
  /// point.
  public long unrealisedPnl(int instrument) {
    return Math.subtractExact(value[instrument], cost(instrument));
  }

  private long cost(int instrument) {
    return lots[instrument].cost(market.instrument(instrument));
  }

  /// How many instruments are held.
  public int openPositions() {
    return openPositions;
  }

  /// A copy of one position.
  public Position position(int instrument) {
    return new Position(
        instrument, quantity[instrument], averagePrice(instrument), value[instrument]);
  }
}
