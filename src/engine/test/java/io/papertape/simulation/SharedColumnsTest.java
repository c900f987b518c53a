package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.BollingerBands;
import io.papertape.indicator.IndicatorColumns;
import io.papertape.indicator.Sma;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedColumnsTest {
  private static final CorporateActions NONE = CorporateActions.none("A");
  private static final BarColumns BARS =
      Bars.of(10, 10, 10, 10, 11, 11, 11, 11, 13, 13, 13, 13, 12, 12, 12, 12);

  @Test
  void aColumnIsComputedOnce() {
    SharedColumns shared = new SharedColumns();
    IndicatorColumn first = shared.of(BARS, NONE, new Sma(2));
    assertThat(shared.of(BARS, NONE, new Sma(2))).isSameAs(first);
    assertThat(shared.outputs(BARS, NONE, new Sma(2))).first().isSameAs(first);
    assertThat(first.values()).containsExactly(Double.NaN, 10.5, 12, 12.5);
    assertThat(first.firstReady()).isEqualTo(1);
  }

  @Test
  void outputsAreThoseOfTheStreamingIndicator() {
    List<IndicatorColumn> columns =
        new SharedColumns().outputs(BARS, NONE, new BollingerBands(3, 2));
    assertThat(columns)
        .extracting(IndicatorColumn::name)
        .containsExactly("bollinger(3,2).middle", "bollinger(3,2).upper", "bollinger(3,2).lower");
    double[][] expected = IndicatorColumns.of(new BollingerBands(3, 2), BARS);
    for (int output = 0; output < 3; output++) {
      assertThat(columns.get(output).values()).isEqualTo(expected[output]);
    }
  }

  @Test
  void whatHasNoRoomIsComputedAnew() {
    SharedColumns shared = new SharedColumns(2L * BARS.size() * Double.BYTES);
    IndicatorColumn kept = shared.of(BARS, NONE, new Sma(2));
    List<IndicatorColumn> three = shared.outputs(BARS, NONE, new BollingerBands(3, 2));
    IndicatorColumn also = shared.of(BARS, NONE, new Sma(3));
    IndicatorColumn full = shared.of(BARS, NONE, new Sma(4));

    assertThat(shared.of(BARS, NONE, new Sma(2))).isSameAs(kept);
    assertThat(shared.of(BARS, NONE, new Sma(3))).isSameAs(also);
    assertThat(shared.outputs(BARS, NONE, new BollingerBands(3, 2)).getFirst())
        .isNotSameAs(three.getFirst());
    IndicatorColumn again = shared.of(BARS, NONE, new Sma(4));
    assertThat(again).isNotSameAs(full);
    assertThat(again.values()).isEqualTo(full.values());
  }
}
