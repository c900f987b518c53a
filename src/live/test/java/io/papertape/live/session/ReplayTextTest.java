package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay:days@0",
        "replay:days/1m:SYN1,BRK.B@60x",
        "replay:days#2010-01-04..2010-02-01@1x",
        "replay:days/quote:A#..2010-02-01@0.5x"
      })
  void whatIsReadIsWrittenTheSame(String text) {
    assertThat(ReplayText.parse(text).toString()).isEqualTo(text);
  }

  @Test
  void theSpeedOfTheMarketIsTheUsualOne() {
    assertThat(ReplayText.parse("replay:days").toString()).isEqualTo("replay:days@1x");
  }

  @Test
  void aDayThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ReplayText.parse("replay:days#2010-13-01.."))
        .hasMessageStartingWith("Not a replay: feed=replay:days#2010-13-01.., reason=Text");
  }
}
