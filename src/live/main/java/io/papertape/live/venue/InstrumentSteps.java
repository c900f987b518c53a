package io.papertape.live.venue;

import io.papertape.live.feed.FrameException;
import io.papertape.market.FixedPoint;
import java.util.Optional;

/// What a venue says of an instrument's steps, and of what it counts; fixed point.
///
/// @param priceStep       tick size
/// @param quantityStep    smallest step of a quantity
/// @param minimumNotional least value of an order, in the currency of the price; 0: not told
/// @param contractUnits   units that a quantity of 1 stands for: 1, or those of a contract;
///     [#INVERSE] if its profit is in the coin instead of the currency of its price
/// @param quote           currency of its price in the venue's words, such as USDT; empty: not told
public record InstrumentSteps(
    long priceStep,
    long quantityStep,
    long minimumNotional,
    long contractUnits,
    Optional<String> quote) {
  /// No number of units has the value of such a contract.
  public static final long INVERSE = 0;

  private static final int DECIMALS = 8;

  public InstrumentSteps {
    if (priceStep <= 0 || quantityStep <= 0 || minimumNotional < 0 || contractUnits < 0) {
      throw new FrameException(
          "Steps are none: priceStep=%s, quantityStep=%s, minimumNotional=%s."
              .formatted(
                  FixedPoint.format(priceStep),
                  FixedPoint.format(quantityStep),
                  FixedPoint.format(minimumNotional)));
    }
  }

  /// Of an instrument whose quantities are units.
  public InstrumentSteps(long priceStep, long quantityStep, long minimumNotional) {
    this(priceStep, quantityStep, minimumNotional, FixedPoint.ONE, Optional.empty());
  }

  /// Of an instrument whose quantity of 1 stands for so many units.
  public InstrumentSteps(
      long priceStep, long quantityStep, long minimumNotional, long contractUnits) {
    this(priceStep, quantityStep, minimumNotional, contractUnits, Optional.empty());
  }

  /// The same with a currency of its price, if this is one.
  public InstrumentSteps quotedIn(String currency) {
    return new InstrumentSteps(
        priceStep,
        quantityStep,
        minimumNotional,
        contractUnits,
        Optional.of(currency).filter(one -> !one.isEmpty()));
  }

  public boolean isInverse() {
    return contractUnits == INVERSE;
  }

  /// The currency of a pair such as `BTC/EUR` or `BTC/EUR-PERP`; empty of any other name.
  public static String secondOf(String pair) {
    String[] parts = pair.split("[/-]", -1);
    return parts.length > 1 && pair.indexOf('/') == parts[0].length() ? parts[1] : "";
  }

  /// The step of so many decimals; 10⁻⁸ of more.
  public static long ofDecimals(long decimals) {
    long step = FixedPoint.ONE;
    for (long i = 0; i < Math.min(decimals, DECIMALS); i++) {
      step /= 10;
    }
    return step;
  }
}
