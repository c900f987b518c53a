package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.FixedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedResultTest {
  private static final ExpectedResult BEFORE =
      result("aa", 10, 1_500, Map.of("sharpe", "0.5", "sortino", "no losing day"), "1,A", "2,A");

  @TempDir Path folder;

  private static ExpectedResult result(
      String root, long entries, long equity, Map<String, String> statistics, String... fills) {
    return new ExpectedResult(
        root,
        entries,
        FixedPoint.ofUnits(equity),
        FixedPoint.ofUnits(700),
        FixedPoint.ONE / 4,
        new TreeMap<>(statistics),
        List.of(fills));
  }

  @Test
  void theSameResultHasNoDifferences() {
    assertThat(BEFORE.differences(BEFORE)).isEmpty();
  }

  @Test
  void differencesAreToldInFillsAndMoney() {
    ExpectedResult now =
        result("bb", 12, 1_480, Map.of("sharpe", "0.4", "calmar", "1.0"), "1,A", "2,B", "3,B");
    assertThat(BEFORE.differences(now))
        .containsExactly(
            "fills: 2 → 3",
            "  fill 2: 2,A → 2,B",
            "  fill 3: none → 3,B",
            "final equity: 1500 → 1480 (-20)",
            "calmar: absent → 1.0",
            "sharpe: 0.5 → 0.4",
            "sortino: no losing day → absent",
            "journal entries: 10 → 12",
            "journal root: aa → bb");
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    ExpectedFiles files = new ExpectedFiles(folder);
    assertThat(files.read()).isEmpty();
    files.write(BEFORE);
    assertThat(files.read()).contains(BEFORE);
    assertThat(Files.readString(folder.resolve("expected/result.json")))
        .isEqualTo(
            """
            {
              "root" : "aa",
              "entries" : 10,
              "fills" : 2,
              "finalEquity" : "1500",
              "finalCash" : "700",
              "fees" : "0.25",
              "statistics" : {
                "sharpe" : "0.5",
                "sortino" : "no losing day"
              }
            }
            """);
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    ExpectedFiles files = new ExpectedFiles(folder);
    files.write(BEFORE);
    Path file = folder.resolve("expected/result.json");
    Files.writeString(file, "{");
    assertThatThrownBy(files::read)
        .hasMessage(
            "Golden run is unreadable: file=%s. Write it anew with backtest --update-expected."
                .formatted(file));
  }
}
