package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.risk.Veto;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.report.RunTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Why an entry of a journal is there and what came of it.
///
/// @param causes     what led to it, the first cause first
/// @param effects    what it led to, in order
/// @param limit      the limit or the least value of an order that refused it, `name=value`, if
///     one did
/// @param roundTrips those that its fills opened, fed or closed, as rows of `round-trips.csv`
public record Explanation(
    StoredEntry entry,
    List<StoredEntry> causes,
    List<StoredEntry> effects,
    Optional<String> limit,
    List<List<String>> roundTrips) {
  private static final String BELOW_MIN_NOTIONAL = Veto.BELOW_MIN_NOTIONAL.code();
  private static final int SYMBOL = 0;
  private static final int ENTRY_TIME = 3;
  private static final int EXIT_TIME = 4;
  private static final Map<String, String> LIMIT_OF =
      Map.of(
          "max-position", "maxPosition",
          "max-order-notional", "maxOrderNotional",
          "max-gross-exposure", "maxGrossExposure",
          "max-net-exposure", "maxNetExposure",
          "max-orders-per-day", "maxOrdersPerDay",
          "drawdown-stop", "maxDrawdown",
          "short-sale-not-allowed", "isShortAllowed");

  /// Columns of [#roundTrips()].
  public static final List<String> ROUND_TRIP_COLUMNS = List.of(RunTables.ROUND_TRIPS.split(","));

  /// Explains an entry by its number.
  public static Explanation of(RunFolder folder, long seq) {
    Explanation bare =
        of(
            StoredJournal.of(folder),
            () -> folder.readManifest().limits(),
            () -> folder.readManifest().instruments().stream().map(UsedSeries::instrument).toList(),
            seq);
    return new Explanation(
        bare.entry, bare.causes, bare.effects, bare.limit, roundTrips(folder, bare.chain()));
  }

  /// The same of a journal beside which no round trips lie.
  ///
  /// @param limits      asked if one of them refused something
  /// @param instruments asked if the least value of an order did
  public static Explanation of(
      StoredJournal journal,
      Supplier<RiskLimits> limits,
      Supplier<List<Instrument>> instruments,
      long seq) {
    StoredEntry entry = journal.get(seq);
    Explanation bare =
        new Explanation(
            entry, journal.causes(entry), journal.effects(entry), Optional.empty(), List.of());
    return new Explanation(
        entry,
        bare.causes,
        bare.effects,
        limit(limits, bare.chain()).or(() -> least(instruments, bare.chain())),
        List.of());
  }

  private List<StoredEntry> chain() {
    return Stream.of(causes, List.of(entry), effects).flatMap(List::stream).toList();
  }

  private static Optional<String> limit(Supplier<RiskLimits> all, List<StoredEntry> chain) {
    Optional<String> name =
        chain.stream()
            .filter(one -> one.kind().equals("veto"))
            .map(one -> LIMIT_OF.getOrDefault(one.text("reason"), ""))
            .filter(found -> !found.isEmpty())
            .findFirst();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    JsonNode limits = AssumptionsJson.toJson(all.get());
    return Optional.of(name.get() + "=" + limits.path(name.get()).asText());
  }

  private static Optional<String> least(Supplier<List<Instrument>> all, List<StoredEntry> chain) {
    return chain.stream()
        .filter(one -> one.text("reason").equals(BELOW_MIN_NOTIONAL))
        .findFirst()
        .flatMap(refused -> instrument(all.get(), refused, chain))
        .map(its -> "minNotional=" + FixedPoint.format(its.minNotional()));
  }

  /// The instrument of a veto, or of the order that was rejected.
  private static Optional<Instrument> instrument(
      List<Instrument> all, StoredEntry refused, List<StoredEntry> chain) {
    return Stream.concat(Stream.of(refused), chain.stream())
        .map(one -> one.text("instrument"))
        .filter(symbol -> !symbol.isEmpty())
        .findFirst()
        .flatMap(symbol -> all.stream().filter(one -> one.symbol().equals(symbol)).findFirst());
  }

  private static List<List<String>> roundTrips(RunFolder folder, List<StoredEntry> chain) {
    List<StoredEntry> fills = chain.stream().filter(one -> one.kind().equals("fill")).toList();
    if (fills.isEmpty() || !Files.exists(folder.roundTrips())) {
      return List.of();
    }
    Set<List<String>> found = new LinkedHashSet<>();
    try (Stream<String> lines = Files.lines(folder.roundTrips())) {
      lines
          .skip(1)
          .map(line -> row(folder, line))
          .forEach(
              row -> {
                if (fills.stream().anyMatch(fill -> belongs(fill, row))) {
                  found.add(row);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }

  private static List<String> row(RunFolder folder, String line) {
    List<String> row = Arrays.asList(line.split(",", -1));
    if (row.size() != ROUND_TRIP_COLUMNS.size()) {
      throw WorkspaceException.data(
          "Round trips cannot be read: run=%s, row=%s. papertape verify %s says more."
              .formatted(folder.id(), row, folder.id()));
    }
    return row;
  }

  /// Whether a fill happened within a round trip; where one ends as the next begins, in both.
  private static boolean belongs(StoredEntry fill, List<String> row) {
    String happened = fill.text("happened");
    return row.get(SYMBOL).equals(fill.text("instrument"))
        && row.get(ENTRY_TIME).compareTo(happened) <= 0
        && row.get(EXIT_TIME).compareTo(happened) >= 0;
  }
}
