package io.papertape.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;

/// W6's plain program: reads a CSV file of minute bars, runs [CrossRule#DENSE] with ta4j on
/// `DoubleNum`, prints what came of it.
public final class Ta4jProgram {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Ta4jProgram() {}

  /// Takes the file.
  public static void main(String... arguments) throws IOException {
    Ta4jCross ta4j = new Ta4jCross(read(Path.of(arguments[0])));
    System.out.println(ta4j.outcome(ta4j.run(CrossRule.DENSE)));
  }

  private static BarSeries read(Path file) throws IOException {
    NumFactory numbers = DoubleNumFactory.getInstance();
    List<Bar> bars = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        Instant start = Instant.ofEpochMilli(Long.parseLong(cells[0]));
        bars.add(
            new BaseBar(
                MINUTE,
                start,
                start.plus(MINUTE),
                numbers.numOf(Double.parseDouble(cells[1])),
                numbers.numOf(Double.parseDouble(cells[2])),
                numbers.numOf(Double.parseDouble(cells[3])),
                numbers.numOf(Double.parseDouble(cells[4])),
                numbers.numOf(Long.parseLong(cells[5])),
                numbers.zero(),
                0));
      }
    }
    return new BaseBarSeriesBuilder().withNumFactory(numbers).withBars(bars).build();
  }
}
