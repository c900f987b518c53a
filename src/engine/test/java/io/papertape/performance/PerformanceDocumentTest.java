package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PerformanceDocumentTest {
  @Test
  void theDocumentExplainsEveryFigureOfTheReport() throws IOException {
    Path document = Path.of(System.getProperty("papertape.root", "."), "docs/performance.md");
    assumeTrue(
        Files.exists(document),
        () -> "Not in a checkout: papertape.root=%s.".formatted(document.getParent()));
    String text = Files.readString(document);
    PerformanceInput input =
        new PerformanceInput(
            new long[] {0, 1},
            new double[] {1, 1},
            Optional.of(new double[] {1, 1}),
            Exposure.unknown(),
            List.of(),
            TradingCosts.none());
    PerformanceReport report = PerformanceReport.of(input, PerformanceOptions.standard());
    Stream.of(
            report.figures(),
            report.comparison(),
            report.trading(),
            report.conventions(),
            report.roundTrips().getFirst().figures())
        .flatMap(List::stream)
        .forEach(measure -> assertThat(text).contains("`" + measure.name() + "`"));
  }
}
