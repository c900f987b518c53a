package io.papertape.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutableAccountTest {
  private static final long CASH = FixedPoint.ofUnits(100_000);

  private final Instrument[] instruments = {
    Instrument.equity("SPY"), Instrument.crypto("BTC"), Instrument.equity("QQQ")
  };
  private final MutableAccount account = new MutableAccount(new MutableMarket(instruments), CASH);

  private void fill(int instrument, int order, int lot, String quantity, String price, String fee) {
    long signed = FixedPoint.parse(quantity);
    long at = FixedPoint.parse(price);
    long value = instruments[instrument].cashValue(at, Math.abs(signed));
    account.fill(instrument, order, lot, signed, at, value, FixedPoint.parse(fee));
  }

  private String realised(int instrument) {
    return FixedPoint.format(account.realisedPnl(instrument));
  }

  private String unrealised(int instrument) {
    return FixedPoint.format(account.unrealisedPnl(instrument));
  }

  @Test
  void aSaleRealisesTheGainOfTheOldestLots() {
    fill(0, 1, 0, "10", "100", "1");
    fill(0, 2, 0, "10", "110", "2");
    fill(0, 3, 0, "-15", "120", "3");

    assertThat(realised(0)).isEqualTo("250"); // 10 × 20 + 5 × 10
    assertThat(unrealised(0)).isEqualTo("50"); // 5 × 10
    assertThat(FixedPoint.format(account.feesPaid(0))).isEqualTo("6");
    assertThat(realised(1)).isEqualTo("0");
    assertThat(account.equity()).isEqualTo(CASH + FixedPoint.ofUnits(250 + 50 - 6));
  }

  @Test
  void aSaleRealisesTheGainOfTheLotThatItCloses() {
    fill(0, 1, 0, "10", "100", "0");
    fill(0, 2, 0, "10", "110", "0");
    fill(0, 3, 2, "-10", "120", "0");

    assertThat(realised(0)).isEqualTo("100");
    assertThat(unrealised(0)).isEqualTo("200");
  }

  @Test
  void aShortPositionGainsWhenThePriceFalls() {
    fill(1, 1, 0, "-2", "50", "0");
    account.mark(1, FixedPoint.ofUnits(45));
    assertThat(realised(1)).isEqualTo("0");
    assertThat(unrealised(1)).isEqualTo("10");

    fill(1, 2, 0, "2", "45", "0");
    assertThat(realised(1)).isEqualTo("10");
    assertThat(unrealised(1)).isEqualTo("0");
  }

  @Test
  void aDividendIsRealisedAtOnce() {
    fill(0, 1, 0, "10", "100", "0");
    account.pay(0, FixedPoint.ofUnits(15));

    assertThat(realised(0)).isEqualTo("15");
    assertThat(unrealised(0)).isEqualTo("0");
  }

  @Test
  void profitsLessFeesAreWhatEquityHasGainedToTheLastDigit() {
    SplittableRandom random = new SplittableRandom(20261126);
    for (int i = 1; i <= 20_000; i++) {
      int one = random.nextInt(instruments.length);
      long held = account.quantity(one);
      long price = FixedPoint.parse("50") + random.nextLong(FixedPoint.ONE);
      switch (random.nextInt(20)) {
        case 0 -> account.split(one, 1 + random.nextInt(3), 1 + random.nextInt(3));
        case 1 -> account.pay(one, random.nextLong(FixedPoint.ONE));
        case 2, 3, 4, 5 -> account.mark(one, price);
        default -> {
          boolean isClosing = held != 0 && random.nextBoolean();
          long signed =
              isClosing
                  ? -Long.signum(held) * (1 + random.nextLong(Math.abs(held)))
                  : (held < 0 ? -1 : 1) * (1 + random.nextLong(FixedPoint.ONE));
          long value = instruments[one].cashValue(price, Math.abs(signed));
          account.fill(one, i, 0, signed, price, value, random.nextLong(1_000));
        }
      }
      long pnl = 0;
      for (int k = 0; k < instruments.length; k++) {
        pnl += account.realisedPnl(k) + account.unrealisedPnl(k) - account.feesPaid(k);
      }
      assertThat(pnl).isEqualTo(account.equity() - CASH);
    }
    assertThat(account.feesPaid()).isPositive();
  }
}
