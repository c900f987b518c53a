package io.papertape.live.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.RunHeader;
import io.papertape.journal.Sha256;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.AssumptionsJson;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.InstrumentJson;
import io.papertape.workspace.run.StrictObject;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Everything that decides a session, but for what came: that is its tape. The same manifest over
/// the same tape gives the same journal, byte for byte.
///
/// @param semantics   version of what the engine does ([RunHeader#SEMANTICS_VERSION])
/// @param schema      version of the journal's entries ([RunHeader#SCHEMA_VERSION])
/// @param zoneRules   version of the time zone database the calendars used
/// @param strategy    name of the strategy
/// @param sources     path within the strategy's folder to SHA-256
/// @param feed        what it listens to, such as `binance:BTCUSDT`
/// @param like        the backtest whose assumptions it tests, if one was named
/// @param startNanos  when it began, by the clock of its feed
/// @param begunNanos  when it began, by the clock of the process; tells two replays of the same
///     data apart
/// @param recovery    what a restart after a crash does
/// @param retention   how long the files of its tape are kept once it has ended
/// @param minutesOf   of what its minute bars are made if its feed tells none, quotes or trade
///     ticks; empty without, as in sessions from before there were any
/// @param telling     version of how the moments of its tape are told ([MarketTeller#VERSION]); an
///     older session is told as it was, so that its tape gives what it gave
/// @param replayed    the stored rows that it is told, of each instrument; empty if its feed is no
///     replay, and in sessions from before they were stated
public record SessionManifest(
    int semantics,
    int schema,
    String zoneRules,
    String strategy,
    SortedMap<String, String> sources,
    SortedMap<String, String> parameters,
    String feed,
    Optional<String> like,
    long startNanos,
    long begunNanos,
    List<TapeInstrument> instruments,
    Assumptions assumptions,
    RiskLimits limits,
    SequencerSettings sequencer,
    Recovery recovery,
    Retention retention,
    Optional<Resolution> minutesOf,
    int telling,
    List<ReplayedSeries> replayed) {
  private static final int ID_DIGITS = 16;

  /// Of sessions from before it was stated.
  private static final int FIRST_TELLING = 1;

  /// What a restart after a crash does.
  public enum Recovery {
    /// Goes on as if the outage were a gap of the feed.
    RESUME,
    /// Goes on paused, until the operator resumes it.
    WAIT
  }

  public SessionManifest {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    instruments = List.copyOf(instruments);
    replayed = List.copyOf(replayed);
  }

  /// One whose tape is kept for ever.
  public SessionManifest(
      int semantics,
      int schema,
      String zoneRules,
      String strategy,
      SortedMap<String, String> sources,
      SortedMap<String, String> parameters,
      String feed,
      Optional<String> like,
      long startNanos,
      long begunNanos,
      List<TapeInstrument> instruments,
      Assumptions assumptions,
      RiskLimits limits,
      SequencerSettings sequencer,
      Recovery recovery) {
    this(
        semantics,
        schema,
        zoneRules,
        strategy,
        sources,
        parameters,
        feed,
        like,
        startNanos,
        begunNanos,
        instruments,
        assumptions,
        limits,
        sequencer,
        recovery,
        Retention.ALL,
        Optional.empty(),
        MarketTeller.VERSION,
        List.of());
  }

  /// What another engine decided does not follow from the tape by this one.
  ///
  /// @throws WorkspaceException if its engine was another, or this program does not know how its
  ///     tape was told
  void requireThisEngine() {
    if (semantics != RunHeader.SEMANTICS_VERSION) {
      throw WorkspaceException.data(
          ("Session was begun with another engine: session=%s, semantics=%d, this program has %d."
                  + " Use the program that it was begun with, or start a new session.")
              .formatted(id(), semantics, RunHeader.SEMANTICS_VERSION));
    }
    requireKnownTelling();
  }

  /// @throws WorkspaceException if this program does not know how its tape was told
  void requireKnownTelling() {
    if (telling > MarketTeller.VERSION) {
      throw WorkspaceException.data(
          ("Session was begun with a later program: session=%s, telling=%d, this program knows %d."
                  + " Use the program that it was begun with, or start a new session.")
              .formatted(id(), telling, MarketTeller.VERSION));
    }
  }

  /// A session of a strategy as it is now.
  public static SessionManifest of(
      LoadedStrategy strategy, String feed, List<TapeInstrument> instruments, long startNanos) {
    return new SessionManifest(
        RunHeader.SEMANTICS_VERSION,
        RunHeader.SCHEMA_VERSION,
        TradingCalendar.zoneRulesVersion(),
        strategy.name(),
        strategy.sources(),
        strategy.parameters(),
        feed,
        Optional.empty(),
        startNanos,
        startNanos,
        instruments,
        strategy.assumptions(),
        strategy.limits(),
        SequencerSettings.DEFAULT,
        Recovery.RESUME);
  }

  /// The same, testing the assumptions of a backtest.
  public SessionManifest like(String run, Assumptions its, RiskLimits itsLimits) {
    return with(
        Optional.of(run), begunNanos, its, itsLimits, recovery, retention, minutesOf, replayed);
  }

  public SessionManifest recoveringBy(Recovery value) {
    return with(like, begunNanos, assumptions, limits, value, retention, minutesOf, replayed);
  }

  /// The same, with the files of its tape kept for so long.
  public SessionManifest keeping(Retention value) {
    return with(like, begunNanos, assumptions, limits, recovery, value, minutesOf, replayed);
  }

  /// The same, begun at a wall time.
  public SessionManifest begunAt(long nanos) {
    return with(like, nanos, assumptions, limits, recovery, retention, minutesOf, replayed);
  }

  /// The same, with minute bars made of what its feed tells.
  public SessionManifest makingMinutesOf(Optional<Resolution> value) {
    return with(like, begunNanos, assumptions, limits, recovery, retention, value, replayed);
  }

  /// The same, told these rows of the store.
  public SessionManifest replaying(List<ReplayedSeries> value) {
    return with(like, begunNanos, assumptions, limits, recovery, retention, minutesOf, value);
  }

  private SessionManifest with(
      Optional<String> itsLike,
      long itsBegunNanos,
      Assumptions itsAssumptions,
      RiskLimits itsLimits,
      Recovery itsRecovery,
      Retention itsRetention,
      Optional<Resolution> itsMinutesOf,
      List<ReplayedSeries> itsReplayed) {
    return new SessionManifest(
        semantics,
        schema,
        zoneRules,
        strategy,
        sources,
        parameters,
        feed,
        itsLike,
        startNanos,
        itsBegunNanos,
        instruments,
        itsAssumptions,
        itsLimits,
        sequencer,
        itsRecovery,
        itsRetention,
        itsMinutesOf,
        telling,
        itsReplayed);
  }

  /// That of the account: of its instruments. Of instruments in several, which nothing converts,
  /// all of them, as `USD+JPY`.
  public String currency() {
    return instruments.stream()
        .map(one -> one.instrument().currency())
        .distinct()
        .collect(Collectors.joining("+"));
  }

  /// Canonical JSON: these bytes are the file.
  public byte[] bytes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("semantics", semantics)
        .put("schema", schema)
        .put("zoneRules", zoneRules)
        .put("strategy", strategy)
        .put("feed", feed)
        .put("start", Times.instant(startNanos).toString())
        .put("begun", Times.instant(begunNanos).toString())
        .put("recovery", recovery == Recovery.RESUME ? "resume" : "wait");
    like.ifPresent(run -> node.put("like", run));
    if (!retention.isForever()) {
      node.put("retain", retention.toString());
    }
    minutesOf.ifPresent(one -> node.put("minutesOf", one.toString()));
    if (telling != FIRST_TELLING) {
      node.put("telling", telling);
    }
    if (!replayed.isEmpty()) {
      ArrayNode rows = node.putArray("replayed");
      replayed.forEach(one -> one.put(rows.addObject()));
    }
    ObjectNode files = node.putObject("sources");
    sources.forEach(files::put);
    ObjectNode values = node.putObject("parameters");
    parameters.forEach(values::put);
    ArrayNode array = node.putArray("instruments");
    for (TapeInstrument one : instruments) {
      ObjectNode each = array.addObject();
      InstrumentJson.put(each, one.instrument());
      each.put("venue", one.venue())
          .put("venueSymbol", one.venueSymbol())
          .put("barNanos", one.barNanos());
    }
    node.set("assumptions", AssumptionsJson.toJson(assumptions));
    node.set("limits", AssumptionsJson.toJson(limits));
    node.putObject("sequencer")
        .put("grace", sequencer.grace().toString())
        .put("quiet", sequencer.quiet().toString())
        .put("mostAhead", sequencer.mostAhead().toString())
        .put("remembered", sequencer.remembered());
    return CanonicalJson.bytes(node);
  }

  /// SHA-256 of [#bytes()], 64 hex digits.
  public String hash() {
    return Sha256.hex(bytes());
  }

  /// Name of the session: the first 16 digits of the hash.
  public String id() {
    return hash().substring(0, ID_DIGITS);
  }

  /// Reads a manifest; an unknown or missing key is an error.
  public static SessionManifest read(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      throw WorkspaceException.data(
          "Manifest of a session is empty: bytes=%d. It was emptied; restore it."
              .formatted(bytes.length));
    }
    try {
      return read(new StrictObject(CanonicalJson.read(bytes), ""));
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Manifest of a session is not JSON: bytes=%d. It was changed or cut; restore it."
              .formatted(bytes.length),
          e);
    }
  }

  private static SessionManifest read(StrictObject node) {
    SessionManifest manifest =
        new SessionManifest(
            Math.toIntExact(node.number("semantics")),
            Math.toIntExact(node.number("schema")),
            node.text("zoneRules"),
            node.text("strategy"),
            node.object("sources").texts(),
            node.object("parameters").texts(),
            node.text("feed"),
            node.optionalText("like"),
            node.time("start"),
            node.time("begun"),
            node.objects("instruments").stream().map(SessionManifest::instrument).toList(),
            AssumptionsJson.read(node.object("assumptions")),
            AssumptionsJson.limits(node.object("limits")),
            sequencer(node.object("sequencer")),
            node.choice("recovery", Recovery.class),
            node.optionalText("retain").map(Retention::parse).orElse(Retention.ALL),
            node.optionalText("minutesOf").map(Resolution::parse),
            node.has("telling") ? Math.toIntExact(node.number("telling")) : FIRST_TELLING,
            node.has("replayed")
                ? node.objects("replayed").stream().map(ReplayedSeries::read).toList()
                : List.of());
    node.end();
    return manifest;
  }

  private static TapeInstrument instrument(StrictObject node) {
    TapeInstrument instrument =
        new TapeInstrument(
            InstrumentJson.read(node),
            node.text("venue"),
            node.text("venueSymbol"),
            node.number("barNanos"));
    node.end();
    return instrument;
  }

  private static SequencerSettings sequencer(StrictObject node) {
    SequencerSettings settings =
        new SequencerSettings(
            node.parsed("grace", Duration::parse),
            node.parsed("quiet", Duration::parse),
            node.parsed("mostAhead", Duration::parse),
            Math.toIntExact(node.number("remembered")));
    node.end();
    return settings;
  }
}
