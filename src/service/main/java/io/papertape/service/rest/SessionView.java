package io.papertape.service.rest;

import io.papertape.execution.WorkingOrder;
import io.papertape.live.session.DiskForecast;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.ModelHealth;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionPnl;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.session.SessionWords;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.order.Side;
import io.papertape.service.projection.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A session as it stood after its last durable entry.
@Schema(name = "Session")
public record SessionView(
    @Schema(
            description = "Id: the first 16 hex digits of the hash of its manifest",
            examples = "5f2b8c0d11e2a3f4")
        String id,
    @Schema(description = "Name of the strategy", examples = "moving-average-cross")
        String strategy,
    @Schema(description = "What it listens to, in full", examples = "replay:days/1d:SYN2@60x")
        String feed,
    @Schema(description = "The backtest whose assumptions it tests") Optional<String> like,
    @Schema(description = "Parameters in force") Map<String, String> parameters,
    @Schema(description = "What a restart after a crash does: resume or wait", examples = "resume")
        String recovery,
    @Schema(
            description = "recovering, running, paused, killed, halted, stopped or failed",
            examples = "running")
        String state,
    @Schema(description = "Why it halted or failed") Optional<String> reason,
    @Schema(description = "Of a command's answer: that it is not on the record yet")
        Optional<String> pending,
    @Schema(
            description =
                "Since when its thread has taken no step, if that is 30 s or more: its strategy or"
                    + " its disk does not answer")
        Optional<Instant> hangsSince,
    @Schema(description = "When the operator started it") Instant begun,
    @Schema(description = "Moment reached, by the clock of the feed; absent before the first")
        Optional<Instant> time,
    @Schema(description = "Entries of its journal; absent if not known") Optional<Long> entries,
    @Schema(description = "Moments of its tape; absent if not known") Optional<Long> moments,
    @Schema(description = "Currency of the account: of all its money", examples = "USD")
        String currency,
    @Schema(description = "Cash it began with, in account currency, decimal text")
        String startingCash,
    @Schema(
            description = "In account currency, decimal text; absent if not known",
            examples = "99980.25")
        Optional<String> cash,
    @Schema(
            description =
                "Cash and positions at the last prices, in account currency, decimal text; absent"
                    + " if not known")
        Optional<String> equity,
    @Schema(description = "Orders that work; absent if not known") Optional<Integer> workingOrders,
    @Schema(description = "Fills so far; absent if not known, and so are the positions then")
        Optional<Integer> fills,
    @Schema(description = "Fees so far, in account currency, decimal text; absent if not known")
        Optional<String> fees,
    @Schema(
            description =
                "What it has gained, in account currency, decimal text; absent if not known")
        Optional<SessionPnlView> pnl,
    @Schema(description = "Falls of its equity; absent if not known")
        Optional<SessionPnlView.Drawdown> drawdown,
    @Schema(
            description =
                "The first 20 of the orders that work, of a halted session as they stood; empty"
                    + " once it has ended")
        List<Order> orders,
    @Schema(description = "Whether its drawdown stop has tripped") boolean drawdownStopped,
    @Schema(description = "Positions and the health of the market data, by instrument")
        List<Position> positions,
    @Schema(description = "Events that are not on the tape, by reason") Map<String, Long> dropped,
    @Schema(description = "Events that wait for the session") int waiting,
    @Schema(description = "How its remote model does; only of a strategy that has asked one")
        Optional<Model> model,
    @Schema(description = "How long its tape is kept once it has ended", examples = "forever")
        String retain,
    @Schema(description = "What room it will take; only from the service that started it")
        Optional<Disk> disk,
    @Schema(
            description =
                "What a person should know of its feed, such as frames that were not understood")
        List<String> feedNotes,
    @Schema(
            description =
                "What a person should know of its start, such as the steps of its instruments; told"
                    + " by the process that started it")
        List<String> startNotes,
    @Schema(
            description =
                "What has become of its snapshots, such as that there are none and why; recovery"
                    + " is slower without, and the same")
        List<String> recoveryNotes,
    @Schema(type = SchemaType.ARRAY, description = "Last entries of its journal worth a look")
        List<RawJson> last) {

  /// One instrument of a session.
  @Schema(name = "SessionPosition")
  public record Position(
      @Schema(description = "Symbol", examples = "SYN2") String symbol,
      @Schema(description = "Signed quantity, decimal text") String quantity,
      @Schema(description = "What was paid on average, in account currency, decimal text")
          String averagePrice,
      @Schema(description = "Last known price, in account currency, decimal text; 0: none yet")
          String price,
      @Schema(description = "Of the position, in account currency, decimal text") String value,
      @Schema(
              description =
                  "What open lots are worth over what they cost, in account currency, decimal"
                      + " text; absent if not known")
          Optional<String> unrealisedPnl,
      @Schema(
              description =
                  "What closed lots have gained, without fees, in account currency, decimal text;"
                      + " absent if not known")
          Optional<String> realisedPnl,
      @Schema(
              description =
                  "Paid for its fills so far, in account currency, decimal text; absent if not"
                      + " known")
          Optional<String> fees,
      @Schema(
              description =
                  "live, stale, broken or backfilled; absent of a session that has ended or halted:"
                      + " nothing listens",
              examples = "live")
          Optional<String> input,
      @Schema(description = "Whether its market is open at the moment reached")
          boolean marketOpen) {
    static Position of(
        SessionStatus.Position one,
        Optional<SessionPnl.OfInstrument> pnl,
        Instrument instrument,
        SessionStatus status) {
      long timeNanos = status.timeNanos();
      return new Position(
          one.symbol(),
          FixedPoint.format(one.quantity()),
          FixedPoint.format(one.averagePrice()),
          FixedPoint.format(one.price()),
          FixedPoint.format(one.value()),
          pnl.map(known -> FixedPoint.format(known.unrealised())),
          pnl.map(known -> FixedPoint.format(known.realised())),
          pnl.map(known -> FixedPoint.format(known.feesPaid())),
          status.state().isOver() ? Optional.empty() : Optional.of(SessionWords.of(one.input())),
          timeNanos > 0
              && TradingCalendar.byName(instrument.calendar()).sessionAt(timeNanos).isPresent());
    }
  }

  /// One order that works.
  @Schema(name = "SessionOrder")
  public record Order(
      @Schema(description = "Number of the order") int order,
      @Schema(description = "Symbol", examples = "SYN2") String symbol,
      @Schema(description = "buy or sell", examples = "buy") String side,
      @Schema(description = "What is left, decimal text; absent if it is sized when it fills")
          Optional<String> quantity,
      @Schema(description = "Decimal text") Optional<String> limit,
      @Schema(description = "Decimal text") Optional<String> stop,
      @Schema(description = "When it came to the market") Instant since) {
    static Order of(WorkingOrder one, Instrument instrument) {
      return new Order(
          one.id(),
          instrument.symbol(),
          one.side() == Side.BUY ? "buy" : "sell",
          some(one.quantity()),
          some(one.limit()),
          some(one.stop()),
          Times.instant(one.sinceNanos()));
    }

    private static Optional<String> some(long number) {
      return number == 0 ? Optional.empty() : Optional.of(FixedPoint.format(number));
    }
  }

  /// A remote model, as the session has found it since this service took the session up.
  @Schema(name = "SessionModel")
  public record Model(
      @Schema(description = "Name at its server", examples = "ridge") String name,
      @Schema(description = "Its server", examples = "http://127.0.0.1:8600") String url,
      @Schema(description = "Whether the last answer was a failure, or it is left alone")
          boolean down,
      @Schema(description = "Its last failure", examples = "too-late: timeoutMillis=500")
          Optional<String> reason,
      @Schema(description = "Questions that were put to it") long asked,
      @Schema(description = "Of these, those without scores") long failed,
      @Schema(description = "Questions not put to it because it had failed too often") long skipped,
      @Schema(description = "Median time of its last answers, milliseconds") double p50Millis,
      @Schema(description = "Of which 99 of 100 were not slower") double p99Millis) {
    static Model of(ModelHealth model) {
      return new Model(
          model.model(),
          model.url(),
          model.isDown(),
          Optional.of(model.reason()).filter(reason -> !reason.isEmpty()),
          model.asked(),
          model.failed(),
          model.skipped(),
          model.p50Nanos() / 1e6,
          model.p99Nanos() / 1e6);
    }
  }

  /// What room a session will take.
  @Schema(name = "SessionDisk")
  public record Disk(
      @Schema(description = "Bytes of a day of its tape, estimated", examples = "72000") long tape,
      @Schema(description = "Bytes of a day of its journal, estimated") long journal,
      @Schema(description = "Free bytes of the disk when it was started") long free,
      @Schema(description = "All that in a sentence") String text,
      @Schema(description = "What the operator should know") Optional<String> warning) {
    static Disk of(DiskForecast disk) {
      return new Disk(
          disk.tapeBytes(), disk.journalBytes(), disk.freeBytes(), disk.text(), disk.warning());
    }
  }

  private static Optional<Long> known(long figure) {
    return Optional.of(figure).filter(one -> one != SessionStatus.UNKNOWN);
  }

  private static Optional<Integer> known(int count) {
    return Optional.of(count).filter(one -> one != SessionStatus.UNKNOWN_COUNT);
  }

  private static List<Order> orders(SessionManifest manifest, SessionStatus.Trading trading) {
    return trading.orders().stream()
        .map(one -> Order.of(one, manifest.instruments().get(one.instrument()).instrument()))
        .toList();
  }

  private static List<Position> positions(SessionManifest manifest, SessionStatus status) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < status.position().size(); i++) {
      int number = i;
      positions.add(
          Position.of(
              status.position().get(i),
              status.pnl().map(pnl -> pnl.instruments().get(number)),
              manifest.instruments().get(i).instrument(),
              status));
    }
    return positions;
  }

  static SessionView of(HostedSession session) {
    return of(session, Optional.empty());
  }

  /// @param pending that a command is not on the record yet
  static SessionView of(HostedSession session, Optional<String> pending) {
    SessionManifest manifest = session.manifest();
    SessionStatus status = session.status();
    return new SessionView(
        session.id(),
        manifest.strategy(),
        manifest.feed(),
        manifest.like(),
        manifest.parameters(),
        SessionWords.of(manifest.recovery()),
        SessionWords.of(status.state()),
        status.halt(),
        pending,
        session.hangsSince(),
        Times.instant(manifest.begunNanos()),
        Optional.of(status.timeNanos()).filter(nanos -> nanos != 0).map(Times::instant),
        known(status.entries()),
        known(status.moments()),
        manifest.currency(),
        FixedPoint.format(manifest.assumptions().cash()),
        known(status.cash()).map(FixedPoint::format),
        known(status.equity()).map(FixedPoint::format),
        known(status.workingOrders()),
        known(status.fills()),
        status.pnl().map(pnl -> FixedPoint.format(pnl.feesPaid())),
        status.pnl().map(pnl -> SessionPnlView.of(pnl, manifest, status)),
        status.pnl().map(pnl -> SessionPnlView.Drawdown.of(pnl, manifest)),
        status.trading().map(trading -> orders(manifest, trading)).orElse(List.of()),
        status.isDrawdownStopped(),
        positions(manifest, status),
        status.dropped(),
        status.waiting(),
        status.model().map(Model::of),
        manifest.retention().toString(),
        session.disk().map(Disk::of),
        session.feedNotes(),
        session.startNotes(),
        session.recoveryNotes(),
        status.last().stream().map(RawJson::new).toList());
  }
}
