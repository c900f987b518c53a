package io.papertape.workspace.csv;

import io.papertape.market.Times;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Reads one file row by row into an import.
final class CsvFile {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Path path;
  private final CsvLayout layout;
  private final CsvOptions options;
  private final ImportAttempt attempt;
  private final Fields fields;
  private final MutableRow row;
  private final BarSpan span;
  private final PriceFindings prices;
  private final int columns;
  private final int symbolColumn;
  private final int resolutionColumn;
  private final String resolution;

  private Optional<PlainRows> plain = Optional.empty();
  private byte[] symbol = new byte[0];
  private SymbolImport target;
  private long openNanos;
  private long closeNanos;
  private long blank;
  private long outside;
  private long firstOutsideNanos;

  CsvFile(
      Path path,
      CsvLayout layout,
      CsvOptions options,
      Resolution resolution,
      ImportAttempt attempt) {
    this.path = path;
    this.layout = layout;
    this.options = options;
    this.attempt = attempt;
    fields = new Fields(layout.delimiter());
    row = new MutableRow(layout, options.round());
    SessionSpans sessions = SessionSpans.of(attempt.calendar());
    span = new BarSpan(resolution, options.stampAtEnd(), attempt.zone(), sessions);
    prices = new PriceFindings(attempt, CsvSource.fileName(path));
    columns = layout.roles().size();
    symbolColumn = layout.column(Role.SYMBOL);
    resolutionColumn = layout.column(Role.RESOLUTION);
    this.resolution = resolution.toString();
  }

  /// Sends all rows to one symbol, for a file without a symbol column.
  void startWith(SymbolImport only) {
    target = only;
    if (attempt.quick() && PlainRows.fits(layout)) {
      plain = Optional.of(PlainRows.of(layout, only.volumeDecimals()));
    }
  }

  /// Reads to the end and gives the SHA-256 of the file.
  String read() throws IOException {
    try (CsvSource source = CsvSource.open(path)) {
      LineReader lines = new LineReader(source.text());
      boolean header = layout.header();
      while (lines.next()) {
        if (lines.to() == lines.from()) {
          blank++;
        } else if (header) {
          header = false;
        } else {
          readLine(lines, source.name());
        }
        if (plain.isPresent() && !header) {
          readPlainLines(plain.get(), lines);
        }
      }
      if (lines.number() > 0 && !lines.terminated()) {
        attempt.find(
            "%s: the last line has no line end; the file may be cut short"
                .formatted(source.name()));
      }
      finish(source.name());
      return source.finish();
    }
  }

  /// Takes lines the quick way, up to the first that needs the general one.
  private void readPlainLines(PlainRows rows, LineReader lines) {
    while (rows.read(lines.bytes(), lines.ahead(), lines.limit())
        && row.take(rows, target.volumeStepUnits())
        && span.place(row.time(), target.writer().lastOpenNanos()).isEmpty()) {
      openNanos = span.openNanos();
      closeNanos = span.closeNanos();
      if (!order().isEmpty() || !absurdMove().isEmpty()) {
        return;
      }
      lines.skipTo(rows.end());
      accept(lines.number());
    }
  }

  private void finish(String name) {
    prices.finish();
    if (outside > 0) {
      attempt.find(
          "%s: %d bars on days without a session of %s, first %s; they have its usual hours"
              .formatted(name, outside, attempt.calendar(), Times.instant(firstOutsideNanos)));
    }
    if (row.rounded() > 0) {
      attempt.find("%s: %d numbers rounded to 8 decimals".formatted(name, row.rounded()));
    }
    attempt.addBlank(blank);
  }

  private void readLine(LineReader lines, String name) throws IOException {
    String reason = readRow(lines);
    if (reason.isEmpty()) {
      accept(lines.number());
    } else {
      byte[] bytes = lines.bytes();
      int length = lines.to() - lines.from();
      String raw = new String(bytes, lines.from(), length, StandardCharsets.UTF_8);
      attempt.reject(name, lines.number(), reason, raw);
    }
  }

  private void accept(long line) {
    prices.look(line, row, target.writer());
    noteOutside();
    target.add(openNanos, closeNanos, row);
  }

