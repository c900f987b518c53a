package io.papertape.workspace.csv;

import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Map<String, BarSpan> spans = new LinkedHashMap<>();
  private final PriceFindings prices;
  private final int columns;
  private final int symbolColumn;
  private final int resolutionColumn;
  private final Resolution resolution;
  private final String resolutionText;

  private final Lines lines = new Lines();
  private boolean isPlain;
  private boolean header;
  private byte[] symbol = new byte[0];
  private SymbolImport target;
  private BarSpan span;
  private PlainBars plain;
  private long openNanos;
  private long closeNanos;
  private long blank;

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
    prices = new PriceFindings(attempt, CsvSource.fileName(path));
    header = layout.header();
    columns = layout.roles().size();
    symbolColumn = layout.column(Role.SYMBOL);
    resolutionColumn = layout.column(Role.RESOLUTION);
    this.resolution = resolution;
    resolutionText = resolution.toString();
  }

  /// Sends all rows to one symbol, for a file without a symbol column.
  void startWith(SymbolImport only) {
    sendTo(only);
    plain = new PlainBars(span, layout.time().zoned(), options.maxMove());
    isPlain = attempt.quick() && PlainRows.fits(layout);
  }

  /// Symbols of one calendar share what places their bars.
  private void sendTo(SymbolImport symbolImport) {
    target = symbolImport;
    span = spans.computeIfAbsent(symbolImport.instrument().calendar(), this::span);
  }

  private BarSpan span(String calendar) {
    SessionSpans sessions = SessionSpans.of(calendar);
    return new BarSpan(resolution, options.stampAtEnd(), attempt.zone(), sessions);
  }

  /// Reads to the end and gives the SHA-256 of the file.
  String read() throws IOException {
    try (CsvSource source = CsvSource.open(path)) {
      boolean isWorthTwo =
          Files.size(path) > 2 * TextChunk.BYTES && Runtime.getRuntime().availableProcessors() > 1;
      Optional<MessageDigest> digest = source.leaveHashing();
      Optional<ChunkTeam.Part> other =
          isWorthTwo ? Optional.of(new FilePart(source.name(), digest)) : Optional.empty();
      TextChunks chunks = new TextChunks(source.text());
      ChunkTeam.run(chunks, new FilePart(source.name(), digest), other);
      if (lines.number() > 0 && !lines.terminated()) {
        attempt.find(
            "%s: the last line has no line end: the file, or its last number, may be cut short"
                .formatted(source.name()));
      }
      finish(source.name());
      return source.finish();
    }
  }

  /// Takes lines the quick way if they can be, each up to the first that needs the general one.
  private final class FilePart implements ChunkTeam.Part {
    private final String name;
    private final Optional<MessageDigest> digest;
    private final Optional<PlainRows> plainRows;

    FilePart(String name, Optional<MessageDigest> digest) {
      this.name = name;
      this.digest = digest;
      plainRows =
          isPlain ? Optional.of(new PlainRows(layout, target.volumeDecimals())) : Optional.empty();
    }

    @Override
    public void prepare(TextChunk chunk) {
      plainRows.ifPresent(rows -> rows.read(chunk.bytes(), 0, chunk.to()));
    }

    @Override
    public void follow(TextChunk chunk) {
      digest.ifPresent(chunk::hash);
    }

    @Override
    public void take(TextChunk chunk) throws IOException {
      lines.show(chunk);
      if (plainRows.isPresent()) {
        takeWith(plainRows.get());
      } else {
        while (lines.next()) {
          takeLine(name);
        }
      }
    }

    private void takeWith(PlainRows rows) throws IOException {
      takePlainLines(rows);
      while (lines.next()) {
        takeLine(name);
        if (rows.next() < rows.size()) {
          rows.takeTo(rows.next() + 1);
        } else {
          rows.read(lines.bytes(), lines.ahead(), lines.limit());
        }
        takePlainLines(rows);
      }
    }
  }

  private void takeLine(String name) throws IOException {
    if (lines.to() == lines.from()) {
      blank++;
    } else if (header) {
      header = false;
    } else {
      readLine(name);
    }
  }

  /// Takes plain lines up to the first that needs the general way.
  private void takePlainLines(PlainRows rows) {
    if (header) {
      return;
    }
    int from = rows.next();
    int to = plain.place(rows, target);
    if (to > from) {
      target.add(rows.bars(), from, to, rows.priceDecimals());
      lines.skip(to - from, rows.end(to - 1));
      rows.takeTo(to);
    }
  }

  private void finish(String name) {
    prices.finish();
    for (BarSpan one : spans.values()) {
      one.outsideFinding(name).ifPresent(attempt::find);
    }
    if (row.rounded() > 0) {
      attempt.find("%s: %d numbers rounded to 8 decimals".formatted(name, row.rounded()));
    }
    attempt.addBlank(blank);
  }

  private void readLine(String name) throws IOException {
    String reason = readRow();
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
    if (!row.hasCloseTime()) {
      span.countOutside();
    }
    target.add(openNanos, closeNanos, row);
  }

  private String readRow() {
    byte[] bytes = lines.bytes();
    fields.cut(bytes, lines.from(), lines.to());
    if (fields.count() != columns) {
      return wrongColumns(lines.terminated());
    }
    if (resolutionColumn >= 0 && !fields.text(bytes, resolutionColumn).equals(resolutionText)) {
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
    sendTo(attempt.symbol(options.symbol().orElse(name), volumeStep));
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
}
