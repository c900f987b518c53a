package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.PagedHistory.Pages;
import io.papertape.market.TradeTickColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledTicksTest {
  @TempDir private Path home;

  /// Quantities are the numbers of the rows.
  private record Row(long nanos, long number) {}

  private static List<Row> read(SpilledTicks<TradeTickColumns> ticks) {
    List<Row> all = new ArrayList<>();
    try (Pages<TradeTickColumns> pages = ticks.pages()) {
      for (var page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          all.add(new Row(page.timeNanos()[i], page.quantity()[i]));
        }
      }
    }
    return all;
  }

  @Test
  void rowsComeByTimeAndThoseOfOneTimeAsTheyCameHoweverFarTheyAreOutOfOrder() {
    SplittableRandom random = new SplittableRandom(5);
    for (int spread : new int[] {0, 3, 40, 100_000}) {
      List<Row> rows = new ArrayList<>();
      try (var ticks = SpilledTicks.trades(home.resolve("ticks-" + spread), 16)) {
        for (int i = 0; i < 9_001; i++) {
          Row row = new Row(i / 2 + random.nextInt(spread + 1), i);
          rows.add(row);
          ticks.add(row.nanos(), 1, row.number());
        }
        rows.sort(Comparator.comparingLong(Row::nanos));
        assertThat(ticks.rows()).isEqualTo(9_001);
        assertThat(read(ticks)).isEqualTo(rows);
        assertThat(read(ticks)).isEqualTo(rows);
        assertThatThrownBy(() -> ticks.add(1, 1, 1))
            .hasMessage("Ticks have been read: rows=9001. Add all first.");
      }
      assertThat(home.resolve("ticks-" + spread)).doesNotExist();
    }
  }

  @Test
  void withoutRowsThereIsNoFile() {
    try (var ticks = SpilledTicks.trades(home.resolve("none"))) {
      assertThat(read(ticks)).isEmpty();
      assertThat(home.resolve("none")).doesNotExist();
    }
  }
}
