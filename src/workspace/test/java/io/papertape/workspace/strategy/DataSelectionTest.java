package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertape.workspace.store.Resolution;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSelectionTest {
  private static DataSelection of(String from, String to) {
    return new DataSelection(
        "set",
        List.of(),
        Resolution.DAY,
        Optional.of(LocalDate.parse(from)),
        Optional.of(LocalDate.parse(to)),
        Optional.empty());
  }

  @Test
  void daysThatNoTimeReachesAreRefused() {
    assertThat(of("1678-01-01", "2261-12-31").from()).contains(LocalDate.of(1678, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("1677-12-31", "2020-01-01"))
        .withMessage("Day is out of range: from=1677-12-31. Use one of the years 1678 to 2261.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("2020-01-01", "9999-01-01"))
        .withMessage("Day is out of range: to=9999-01-01. Use one of the years 1678 to 2261.");
  }
}