  private String readRow(LineReader lines) {
    byte[] bytes = lines.bytes();
    fields.cut(bytes, lines.from(), lines.to());
    if (fields.count() != columns) {
      return wrongColumns(lines.terminated());
    }
    if (resolutionColumn >= 0 && !fields.text(bytes, resolutionColumn).equals(resolution)) {
      return "another resolution than the first row's";
    }
    String reason = symbolColumn < 0 ? "" : route(bytes);
    reason = reason.isEmpty() ? row.readTime(bytes, fields) : reason;
    reason = reason.isEmpty() ? place(bytes) : reason;
    reason = reason.isEmpty() ? row.readPrices(bytes, fields) : reason;
    reason = reason.isEmpty() ? readVolume(bytes) : reason;
    reason = reason.isEmpty() ? order() : reason;
    return reason.isEmpty() ? absurdMove() : reason;
  }

  private String wrongColumns(boolean terminated) {
    String counts = "%d columns instead of %d".formatted(fields.count(), columns);
    if (fields.openQuote()) {
      return "quote is not closed";
    }
    return terminated ? counts : "cut short: " + counts + " in the last line";
  }

  private String route(byte[] bytes) {
    int start = fields.start(symbolColumn);
    int end = fields.end(symbolColumn);
    if (Arrays.equals(symbol, 0, symbol.length, bytes, start, end)) {
      return "";
    }
    String name = fields.text(bytes, symbolColumn);
    if (options.symbol().isPresent() && symbol.length > 0) {
      return "another symbol than the first row's: " + name;
    }
    if (options.symbol().isEmpty() && !name.matches("[A-Za-z0-9\\-_=^][A-Za-z0-9.\\-_=^]{0,39}")) {
      return "symbol is not usable: " + name;
    }
    long volumeStep = row.readVolumeStep(bytes, fields);
    if (volumeStep < 0) {
      return "volume step is no positive number";
    }
    target = attempt.symbol(options.symbol().orElse(name), volumeStep);
    symbol = Arrays.copyOfRange(bytes, start, end);
    return "";
  }

  private String place(byte[] bytes) {
    if (row.hasCloseTime()) {
      openNanos = statedNanos();
      String reason = row.readCloseTime(bytes, fields);
      closeNanos = statedNanos();
      return reason.isEmpty() && closeNanos <= openNanos ? "bar ends before it starts" : reason;
    }
    String reason = span.place(row.time(), target.writer().lastOpenNanos());
    openNanos = span.openNanos();
    closeNanos = span.closeNanos();
    return reason;
  }

  private long statedNanos() {
    TimeReader time = row.time();
    return (time.epochDay() * 86_400 - time.offsetSeconds()) * NANOS_PER_SECOND + time.nanosOfDay();
  }

  private String readVolume(byte[] bytes) {
    String reason =
        row.readVolume(bytes, fields, target.volumeDecimals(), target.volumeStepUnits());
    if (reason.equals(MutableRow.FINER) && !target.stepIsGiven()) {
      attempt.needVolumeDecimals(target.writer().instrument().symbol(), row.volumeDecimals());
    }
    return reason;
  }

  private String order() {
    long last = target.writer().lastOpenNanos();
    if (openNanos > last) {
      return openNanos >= target.writer().lastCloseNanos() || last == Long.MIN_VALUE
          ? ""
          : "overlaps the bar before it";
    }
    return openNanos == last ? "duplicate time" : "goes back in time";
  }

  private String absurdMove() {
    if (options.maxMove().isEmpty() || target.writer().rows() == 0) {
      return "";
    }
    double factor = PriceFindings.factor(row.close(), target.writer().lastClose());
    return factor >= options.maxMove().getAsDouble()
        ? "close moves by a factor of " + PriceFindings.oneDecimal(factor)
        : "";
  }

  private void noteOutside() {
    if (!row.hasCloseTime() && span.outsideSessions()) {
      firstOutsideNanos = outside == 0 ? openNanos : firstOutsideNanos;
      outside++;
    }
  }
}
