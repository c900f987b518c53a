package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.workspace.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  @Test
  void equityAboveTheLimitOfOneAmountIsShown() throws IOException {
    String result =
        """
        {"from":"2010-01-04T14:30:00Z","to":"2010-12-31T21:00:00Z","cash":"9999999999",\
        "currency":"USD","finalEquity":"14541641840.03096","fees":"0","bars":250}
        """;

    List<String> lines =
        RunSummary.lines(
            new ObjectMapper().readTree(result),
            new RunFolder(Path.of("runs/0")),
            false,
            Optional.empty());

    assertThat(lines)
        .contains(
            "final equity      14541641840.03 USD        from 9999999999.00 USD, open positions at"
                + " the last close",
            "fees              0.00 USD                  all commissions");
  }

  @Test
  void theDrawdownOfARunOnTicksIsThatOfEndsOfMinutes() throws IOException {
    String result =
        """
        {"from":"2024-01-01T00:00:00Z","to":"2024-01-01T01:00:00Z","cash":"100","currency":"USD",\
        "finalEquity":"100","fees":"0","bars":60000,"status":"complete","figures":[\
        {"name":"maxDrawdown","convention":"papertape","n":1,"value":0.25}]}
        """;

    List<String> lines =
        RunSummary.lines(
            new ObjectMapper().readTree(result),
            new RunFolder(Path.of("runs/0")),
            true,
            Optional.empty());

    assertThat(lines)
        .contains(
            "ticks             60000                     of all instruments",
            "max drawdown      25.00 %                   at ends of minutes, as a positive part of"
                + " the peak");
  }
}
