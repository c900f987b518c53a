package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Instrument;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolumeCapTest {
  private static final Instrument SHARE = Instrument.equity("SHARE");
  private static final Instrument PAIR = Instrument.fx("EURUSD");

  @Test
  void aCapThatHoldsIsStated() {
    VolumeCap bars = VolumeCap.of(VolumeCap.Measure.BARS, List.of(SHARE));

    assertThat(bars.limit("a tenth")).isEqualTo("at most a tenth of a bar's volume");
    assertThat(bars.sentence("10 %"))
        .isEqualTo(
            "We are at most 10 % of a bar's volume; the rest of an order waits, and that of a stop"
                + " that was reached is at the market.");
  }

  @Test
  void whereNoVolumeIsKnownNoCapIsClaimed() {
    for (Instrument unknown : List.of(PAIR, without(SHARE))) {
      VolumeCap none = VolumeCap.of(VolumeCap.Measure.BARS, List.of(unknown));

      assertThat(none.limit("a tenth"))
          .isEqualTo("no cap on our part of the volume, because no volume is known");
      assertThat(none.sentence("10 %"))
          .isEqualTo("No volume is known, so the cap of 10 % of a bar's volume does not hold.");
    }
  }

  @Test
  void ofSeveralThoseWithoutVolumeAreNamed() {
    VolumeCap some = VolumeCap.of(VolumeCap.Measure.BARS, List.of(SHARE, PAIR));

    assertThat(some.limit("a tenth"))
        .isEqualTo(
            "at most a tenth of a bar's volume, and no cap where no volume is known (EURUSD)");
    assertThat(some.sentence("10 %"))
        .isEqualTo(
            "We are at most 10 % of a bar's volume; the rest of an order waits, and that of a stop"
                + " that was reached is at the market. No volume is known"
                + " of EURUSD: the cap does not hold there.");
    List<Instrument> many = IntStream.range(0, 10).mapToObj(i -> Instrument.fx("P" + i)).toList();
    assertThat(new VolumeCap(VolumeCap.Measure.BARS, symbols(many), true).limit("a tenth"))
        .endsWith("(P0, P1, P2, P3, P4, P5, P6, P7 and 2 more)");
  }

  @Test
  void ticksAreCappedByWhatTheySayThemselves() {
    List<Instrument> shares = List.of(without(SHARE));

    assertThat(VolumeCap.of(VolumeCap.Measure.QUOTES, shares).limit("a tenth"))
        .isEqualTo("at most what a quote displays");
    assertThat(VolumeCap.of(VolumeCap.Measure.QUOTES, shares).sentence("10 %"))
        .isEqualTo(
            "We are at most what a quote displays; the rest of an order waits, and that of a stop"
                + " that was reached is at the market. Where no quote tells a size there is no"
                + " cap.");
    assertThat(VolumeCap.of(VolumeCap.Measure.TRADES, shares).limit("a tenth"))
        .isEqualTo("at most a tenth of the quantity of a trade tick");
    assertThat(VolumeCap.of(VolumeCap.Measure.QUOTES, List.of(PAIR)).limit("a tenth"))
        .isEqualTo("no cap on our part of the volume, because no volume is known");
  }

  private static List<String> symbols(List<Instrument> all) {
    return all.stream().map(Instrument::symbol).toList();
  }

  private static Instrument without(Instrument one) {
    return new Instrument(
        one.symbol(),
        one.assetClass(),
        one.currency(),
        one.priceStep(),
        one.quantityStep(),
        one.multiplier(),
        0,
        one.calendar());
  }
}
