package io.papertape.market;

import java.util.Objects;
import java.util.regex.Pattern;

/// What can be traded: its name, its currency and its steps.
///
/// @param symbol       name within a data set, such as `SPY`; letters, digits and `.-_=^`
/// @param currency     ISO code of the currency prices are in
/// @param priceStep    tick size, fixed point ([FixedPoint]); 0: any price
/// @param quantityStep smallest tradable quantity, fixed point; orders are rounded down to it
/// @param multiplier   cash per price unit and contract, fixed point; 1 for shares
/// @param volumeStep   quantity that one count of a bar's volume stands for, fixed point; 0: its
///     volume is not known, whatever its bars say
/// @param calendar     name of the trading calendar, such as `NYSE`, `24/7` or `FX`
/// @param minNotional  least cash value of an order that does more than reduce a position, fixed
///     point, in `currency`; 0: any value
public record Instrument(
    String symbol,
    AssetClass assetClass,
    String currency,
    long priceStep,
    long quantityStep,
    long multiplier,
    long volumeStep,
    String calendar,
    long minNotional) {
  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9.\\-_=^]{1,40}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3,5}");

  public Instrument {
    Objects.requireNonNull(assetClass, "assetClass");
    Objects.requireNonNull(calendar, "calendar");
    if (!SYMBOL.matcher(symbol).matches()) {
      throw new IllegalArgumentException(
          "Instrument has no usable name: symbol=%s. Use 1 to 40 letters, digits or .-_=^"
              .formatted(symbol));
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "Unknown currency: symbol=%s, currency=%s. Use an ISO code such as USD."
              .formatted(symbol, currency));
    }
    if (priceStep < 0 || quantityStep <= 0 || multiplier <= 0 || volumeStep < 0) {
      throw new IllegalArgumentException(
          ("Instrument steps must be positive: symbol=%s, priceStep=%s, quantityStep=%s,"
                  + " multiplier=%s, volumeStep=%s.")
              .formatted(
                  symbol,
                  FixedPoint.format(priceStep),
                  FixedPoint.format(quantityStep),
                  FixedPoint.format(multiplier),
                  FixedPoint.format(volumeStep)));
    }
    if (minNotional < 0 || minNotional >= FixedPoint.LIMIT) {
      throw new IllegalArgumentException(
          "Minimum notional is no value of an order: symbol=%s, minNotional=%s. Use 0 for none."
              .formatted(symbol, FixedPoint.format(minNotional)));
    }
  }

  /// Orders of any value.
  public Instrument(
      String symbol,
      AssetClass assetClass,
      String currency,
      long priceStep,
      long quantityStep,
      long multiplier,
      long volumeStep,
      String calendar) {
    this(
        symbol, assetClass, currency, priceStep, quantityStep, multiplier, volumeStep, calendar, 0);
  }

  /// The same with another tick size.
  public Instrument withPriceStep(long step) {
    return new Instrument(
        symbol,
        assetClass,
        currency,
        step,
        quantityStep,
        multiplier,
        volumeStep,
        calendar,
        minNotional);
  }

  /// The same in another currency.
  public Instrument withCurrency(String code) {
    return new Instrument(
        symbol,
        assetClass,
        code,
        priceStep,
        quantityStep,
        multiplier,
        volumeStep,
        calendar,
        minNotional);
  }

  /// The same with another least value of an order.
  public Instrument withMinNotional(long least) {
    return new Instrument(
        symbol,
        assetClass,
        currency,
        priceStep,
        quantityStep,
        multiplier,
        volumeStep,
        calendar,
        least);
  }

  /// Whether an order at a price is worth less than the instrument's least order.
  ///
  /// @param quantity fixed point; its sign does not matter
  public boolean isBelowMinimum(long price, long quantity) {
    return minNotional > 0
        && roughValue(price, quantity) < 2 * FixedPoint.toDouble(minNotional)
        && Math.abs(cashValue(price, quantity)) < minNotional;
  }

  /// Has no range that an order which is never filled could leave.
  private double roughValue(long price, long quantity) {
    return Math.abs(
        FixedPoint.toDouble(price)
            * FixedPoint.toDouble(quantity)
            * FixedPoint.toDouble(multiplier));
  }

  /// False if nobody said how much is traded, so that nothing can be a part of it.
  public boolean hasVolume() {
    return volumeStep > 0;
  }

  /// Cash value of a signed quantity at a price, fixed point, in [#currency()].
  public long cashValue(long price, long quantity) {
    long notional = FixedPoint.notional(price, quantity);
    return multiplier == FixedPoint.ONE ? notional : FixedPoint.multiply(notional, multiplier);
  }

  /// Writes cash plus the cash value of a signed quantity at each of the closes `[from, to)` to
  /// `into[at…]`.
  public void cashValues(
      BarColumns bars, int from, int to, long quantity, long cash, long[] into, int at) {
    long[] closes = bars.close();
    int shift = at - from;
    if (isPlain(bars, quantity)) {
      long units = quantity / FixedPoint.ONE;
      for (int i = from; i < to; i++) {
        into[shift + i] = cash + closes[i] * units;
      }
      return;
    }
    for (int i = from; i < to; i++) {
      into[shift + i] = Math.addExact(cash, cashValue(closes[i], quantity));
    }
  }

  /// Adds the cash value of a signed quantity at each of the closes `[from, to)` to `into[at…]`.
  public void addCashValues(BarColumns bars, int from, int to, long quantity, long[] into, int at) {
    long[] closes = bars.close();
    int shift = at - from;
    if (isPlain(bars, quantity)) {
      long units = quantity / FixedPoint.ONE;
      for (int i = from; i < to; i++) {
        into[shift + i] += closes[i] * units;
      }
      return;
    }
    for (int i = from; i < to; i++) {
      into[shift + i] = Math.addExact(into[shift + i], cashValue(closes[i], quantity));
    }
  }

  /// True if the quantity is whole and no product with a close reaches 2⁶¹, so that
  /// `close × units` in plain arithmetic is the exact cash value.
  public boolean isPlain(BarColumns bars, long quantity) {
    long units = quantity / FixedPoint.ONE;
    return units * FixedPoint.ONE == quantity
        && multiplier == FixedPoint.ONE
        && Long.numberOfLeadingZeros(bars.largestClose())
                + Long.numberOfLeadingZeros(Math.abs(units))
            >= 67;
  }

  /// A share in US dollars: tick size 0.01, whole shares, NYSE calendar.
  public static Instrument equity(String symbol) {
    long cent = FixedPoint.ONE / 100;
    return new Instrument(
        symbol,
        AssetClass.EQUITY,
        "USD",
        cent,
        FixedPoint.ONE,
        FixedPoint.ONE,
        FixedPoint.ONE,
        "NYSE");
  }

  /// A currency pair quoted in US dollars: tick size 0.00001, whole units, FX week.
  public static Instrument fx(String symbol) {
    return new Instrument(
        symbol, AssetClass.FX, "USD", 1_000, FixedPoint.ONE, FixedPoint.ONE, FixedPoint.ONE, "FX");
  }

  /// A crypto asset quoted in US dollars: price and quantity to 10⁻⁸, around the clock.
  public static Instrument crypto(String symbol) {
    return new Instrument(symbol, AssetClass.CRYPTO, "USD", 1, 1, FixedPoint.ONE, 1, "24/7");
  }
}
