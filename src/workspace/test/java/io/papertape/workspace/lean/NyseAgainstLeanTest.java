package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every day of the list that Lean ships, 1998 to 2028, holidays and early closes, both
/// directions.
class NyseAgainstLeanTest {
  private static final TradingCalendar NYSE = TradingCalendar.nyse();
  private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("M/d/yyyy");

  /// Where Lean's list is wrong, with our hours; its own hourly data shows the half days it
  /// omits.
  private static final Map<String, String> LEAN_IS_WRONG =
      Map.of(
          "1998-11-27", "13:00", // its early closes begin in November 1999
          "1998-12-24", "13:00",
          "1999-12-31", "13:00", // omitted; IBM's hours end at 13:00
          "2017-12-24", "closed"); // an early close on a Sunday

  @Test
  void everyDayFrom1998To2028AgreesExceptTheListedOnes() throws IOException {
    JsonNode entry =
        LeanReference.json("market-data/lean/market-hours/market-hours-database.json.gz")
            .path("entries")
            .path("Equity-usa-[*]");
    Map<LocalDate, String> lean = new TreeMap<>();
    entry.path("holidays").forEach(day -> lean.put(LocalDate.parse(day.asText(), US), "closed"));
    assertThat(lean).hasSize(293);
    entry
        .path("earlyCloses")
        .properties()
        .forEach(day -> lean.put(LocalDate.parse(day.getKey(), US), minutes(day.getValue())));

    Map<String, String> differences = new TreeMap<>();
    LocalDate end = LocalDate.of(2028, 12, 31);
    for (LocalDate date = LocalDate.of(1998, 1, 1); !date.isAfter(end); date = date.plusDays(1)) {
      String usual = date.getDayOfWeek().getValue() > 5 ? "closed" : "16:00";
      String ours = close(date);
      if (!ours.equals(lean.getOrDefault(date, usual))) {
        differences.put(date.toString(), ours);
      }
    }
    assertThat(differences).containsExactlyInAnyOrderEntriesOf(LEAN_IS_WRONG);
  }

  private static String minutes(JsonNode time) {
    return time.asText().substring(0, 5);
  }

  private static String close(LocalDate date) {
    Optional<Session> session = NYSE.session(date);
    return session
        .map(s -> LocalDateTime.ofInstant(Times.instant(s.closeNanos()), NYSE.zone()))
        .map(local -> local.toLocalTime().toString())
        .orElse("closed");
  }
}
