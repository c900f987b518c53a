package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick way and the general way give the same bars, rejections and findings.
class PlainRowsTest {
  private static final String NASTY = "0123456789.,-:+eE\" \t\r\n/TZ;'x\u00e9";
  private static final List<String> ODD_NUMBERS =
      List.of(
          "",
          "-1",
          "+5",
          ".5",
          "5.",
          "1e2",
          "NaN",
          "0",
          "00012",
          "0.000000001",
          "1.1000000000",
          "9999999999.99999999",
          "10000000000",
          "123456789012345678901",
          "\"7\"",
          " 7",
          "7 ",
          "1.2.3",
          "0.00000001",
          "12.0",
          "0.125");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd HH:mm:ss",
        "uuuu-MM-dd'T'HH:mm",
        "uuuuMMdd HHmmss",
        "uuuu/MM/dd HH:mm:ss'Z'",
        "uuuu-MM-dd HH:mm:ss'+00:00'",
        "uuuu-MM-dd",
        "uuuuMMdd",
        "epoch"
      })
  void bothWaysGiveTheSame(String pattern) throws IOException {
    SplittableRandom random = new SplittableRandom(pattern.hashCode());
    for (int round = 0; round < 4; round++) {
      long accepted = assertSame(text(pattern, random, 200, round));
      assertThat(accepted).isGreaterThan(100);
    }
  }

  @Test
  void sameOverTheEdgesOfTheBuffer() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    String text = text("uuuu-MM-dd HH:mm:ss", random, 40_000, 1);
    assertThat(text.length()).isGreaterThan(3 * TextChunk.BYTES);
    assertThat(assertSame(text)).isGreaterThan(20_000);
  }

  @Test
  void aPlainLineIsTaken() {
    String line = "2024-01-02 09:30:00,10.5,11,10.25,11,1200\n";
    byte[] bytes = (line + line + "\n".repeat(64)).getBytes(StandardCharsets.US_ASCII);
    TimeForm form = new TimeForm(TimeForm.Order.YEAR_MONTH_DAY, 1, true, false);
    CsvLayout layout =
        new CsvLayout(
            (byte) ',',
            true,
            Role.parse("time,open,high,low,close,volume"),
            form,
            Optional.empty(),
            false,
            0,
            "");
    assertThat(PlainRows.fits(layout)).isTrue();
    PlainRows rows = new PlainRows(layout, 2);

    rows.read(bytes, 0, 2 * line.length());
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.end(0)).isEqualTo(line.length());
    assertThat(rows.end(1)).isEqualTo(2 * line.length());
    BarColumns bars = rows.bars();
    for (int row = 0; row < 2; row++) {
      assertThat(List.of(bars.open()[row], bars.high()[row], bars.low()[row], bars.close()[row]))
          .containsExactly(1_050_000_000L, 1_100_000_000L, 1_025_000_000L, 1_100_000_000L);
      assertThat(bars.volume()[row]).isEqualTo(120_000L);
      assertThat(rows.times()[row]).isEqualTo(19_724 * 86_400_000_000_000L + 34_200_000_000_000L);
      assertThat(rows.isConsistent(row)).isTrue();
    }
    assertThat(rows.priceDecimals()).isEqualTo(2);
    // The text ends one byte early: the line feed behind it is not its own.
    rows.read(bytes, 0, 2 * line.length() - 1);
    assertThat(rows.size()).isEqualTo(1);
  }

  @Test
  void pricesMayStandApartAndInAnyOrder() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    for (String columns :
        List.of(
            "time,close,low,open,high,-,volume",
            "time,open,-,high,low,close,volume",
            "-,open,high,low,close,volume,time",
            "volume,open,high,time,low,close,-")) {
      String text = reordered(text("uuuu-MM-dd HH:mm:ss", random, 300, 1), columns);
      Path file = Files.writeString(folder.resolve("bars.csv"), text);
      CsvOptions options = options(false, OptionalDouble.empty(), columns);
      String general = outcome(file, options, false);
      assertThat(outcome(file, options, true)).as(columns).isEqualTo(general);
      assertThat(Long.parseLong(general.substring(0, general.indexOf(' ')))).isGreaterThan(150);
    }
  }

  /// The fields of each line in another order; spoilt lines may keep theirs.
  private static String reordered(String text, String columns) {
    List<String> usual = List.of("time", "open", "high", "low", "close", "-", "volume");
    return text.lines()
        .map(
            line -> {
              String[] fields = line.split(",", -1);
              return fields.length != usual.size()
                  ? line
                  : Arrays.stream(columns.split(",", -1))
                      .map(name -> fields[usual.indexOf(name)])
                      .collect(Collectors.joining(","));
            })
        .collect(Collectors.joining("\n"));
  }

  /// Gives the rows accepted without `--round` and `--max-move`.
  private long assertSame(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bars.csv"), text);
    CsvOptions strange = options(true, OptionalDouble.of(30));
    assertThat(outcome(file, strange, true)).isEqualTo(outcome(file, strange, false));
    CsvOptions usual = options(false, OptionalDouble.empty());
    String general = outcome(file, usual, false);
    assertThat(outcome(file, usual, true)).isEqualTo(general);
    return Long.parseLong(general.substring(0, general.indexOf(' ')));
  }

  /// Everything an import tells, as text.
  private String outcome(Path file, CsvOptions options, boolean quick) throws IOException {
    Workspace workspace = new Workspace(folder.resolve("home"));
    CsvImport csv = new CsvImport(workspace, options, quick);
    ImportReport report = csv.run("bars", Mode.REPLACE, List.of(file));
    String rejects =
        report.rejectFile().isEmpty() ? "" : Files.readString(report.rejectFile().get());
    return "%d %d %d %s %s %s %s"
        .formatted(
            report.accepted(),
            report.rejected(),
            report.blank(),
            report.dataSet().hash(),
            report.findings(),
            report.dataSet().series().getFirst().instrument(),
            rejects);
  }

  private static CsvOptions options(boolean round, OptionalDouble maxMove) {
    return options(round, maxMove, "time,open,high,low,close,-,volume");
  }

  private static CsvOptions options(boolean round, OptionalDouble maxMove, String columns) {
    return new CsvOptions(
        Optional.of(','),
        Optional.of(Role.parse(columns)),
        Optional.empty(),
        Optional.of(ZoneId.of("America/New_York")),
        round,
        Optional.of(Resolution.parse("1m")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        maxMove,
        round);
  }

  /// Lines of which most are plain; `style` chooses line ends and how many decimals.
  private static String text(String pattern, SplittableRandom random, int lines, int style) {
    StringBuilder text = new StringBuilder("time,o,h,l,c,x,v\n");
    // Clocks go back in New York on 2024-11-03, so some local times occur twice.
    LocalDateTime time = LocalDateTime.of(2024, 11, 2, 23, 0);
    long price = 1_000_000;
    for (int i = 0; i < lines; i++) {
      time =
          pattern.contains("H") || pattern.equals("epoch")
              ? time.plusMinutes(random.nextInt(1, 4))
              : time.plusDays(1);
      price = Math.max(1_000, price + random.nextInt(-500, 501));
      String line =
          "%s,%s,%s,%s,%s,%s,%s"
              .formatted(
                  stamp(time, pattern),
                  number(price, random, style),
                  number(price + 600, random, style),
                  number(price - 600, random, style),
                  number(price + 100, random, style),
                  random.nextInt(20) == 0 ? "any thing" : "",
                  random.nextInt(1, 5_000) + (style == 3 ? ".0" : ""));
      text.append(
          random.nextInt(6) == 0
              ? spoilt(line, i < lines * 3 / 4 ? line.indexOf(',') : 0, random)
              : line);
      text.append(style == 2 ? "\r\n" : "\n");
    }
    return style == 1 ? text.toString() : text.substring(0, text.length() - 1);
  }

  private static String stamp(LocalDateTime time, String pattern) {
    return pattern.equals("epoch")
        ? Long.toString(time.toEpochSecond(ZoneOffset.UTC))
        : time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }

  private static String number(long price, SplittableRandom random, int style) {
    if (random.nextInt(60) == 0) {
      return ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size()));
    }
    return BigDecimal.valueOf(price, style == 0 ? 2 : 4 + style).toPlainString();
  }

  /// A few characters changed, none of them before `from`: a time far ahead would make all later
  /// rows go back.
  private static String spoilt(String line, int from, SplittableRandom random) {
    StringBuilder text = new StringBuilder(line);
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      int at = random.nextInt(from, text.length());
      char c = NASTY.charAt(random.nextInt(NASTY.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, c);
        case 1 -> text.setCharAt(at, c);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }
}
