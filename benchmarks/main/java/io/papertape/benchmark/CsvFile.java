package io.papertape.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/// A seeded CSV file of minute bars, as data vendors write them.
final class CsvFile {
  private static final long SEED = 42;
  private static final LocalDateTime FIRST = LocalDateTime.of(2015, 1, 1, 0, 0);

  private CsvFile() {}

  /// `2015-01-01 00:00:00,100.00,100.03,99.98,100.01,1234`, one line a minute, with a header.
  static void write(Path file, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    long cents = 10_000;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write("time,open,high,low,close,volume\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < rows; i++) {
        long open = cents;
        cents = Math.max(1_000, open + random.nextInt(-20, 21));
        long high = Math.max(open, cents) + random.nextInt(10);
        long low = Math.min(open, cents) - random.nextInt(10);
        String time = FIRST.plusMinutes(i).toString().replace('T', ' ') + ":00";
        out.write(
            (time + price(open) + price(high) + price(low) + price(cents))
                .getBytes(StandardCharsets.US_ASCII));
        out.write(("," + random.nextInt(100, 100_000) + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static String price(long cents) {
    return "," + cents / 100 + "." + cents % 100 / 10 + cents % 10;
  }
}
