package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.store.Resolution;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunLikenessTest {
  private static final Optional<Resolution> MINUTE = Optional.of(Resolution.parse("1m"));
  private static final Optional<Resolution> QUOTE = Optional.of(Resolution.QUOTE);
  private static final Optional<Resolution> NONE = Optional.empty();

  @Test
  void aSessionThatMakesItsMinutesIsLikeARunOnWhatTheyAreMadeOfOrOnMinutes() {
    assertThat(RunLikeness.lengths(MINUTE, QUOTE, QUOTE)).isEmpty();
    assertThat(RunLikeness.lengths(MINUTE, QUOTE, MINUTE)).isEmpty();
    assertThat(RunLikeness.lengths(MINUTE, QUOTE, Optional.of(Resolution.TRADE)))
        .contains("Session is not on what the run was on: session=quote, run=trade.");
  }

  @Test
  void barsOfAnotherLengthOrOnesThatTheRunHadNotAreTold() {
    assertThat(RunLikeness.lengths(MINUTE, NONE, MINUTE)).isEmpty();
    assertThat(RunLikeness.lengths(MINUTE, NONE, Optional.of(Resolution.DAY)))
        .contains("Session is not on what the run was on: session=1m, run=1d.");
    assertThat(RunLikeness.lengths(MINUTE, NONE, QUOTE))
        .contains("Session is not on what the run was on: session=1m, run=quote.");
    assertThat(RunLikeness.lengths(NONE, NONE, MINUTE)).isEmpty();
  }
}
