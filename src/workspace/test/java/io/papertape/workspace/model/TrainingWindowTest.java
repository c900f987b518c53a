package io.papertape.workspace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingWindowTest {
  private static final TrainingWindow WINDOW =
      new TrainingWindow(LocalDate.of(2010, 1, 4), LocalDate.of(2016, 12, 31));

  @Test
  void aBacktestStartsOnTheDayAfter() {
    assertThat(WINDOW.check(Optional.empty()))
        .isEqualTo(
            new TrainingWindow.Start(
                LocalDate.of(2017, 1, 1),
                List.of(
                    "The model was trained on 2010-01-04 to 2016-12-31;"
                        + " the backtest starts after that, on 2017-01-01.")));
    assertThat(WINDOW.check(Optional.of(LocalDate.of(2017, 1, 1))).from())
        .isEqualTo(LocalDate.of(2017, 1, 1));
    assertThat(WINDOW.check(Optional.of(LocalDate.of(2018, 5, 2))).from())
        .isEqualTo(LocalDate.of(2018, 5, 2));
  }

  @Test
  void aStartInsideTheWindowIsRefused() {
    assertThatThrownBy(() -> WINDOW.check(Optional.of(LocalDate.of(2016, 12, 31))))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Backtest would show what the model was trained on: from=2016-12-31,"
                + " trainedFrom=2010-01-04, trainedTo=2016-12-31."
                + " Start on 2017-01-01 or later, or fit the model to an earlier window.");
  }

  @Test
  void datesAreReadBackFromNanoseconds() {
    assertThat(TrainingWindow.of(WINDOW.fromNanos(), WINDOW.toNanos())).isEqualTo(WINDOW);
  }

  @Test
  void anEndBeforeTheStartIsRefused() {
    assertThatThrownBy(() -> new TrainingWindow(WINDOW.to(), WINDOW.from()))
        .hasMessage(
            "Training ends before it starts: from=2016-12-31, to=2010-01-04. Swap the dates.");
  }
}
