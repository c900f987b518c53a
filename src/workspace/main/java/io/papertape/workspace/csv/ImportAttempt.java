package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.SeriesWriter;
import io.papertape.workspace.store.TickWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// One pass over all files of an import into an open writer.
///
/// A volume finer than assumed asks for another pass with a finer step ([#needsAnotherPass()]).
final class ImportAttempt {
  private final CsvOptions options;
  private final DataSetWriter writer;
  private final RejectFile rejects;
  private final Map<String, Integer> volumeDecimals;
  private final boolean quick;
  private final Map<String, SymbolImport> symbols = new LinkedHashMap<>();
  private final Map<String, TickImport> ticks = new LinkedHashMap<>();
  private final Map<String, Integer> finer = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final List<Origin.SourceFile> sources = new ArrayList<>();

  private CsvLayout layout;
  private Resolution resolution;
  private Optional<ZoneId> zone = Optional.empty();
  private long blank;

  ImportAttempt(
      CsvOptions options,
      DataSetWriter writer,
      RejectFile rejects,
      Map<String, Integer> volumeDecimals,
      boolean quick) {
    this.options = options;
    this.writer = writer;
    this.rejects = rejects;
    this.volumeDecimals = volumeDecimals;
    this.quick = quick;
  }

  void read(Path path) throws IOException {
    try {
      readWhole(path);
    } catch (EOFException | ZipException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "File ends early or is damaged: file=%s, cause=%s. Get it again; the store is as it was."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private void readWhole(Path path) throws IOException {
    layout = CsvDetector.detect(path, options);
    resolution =
        layout
            .resolution()
            .orElseThrow(
                () ->
                    WorkspaceException.data(
                        "Resolution not recognised: file=%s. Add --resolution, such as 1m or 1d."
                            .formatted(path)));
    Optional<String> only = onlySymbol(path);
    zone = zone(path);
    assume(path, only);
    if (layout.isTicks()) {
      TickFile file = new TickFile(path, layout, options, this);
      if (!layout.has(Role.SYMBOL)) {
        file.startWith(ticks(only.orElseThrow()));
      }
      sources.add(new Origin.SourceFile(path.getFileName().toString(), file.read()));
      return;
    }
    CsvFile file = new CsvFile(path, layout, options, resolution, this);
    if (!layout.has(Role.SYMBOL)) {
      file.startWith(symbol(only.orElseThrow(), 0));
    }
    sources.add(new Origin.SourceFile(path.getFileName().toString(), file.read()));
  }

  /// The symbol of all rows; empty if each row has its own.
  private Optional<String> onlySymbol(Path path) {
    if (options.symbol().isPresent() || layout.has(Role.SYMBOL)) {
      return options.symbol();
    }
    return Optional.of(InstrumentGuess.symbol(CsvSource.stem(path)));
  }

  /// The zone of a file's times; empty for dates alone, which are those of each symbol's calendar.
  private Optional<ZoneId> zone(Path path) {
    if (layout.time().epoch() || layout.time().zoned()) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (options.zone().isPresent() || !resolution.intraday()) {
      return options.zone();
    }
    if (layout.utcByName()) {
      return Optional.of(ZoneOffset.UTC);
    }
    throw WorkspaceException.data(
        ("Times carry no zone: file=%s, resolution=%s. Add --zone UTC, or the "
                + "exchange's zone such as --zone America/New_York.")
            .formatted(path, resolution));
  }

  private void assume(Path path, Optional<String> only) throws IOException {
    String name = path.getFileName().toString();
    if (layout.isQuotes() && !(layout.has(Role.BID_SIZE) && layout.has(Role.ASK_SIZE))) {
      assumptions.add(name + ": sizes of bid or ask are not told");
    }
    assumptions.add(
        ("%s: %scolumns %s separated by '%s', times %s, zone %s, stamped at the "
                + "%s of the bar, resolution %s")
            .formatted(
                name,
                layout.known().isEmpty() ? "" : layout.known() + ", ",
                CsvDetector.names(layout.roles()),
                CsvDetector.printable(layout.delimiter()),
                layout.time().describe(),
                zoneText(only),
                options.stampAtEnd() ? "end" : "start",
                resolution));
    if (!layout.isTicks() && !layout.has(Role.VOLUME)) {
      assumptions.add(name + ": no volume column: the cap on our part of the volume cannot hold");
    }
    List<String> floating = CsvSource.floating(path);
    if (!floating.isEmpty()) {
      assumptions.add(
          name + ": floating columns " + floating + " are read as their shortest decimals");
    }
    if (layout.known().equals("Yahoo")) {
      assumptions.add(name + ": Adj Close is ignored; prices stay as they stand");
    }
  }

  private String zoneText(Optional<String> only) {
    return zone.or(() -> only.map(symbol -> zone(instrument(symbol))))
        .map(ZoneId::toString)
        .orElse("of each symbol's calendar");
  }

  /// Where the rows of a symbol go; a volume step of 0 is yet to be found.
  SymbolImport symbol(String symbol, long volumeStep) {
    SymbolImport known = symbols.get(symbol);
    if (known == null) {
      known = open(symbol, volumeStep);
      symbols.put(symbol, known);
    }
    return known;
  }

  private SymbolImport open(String symbol, long volumeStep) {
    Instrument instrument = instrument(symbol);
    Optional<Series> old = writer.continued(symbol, resolution);
    if (!layout.has(Role.VOLUME) && old.filter(one -> one.instrument().hasVolume()).isPresent()) {
      find(
          symbol + ": no volume column, but the series has volume: the new bars count as volume 0");
    }
    long step =
        old.map(series -> series.instrument().volumeStep()).orElse(volumeStep(symbol, volumeStep));
    Origin origin = origin(instrument);
    SeriesWriter target = writer.series(instrument, resolution, origin);
    boolean given = old.isPresent() || volumeStep > 0;
    return new SymbolImport(target, instrument, origin, old.isPresent(), given, step);
  }

  /// @param stated 0: not at all
  /// @return 0 of a series without volume
  private long volumeStep(String symbol, long stated) {
    if (!layout.has(Role.VOLUME) || stated == MutableRow.WITHOUT_VOLUME) {
      return 0;
    }
    int decimals = Math.max(layout.volumeDecimals(), volumeDecimals.getOrDefault(symbol, 0));
    return stated > 0 ? stated : InstrumentGuess.powerOfTen(FixedPoint.DECIMALS - decimals);
  }

  /// Where the quotes or trade ticks of a symbol go.
  TickImport ticks(String symbol) {
    TickImport known = ticks.get(symbol + " " + resolution);
    if (known == null) {
      Instrument instrument = instrument(symbol);
      boolean continues = writer.continued(symbol, resolution).isPresent();
      Origin origin = origin(instrument);
      TickWriter target = writer.ticks(instrument, resolution, origin);
      known = new TickImport(target, instrument, origin, continues);
      ticks.put(symbol + " " + resolution, known);
    }
    return known;
  }

  /// The stored definition of a symbol whose series goes on, else what is assumed.
  private Instrument instrument(String symbol) {
    Optional<Series> old = writer.continued(symbol, resolution);
    if (old.isPresent()) {
      return InstrumentGuess.stored(old.get().instrument(), options);
    }
    Instrument guess = InstrumentGuess.instrument(symbol, layout, options);
    SessionSpans.calendar(guess.calendar());
    return guess;
  }

  private ZoneId zone(Instrument instrument) {
    return zone.orElseGet(() -> SessionSpans.calendar(instrument.calendar()).zone());
  }

  private Origin origin(Instrument instrument) {
    String stamp = options.stampAtEnd() ? "end" : "start";
    return new Origin(zone(instrument).toString(), stamp, List.of(), List.of());
  }

  /// The calendar of a symbol that the files have.
  TradingCalendar calendar(String symbol) {
    SymbolImport known = symbols.get(symbol);
    if (known == null) {
      throw WorkspaceException.data(
          "No bars of the symbol: symbol=%s. Leave the line out.".formatted(symbol));
    }
    return known.calendar();
  }

  /// Gives every series its final definition.
  void describe() {
    boolean isStepTold = options.contract().priceStep().isPresent();
    for (SymbolImport symbol : symbols.values()) {
      symbol.describe(sources, List.copyOf(assumptions), isStepTold);
      if (resolution.intraday()) {
        symbol.zoneHint().ifPresent(this::find);
      }
    }
    for (TickImport symbol : ticks.values()) {
      symbol.describe(sources, List.copyOf(assumptions), isStepTold);
      symbol.zoneHint().ifPresent(this::find);
    }
  }

  /// True if plain lines may take the quick way.
  boolean quick() {
    return quick;
  }

  /// The zone of the file's times of day; dates alone have none to look up.
  ZoneId zone() {
    return zone.orElse(ZoneOffset.UTC);
  }

  void find(String finding) {
    findings.add(finding);
  }

  void addBlank(long lines) {
    blank += lines;
  }

  void reject(String file, long line, String reason, String raw) throws IOException {
    rejects.add(file, line, reason, raw);
  }

  void needVolumeDecimals(String symbol, int decimals) {
    finer.merge(symbol, decimals, Math::max);
  }

  /// True if a volume needs a finer step; the steps for the next pass are noted.
  boolean needsAnotherPass() {
    volumeDecimals.putAll(finer);
    return !finer.isEmpty();
  }

  long accepted() {
    return symbols.values().stream().mapToLong(SymbolImport::bars).sum()
        + ticks.values().stream().mapToLong(TickImport::rows).sum();
  }

  long blank() {
    return blank;
  }

  List<String> findings() {
    return List.copyOf(findings);
  }

  List<String> assumptions() {
    return List.copyOf(assumptions);
  }
}
