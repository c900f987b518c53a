package io.papertape.live.feed;

import io.papertape.market.FixedPoint;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Quantity traded while a bar was made: so many steps. Of coins at tiny prices more is traded in
/// a minute than a `long` holds in fixed point.
///
/// @param step quantity that one count stands for, fixed point ([FixedPoint])
public record Volume(long count, long step) {
  /// Bits of the largest `long`.
  private static final int MOST_BITS = 63;

  /// True if nothing was traded.
  public boolean isZero() {
    return count == 0;
  }

  public boolean isBelow(Volume other) {
    return step == other.step ? count < other.count : exact().compareTo(other.exact()) < 0;
  }

  /// The nearest count of other steps, half up; [Long#MAX_VALUE] if it is more than that.
  public long in(long otherStep) {
    if (step == otherStep) {
      return count;
    }
    long product = count * step;
    if (Math.multiplyHigh(count, step) == product >> MOST_BITS) {
      long rest = Math.floorMod(product, otherStep);
      return Math.floorDiv(product, otherStep) + (rest >= otherStep - rest ? 1 : 0);
    }
    BigInteger twice = BigInteger.TWO.multiply(BigInteger.valueOf(otherStep));
    BigInteger nearest =
        BigInteger.TWO.multiply(exact()).add(BigInteger.valueOf(otherStep)).divide(twice);
    return nearest.bitLength() > MOST_BITS ? Long.MAX_VALUE : nearest.longValue();
  }

  /// Shortest decimal text in whole units.
  public String text() {
    BigDecimal units = new BigDecimal(exact(), FixedPoint.DECIMALS);
    return units.signum() == 0 ? "0" : units.stripTrailingZeros().toPlainString();
  }

  private BigInteger exact() {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(step));
  }
}
