package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Excursions of round trips whose fills happen inside of minutes.
class RoundTripsOnTicksTest {
  private static final Instrument COIN = Instrument.crypto("COIN");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /// Buys one at a quote, by its number, and sells it at a later one; both fill at the next.
  private record InAndOut(int buyAt, int sellAt, int[] seen) implements Strategy {
    InAndOut(int buyAt, int sellAt) {
      this(buyAt, sellAt, new int[1]);
    }

    @Override
    public void onQuote(Context context, int instrument) {
      int quote = seen[0]++;
      if (quote == buyAt) {
        context.submit(0, Order.market(Side.BUY, Size.units(1)));
      } else if (quote == sellAt) {
        context.submit(0, Order.market(Side.SELL, Size.units(1)));
      }
    }
  }

  /// @param bars          minutes from the first on: open, high, low, close
  /// @param secondsPrices second and price of each quote
  private static RoundTrip trip(Strategy strategy, double[] bars, double... secondsPrices) {
    BarColumns.Builder minutes = new BarColumns.Builder();
    for (int i = 0; i < bars.length; i += 4) {
      long open = Bars.FIRST_OPEN + i / 4 * MINUTE;
      minutes.add(
          new Bar(
              open,
              open + MINUTE,
              FixedPoint.of(bars[i]),
              FixedPoint.of(bars[i + 1]),
              FixedPoint.of(bars[i + 2]),
              FixedPoint.of(bars[i + 3]),
              0));
    }
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < secondsPrices.length; i += 2) {
      long price = FixedPoint.of(secondsPrices[i + 1]);
      long nanos = Bars.FIRST_OPEN + ((long) secondsPrices[i]) * SECOND;
      quotes.add(new Quote(nanos, price, FixedPoint.ofUnits(5), price, FixedPoint.ofUnits(5)));
    }
    BarColumns made = minutes.build();
    RunResult result =
        Simulation.of(strategy)
            .on(COIN, made)
            .ticks(QuoteColumns.of(quotes), TradeTickColumns.NONE)
            .under(
                Assumptions.papertape()
                    .withFees(Fees.NONE)
                    .withSlippage(Slippage.NONE)
                    .withFunding(Funding.margin(2))
                    .withCash(FixedPoint.ofUnits(10_000)))
            .run();
    assertThat(result.failure()).isEmpty();
    List<RoundTrip> trips =
        RoundTrips.onTicks(
            result.fills(), List.of(COIN), List.of(made), RoundTrips.Pairing.FLAT_TO_FLAT);
    assertThat(trips).hasSize(1);
    return trips.getFirst();
  }

  @Test
  void withinOneMinuteTheFillsAreAllThatCounts() {
    // The minute before went from 100 down to 90 and up to 110.
    RoundTrip trip =
        trip(
            new InAndOut(3, 4),
            new double[] {100, 110, 90, 110, 100.04, 100.04, 99.91, 99.91},
            new double[] {10, 100, 20, 90, 30, 110, 95, 100.04, 96, 100.04, 106, 99.91});

    assertThat(trip.entryBar()).isEqualTo(1);
    assertThat(trip.exitBar()).isEqualTo(1);
    assertThat(trip.maxAdverse()).isCloseTo(0.13 / 100.04, within(1e-12));
    assertThat(trip.maxFavourable()).isZero();
  }

  @Test
  void theMinutesWhollyBetweenCountAndThoseOfEntryAndExitDoNot() {
    // In at 100 in the second minute, out at 99 in the fourth; 97 and 104 in the one between.
    // The price was 90 and 110 before the entry and 120 after the exit.
    RoundTrip trip =
        trip(
            new InAndOut(2, 6),
            new double[] {
              90, 110, 90, 110, 100, 100, 100, 100, 104, 104, 97, 97, 101, 120, 99, 120
            },
            new double[] {
              10, 90, 20, 110, 70, 100, 80, 100, 130, 104, 150, 97, 190, 101, 200, 99, 210, 120
            });

    assertThat(trip.entryTimeNanos()).isEqualTo(Bars.FIRST_OPEN + 80 * SECOND);
    assertThat(trip.entryBar()).isEqualTo(1);
    assertThat(trip.exitBar()).isEqualTo(3);
    assertThat(trip.maxAdverse()).isCloseTo(0.03, within(1e-12));
    assertThat(trip.maxFavourable()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void aFillInTheFirstMinuteOrAtItsEndIsInTheMinuteThatHasIt() {
    // Out at the very moment at which the second minute opens, at 98.
    RoundTrip trip =
        trip(
            new InAndOut(0, 2),
            new double[] {100, 101, 100, 101, 98, 98, 98, 98},
            new double[] {10, 100, 20, 100, 30, 101, 60, 98});

    assertThat(trip.entryBar()).isZero();
    assertThat(trip.exitBar()).isEqualTo(1);
    assertThat(trip.maxAdverse()).isCloseTo(0.02, within(1e-12));
    assertThat(trip.maxFavourable()).isZero();
  }
}
