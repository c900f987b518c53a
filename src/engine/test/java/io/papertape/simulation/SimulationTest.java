package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.AssetClass;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private final BarColumns bars = Bars.of(10, 11, 9, 10);

  @Test
  void anInstrumentIsGivenOnce() {
    Simulation simulation =
        Simulation.of(new Script())
            .on(Instrument.equity("SPY"), bars)
            .on(Instrument.equity("QQQ"), bars);

    assertThatThrownBy(() -> simulation.on(Instrument.equity("SPY"), bars))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Instrument is there twice: symbol=SPY. Give each instrument once.");
  }

  @Test
  void allInstrumentsHaveOneCurrency() {
    Simulation simulation = Simulation.of(new Script()).on(Instrument.equity("SPY"), bars);
    Instrument foreign =
        new Instrument(
            "SAP",
            AssetClass.EQUITY,
            "EUR",
            1,
            FixedPoint.ONE,
            FixedPoint.ONE,
            FixedPoint.ONE,
            "24/7");

    assertThatThrownBy(() -> simulation.on(foreign, bars))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Instruments in two currencies: SPY in USD, SAP in EUR. One account currency for now.");
  }
}
