package io.papertape.workspace.run;

import io.papertape.journal.RunHeader;
import io.papertape.journal.Sha256;
import io.papertape.market.TradingCalendar;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.RoundTrips.Pairing;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that decides a run. The same manifest gives the same journal, byte for byte.
///
/// @param semantics   version of what the engine does ([RunHeader#SEMANTICS_VERSION])
/// @param schema      version of the journal's entries ([RunHeader#SCHEMA_VERSION])
/// @param zoneRules   version of the time zone database the calendars used
/// @param strategy    name of the strategy
/// @param sources     path within the strategy's folder to SHA-256
/// @param dataSet     name of the data set
/// @param from        first date asked for, if any
/// @param to          last date asked for, if any
/// @param instruments in the order of their numbers
/// @param benchmark   what the run is compared with; empty: its universe in equal parts
/// @param pairing     how fills become round trips
/// @param performance zone, rate, seed and resamples of the figures
public record Manifest(
    int semantics,
    int schema,
    String zoneRules,
    String strategy,
    SortedMap<String, String> sources,
    SortedMap<String, String> parameters,
    String dataSet,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    List<UsedSeries> instruments,
    Optional<UsedSeries> benchmark,
    Assumptions assumptions,
    RiskLimits limits,
    Pairing pairing,
    PerformanceOptions performance) {
  private static final int ID_DIGITS = 16;

  public Manifest {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    instruments = List.copyOf(instruments);
  }

  /// States a plan with the data as they are now.
  public static Manifest of(RunPlan plan, RunBars data) {
    return new Manifest(
        RunHeader.SEMANTICS_VERSION,
        RunHeader.SCHEMA_VERSION,
        TradingCalendar.zoneRulesVersion(),
        plan.strategy().name(),
        plan.strategy().sources(),
        plan.strategy().parameters(),
        plan.data().dataSet(),
        plan.data().from(),
        plan.data().to(),
        data.used(),
        data.benchmark(),
        plan.assumptions(),
        plan.limits(),
        plan.pairing(),
        plan.performance());
  }

  /// Canonical JSON: these bytes are the file, and their SHA-256 is the run's manifest hash.
  public byte[] bytes() {
    return CanonicalJson.bytes(ManifestJson.toJson(this));
  }

  /// SHA-256 of [#bytes()], 64 hex digits.
  public String hash() {
    return hash(bytes());
  }

  /// The hash of a manifest of which these are the bytes.
  static String hash(byte[] bytes) {
    return Sha256.hex(bytes);
  }

  /// The same with other parameters instead of these.
  Manifest replacing(SortedMap<String, String> others) {
    return new Manifest(
        semantics,
        schema,
        zoneRules,
        strategy,
        sources,
        others,
        dataSet,
        from,
        to,
        instruments,
        benchmark,
        assumptions,
        limits,
        pairing,
        performance);
  }

  /// Name of the run: the first 16 digits of the hash.
  public String id() {
    return id(hash());
  }

  /// Name of the run with that hash.
  public static String id(String hash) {
    return hash.substring(0, ID_DIGITS);
  }

  /// Reads a manifest; an unknown or missing key is an error.
  public static Manifest read(byte[] bytes) {
    return ManifestJson.read(bytes);
  }

  /// Hash of what was chosen: all of it but the content of the data and the versions of engine and
  /// time zones. Two runs that differ in nothing else are one trial, made when more data was there.
  public String configuration() {
    return Sha256.hex(CanonicalJson.bytes(ManifestJson.choices(this)));
  }

  /// The same run with other values of some parameters.
  public Manifest with(Map<String, String> values) {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    all.putAll(values);
    return replacing(all);
  }

  /// The part of the store that this run used.
  DataSelection selection() {
    return new DataSelection(
        dataSet,
        instruments.stream().map(used -> used.instrument().symbol()).toList(),
        instruments.stream().map(UsedSeries::resolution).findFirst().orElse(Resolution.DAY),
        from,
        to,
        benchmark.map(used -> used.instrument().symbol()));
  }
}
