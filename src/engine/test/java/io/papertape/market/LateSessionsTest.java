package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateSessionsTest {
  private final List<LocalDate> asked = new ArrayList<>();
  private final LateSessions late =
      new LateSessions(
          date -> {
            asked.add(date);
            return date.getDayOfMonth() == 1
                ? Optional.empty()
                : Optional.of(new Session(date, date.toEpochDay(), date.toEpochDay() + 1));
          });

  @Test
  void aDayIsWorkedOutOnceWhetherOrNotItHasASession() {
    LocalDate first = LocalDate.of(2026, 3, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(late.session(first)).isEmpty();
      assertThat(late.session(first.plusDays(1))).map(Session::date).contains(first.plusDays(1));
    }
    assertThat(asked).containsExactly(first, first.plusDays(1));
  }

  @Test
  void daysThatShareAPlaceAreNotTakenForEachOther() {
    for (int years = -60; years <= 60; years++) {
      for (int day = 0; day < 2_100; day += 5) {
        LocalDate date = LocalDate.of(2026, 3, 2).plusYears(years).plusDays(day);
        assertThat(late.session(date).map(Session::date).orElse(date)).isEqualTo(date);
      }
    }
  }
}
