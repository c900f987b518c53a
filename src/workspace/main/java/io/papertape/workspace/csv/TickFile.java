package io.papertape.workspace.csv;

import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads one file of quotes or trade ticks row by row into an import.
final class TickFile {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Path path;
  private final CsvLayout layout;
  private final CsvOptions options;
  private final ImportAttempt attempt;
  private final Fields fields;
  private final MutableRow row;
  private final BarSpan span;
  private final int symbolColumn;

  private byte[] symbol = new byte[0];
  private TickImport target;
  private long lastNanos = Long.MIN_VALUE;
  private long blank;

  TickFile(Path path, CsvLayout layout, CsvOptions options, ImportAttempt attempt) {
    this.path = path;
    this.layout = layout;
    this.options = options;
    this.attempt = attempt;
    fields = new Fields(layout.delimiter());
    row = new MutableRow(layout, options.round());
    // A moment is looked up in no session, so any calendar does.
    SessionSpans unused = SessionSpans.of("24/7");
    span = new BarSpan(Resolution.QUOTE, false, attempt.zone(), unused);
    symbolColumn = layout.column(Role.SYMBOL);
  }

  /// Sends all rows to one symbol, for a file without a symbol column.
  void startWith(TickImport only) {
    target = only;
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
      }
      if (lines.number() > 0 && !lines.terminated()) {
        attempt.find(
            "%s: the last line has no line end: the file, or its last number, may be cut short"
                .formatted(source.name()));
      }
      if (row.rounded() > 0) {
        attempt.find(
            "%s: %d numbers rounded to 8 decimals".formatted(source.name(), row.rounded()));
      }
      attempt.addBlank(blank);
      return source.finish();
    }
  }

  private void readLine(LineReader lines, String name) throws IOException {
    byte[] bytes = lines.bytes();
    fields.cut(bytes, lines.from(), lines.to());
    String reason = readRow(bytes);
    if (!reason.isEmpty()) {
      int length = lines.to() - lines.from();
      String raw = new String(bytes, lines.from(), length, StandardCharsets.UTF_8);
      attempt.reject(name, lines.number(), reason, raw);
    }
  }

  private String readRow(byte[] bytes) {
    if (fields.count() != layout.roles().size()) {
      return "%d columns instead of %d".formatted(fields.count(), layout.roles().size());
    }
    String reason = symbolColumn < 0 ? "" : route(bytes);
    reason = reason.isEmpty() ? row.readTime(bytes, fields) : reason;
    // A local time that occurs twice is the second only if it lies well before the last row's.
    long after = lastNanos == Long.MIN_VALUE ? lastNanos : lastNanos - NANOS_PER_SECOND;
    reason = reason.isEmpty() ? span.place(row.time(), after) : reason;
    reason = reason.isEmpty() ? target.order(span.openNanos()) : reason;
    if (!reason.isEmpty()) {
      return reason;
    }
    reason = layout.isQuotes() ? readQuote(bytes) : readTrade(bytes);
    lastNanos = reason.isEmpty() ? span.openNanos() : lastNanos;
    return reason;
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
    target = attempt.ticks(options.symbol().orElse(name));
    symbol = Arrays.copyOfRange(bytes, start, end);
    return "";
  }

  private String readQuote(byte[] bytes) {
    String reason = row.readPrice(bytes, fields, layout.column(Role.BID), "bid");
    if (!reason.isEmpty()) {
      return reason;
    }
    long bid = row.price();
    reason = row.readPrice(bytes, fields, layout.column(Role.ASK), "ask");
    if (!reason.isEmpty()) {
      return reason;
    }
    long ask = row.price();
    if (ask < bid) {
      return "ask is below bid";
    }
    reason = row.readQuantity(bytes, fields, layout.column(Role.BID_SIZE), "bid size");
    if (!reason.isEmpty()) {
      return reason;
    }
    long bidSize = row.price();
    reason = row.readQuantity(bytes, fields, layout.column(Role.ASK_SIZE), "ask size");
    if (reason.isEmpty()) {
      target.quote(span.openNanos(), bid, bidSize, ask, row.price());
    }
    return reason;
  }

  private String readTrade(byte[] bytes) {
    String reason = row.readPrice(bytes, fields, layout.column(Role.PRICE), "price");
    if (!reason.isEmpty()) {
      return reason;
    }
    long price = row.price();
    reason = row.readQuantity(bytes, fields, layout.column(Role.QUANTITY), "quantity");
    if (reason.isEmpty()) {
      target.trade(span.openNanos(), price, row.price());
    }
    return reason;
  }
}
