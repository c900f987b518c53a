package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RoundTripTableTest {
  @Test
  void theStyleSheetPrintsAsManyRowsAsThePaperSays() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      String sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String print = sheet.substring(sheet.indexOf("@media print"));
      assertThat(print)
          .containsPattern(
              "[.]trips tbody tr:nth-child\\(n\\+%d\\) *[{] *display: none"
                  .formatted(RoundTripTable.PRINTED + 1));
    }
  }
}
