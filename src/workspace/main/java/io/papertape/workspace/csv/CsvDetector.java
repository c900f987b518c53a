package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out how a file is written from its first rows.
final class CsvDetector {
  private static final int SAMPLE_LINES = 2_000;
  private static final int PRICES = 4;
  private static final int BINANCE_TRADES = 7;
  private static final byte[] DELIMITERS = {',', ';', '\t', '|'};

  private final Path file;
  private final CsvOptions options;
  private final List<byte[]> lines;

  private CsvDetector(Path file, CsvOptions options, List<byte[]> lines) {
    this.file = file;
    this.options = options;
    this.lines = lines;
  }

  static CsvLayout detect(Path file, CsvOptions options) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (CsvSource source = CsvSource.open(file)) {
      FileKind.check(file, source.text().readNBytes(FileKind.HEAD_BYTES));
    }
    try (CsvSource source = CsvSource.open(file)) {
      LineReader reader = new LineReader(source.text());
      while (lines.size() < SAMPLE_LINES && reader.next()) {
        if (reader.to() > reader.from()) {
          lines.add(Arrays.copyOfRange(reader.bytes(), reader.from(), reader.to()));
        }
      }
    }
    if (lines.isEmpty()) {
      throw WorkspaceException.data(
          "File is empty: file=%s. Give a file with bars.".formatted(file));
    }
    return new CsvDetector(file, options, lines).layout();
  }

  private CsvLayout layout() {
    byte delimiter = options.delimiter().map(c -> (byte) c.charValue()).orElseGet(this::delimiter);
    Fields fields = new Fields(delimiter);
    List<List<String>> rows = lines.stream().map(line -> cut(line, fields)).toList();
    List<String> first = rows.getFirst();
    if (first.size() == 1 && text(lines.getFirst()).startsWith("#")) {
      throw WorkspaceException.data(
          ("First line is a comment: file=%s, firstLine=%s. Take out the lines that begin with #,"
                  + " so that the header or the first row comes first.")
              .formatted(file, text(lines.getFirst())));
    }
    if (first.size() == 1) {
      throw WorkspaceException.data(
          "Only one column found: file=%s, delimiter=%s, firstLine=%s. Name the right --delimiter."
              .formatted(file, printable(delimiter), text(lines.getFirst())));
    }
    boolean header = first.stream().noneMatch(CsvDetector::isNumber) && !startsWithTime(first);
    List<List<String>> body = header ? rows.subList(1, rows.size()) : rows;
    if (body.isEmpty()) {
      throw WorkspaceException.data(
          "File has a header and no rows: file=%s. Give a file with bars.".formatted(file));
    }
    List<Role> roles = options.columns().orElseGet(() -> roles(header, first, body.getFirst()));
    checkComplete(roles, header, first, body);
    List<List<String>> whole = body.stream().filter(row -> row.size() == roles.size()).toList();
    TimeSample times = new TimeSample(file, roles, whole, options.timeFormat());
    String known = known(header, roles, first);
    boolean utcByName =
        header
            && first
                .get(roles.indexOf(Role.TIME))
                .toLowerCase(Locale.ROOT)
                .matches(".*(utc|gmt).*");
    return new CsvLayout(
        delimiter,
        header,
        roles,
        times.form(),
        CsvLayout.isQuotes(roles) || CsvLayout.isTrades(roles)
            ? resolution(roles, whole, times)
            : options.resolution().or(() -> resolution(roles, whole, times)),
        utcByName,
        volumeDecimals(roles, whole),
        known);
  }

  /// The one that cuts most lines into as many columns, the first line too if there is a tie.
  private byte delimiter() {
    byte best = ',';
    long highest = 0;
    for (byte candidate : DELIMITERS) {
      Fields fields = new Fields(candidate);
      int typical = count(fields, lines.get(lines.size() / 2));
      long alike = lines.stream().filter(line -> count(fields, line) == typical).count();
      long columns = alike * 10 >= lines.size() * 8L ? typical : 1;
      boolean headerToo = columns > 1 && count(fields, lines.getFirst()) == typical;
      long score = 2 * columns + (headerToo ? 1 : 0);
      if (score > highest) {
        highest = score;
        best = candidate;
      }
    }
    return best;
  }

  private static int count(Fields fields, byte[] line) {
    fields.cut(line, 0, line.length);
    return fields.count();
  }

  private List<Role> roles(boolean header, List<String> first, List<String> row) {
    if (header) {
      return Role.ofHeader(first);
    }
    if (row.size() == 12) {
      return Role.parse("time,open,high,low,close,volume,-,-,-,-,-,-");
    }
    if (row.size() == BINANCE_TRADES && row.get(row.size() - 1).matches("(?i)true|false")) {
      return Role.parse("-,price,quantity,-,time,-,-");
    }
    if (row.size() == 5 || row.size() == 6) {
      return Role.parse("time,open,high,low,close,volume").subList(0, row.size());
    }
    throw WorkspaceException.data(
        ("Columns have no names: file=%s, columns=%d, firstLine=%s. Name them, "
                + "for example --columns date,open,high,low,close,volume.")
            .formatted(file, row.size(), text(lines.getFirst())));
  }

  private void checkComplete(
      List<Role> roles, boolean header, List<String> first, List<List<String>> body) {
    for (Role needed : needed(roles)) {
      if (!roles.contains(needed)) {
        throw WorkspaceException.data(
            "Column is missing: file=%s, column=%s, found=%s. Name all columns with --columns."
                .formatted(
                    file,
                    needed.name().toLowerCase(Locale.ROOT),
                    header ? first : roles.size() + " columns without names"));
      }
    }
    long alike = body.stream().filter(row -> row.size() == roles.size()).count();
    if (alike * 2 < body.size()) {
      throw WorkspaceException.data(
          ("Rows do not have the named columns: file=%s, named=%d, firstRow=%d, " + "row=%s. %s")
              .formatted(
                  file,
                  roles.size(),
                  body.getFirst().size(),
                  text(lines.get(header ? 1 : 0)),
                  body.getFirst().size() >= roles.size() + PRICES
                      ? "Write numbers with a point, not with a decimal comma."
                      : "Name all columns with --columns, - for one to ignore."));
    }
  }

  private static List<Role> needed(List<Role> roles) {
    if (CsvLayout.isQuotes(roles)) {
      return List.of(Role.TIME);
    }
    return CsvLayout.isTrades(roles)
        ? List.of(Role.TIME, Role.QUANTITY)
        : List.of(Role.TIME, Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE);
  }

  private Optional<Resolution> resolution(
      List<Role> roles, List<List<String>> rows, TimeSample times) {
    if (CsvLayout.isQuotes(roles)) {
      return Optional.of(Resolution.QUOTE);
    }
    if (CsvLayout.isTrades(roles)) {
      return Optional.of(Resolution.TRADE);
    }
    int told = roles.indexOf(Role.RESOLUTION);
    if (told >= 0) {
      return Optional.of(Resolution.parse(rows.getFirst().get(told)));
    }
    return times.resolution();
  }

  private static int volumeDecimals(List<Role> roles, List<List<String>> rows) {
    int column = roles.indexOf(Role.VOLUME);
    int most = 0;
    DecimalReader reader = new DecimalReader();
    for (List<String> row : column < 0 ? List.<List<String>>of() : rows) {
      byte[] bytes = row.get(column).getBytes(StandardCharsets.UTF_8);
      if (reader.read(bytes, 0, bytes.length) && reader.neededDecimals() <= 8) {
        most = Math.max(most, reader.neededDecimals());
      }
    }
    return most;
  }

  private static String known(boolean header, List<Role> roles, List<String> first) {
    if (!header) {
      boolean hasTrades = roles.size() == BINANCE_TRADES && CsvLayout.isTrades(roles);
      return hasTrades || roles.size() == 12 ? "Binance dump" : "";
    }
    if (roles.contains(Role.VOLUME_STEP)) {
      return "Papertape export";
    }
    if (first.contains("<TICKER>") && first.contains("<PER>")) {
      return "Stooq bulk";
    }
    if (first.contains("quote_volume") && first.contains("open_time")) {
      return "Binance dump";
    }
    if (first.contains("is_buyer_maker") || first.contains("best_bid_price")) {
      return "Binance dump";
    }
    return first.contains("Adj Close") ? "Yahoo" : "";
  }

  private static boolean startsWithTime(List<String> row) {
    return row.stream().anyMatch(field -> field.matches("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*"));
  }

  private static boolean isNumber(String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    return bytes.length > 0 && new DecimalReader().read(bytes, 0, bytes.length);
  }

  private static List<String> cut(byte[] line, Fields fields) {
    fields.cut(line, 0, line.length);
    return fields.texts(line);
  }

  private static String text(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  static String printable(byte delimiter) {
    return delimiter == '\t' ? "tab" : Character.toString(delimiter);
  }

  static String names(List<Role> roles) {
    return roles.stream()
        .map(role -> role == Role.IGNORED ? "-" : role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
