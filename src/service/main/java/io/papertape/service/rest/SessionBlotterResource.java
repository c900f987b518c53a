package io.papertape.service.rest;

import io.papertape.live.session.Blotter;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Orders and fills of paper sessions, read from their journals.
@PermitAll
@Path("/api/v1/sessions/{id}")
@Tag(name = "Sessions")
public class SessionBlotterResource {
  private static final String ID = "Id of the session, or the beginning of one";
  private static final String EXAMPLE = "5f2b8c0d11e2a3f4";

  private final PaperSessions sessions;

  SessionBlotterResource(PaperSessions sessions) {
    this.sessions = sessions;
  }

  /// The days that are asked for.
  public static class Days {
    @QueryParam("from")
    @Parameter(description = "First day by UTC", example = "2026-11-01")
    String from;

    @QueryParam("to")
    @Parameter(description = "Last day by UTC, inclusive", example = "2026-11-30")
    String to;

    private Blotter of(Blotter all) {
      return all.ofDays(day("from", from), day("to", to));
    }

    private static Optional<LocalDate> day(String key, String text) {
      try {
        return Optional.ofNullable(text).map(LocalDate::parse);
      } catch (DateTimeParseException e) {
        throw ProblemException.badRequest(
            "Not a day: %s=%s. Use one such as 2026-11-26.".formatted(key, text));
      }
    }
  }

  /// An order.
  @Schema(name = "BlotterOrder")
  public record OrderLine(
      @Schema(description = "Number of its entry in the journal", examples = "7") long seq,
      @Schema(description = "When it was placed or refused") Instant time,
      @Schema(description = "Number of the order; absent if it was refused") Optional<Long> order,
      @Schema(description = "The entry order whose fill placed it") Optional<Long> parent,
      @Schema(description = "Symbol", examples = "SYN2") String symbol,
      @Schema(description = "buy or sell", examples = "buy") String side,
      @Schema(description = "Type", examples = "market") String type,
      @Schema(description = "Size as it was asked for", examples = "units 10") String size,
      @Schema(description = "Decimal text; absent if only known at the fill")
          Optional<String> quantity,
      @Schema(description = "Limit that works, decimal text") Optional<String> limit,
      @Schema(description = "Stop that works, decimal text") Optional<String> stop,
      @Schema(description = "How long it works", examples = "gtc") String timeInForce,
      @Schema(
              description = "vetoed, working, partly-filled, filled, cancelled, rejected, expired",
              examples = "filled")
          String state,
      @Schema(description = "Of the state; of a veto the limit", examples = "filled") String reason,
      @Schema(description = "When it came into that state") Instant updated,
      @Schema(description = "Quantity filled so far, decimal text") String filled,
      @Schema(description = "Of its fills, in account currency, decimal text; absent without")
          Optional<String> averagePrice,
      @Schema(description = "Entry of the decision, or of the operator's command, that led to it")
          Optional<Long> decision,
      @Schema(description = "Reason of that decision, or who commanded what and why")
          Optional<String> why,
      @Schema(description = "Its changes, the first one first") List<Step> life) {
    /// A change of an order.
    @Schema(name = "BlotterStep")
    public record Step(
        @Schema(description = "Entry in the journal", examples = "8") long seq,
        @Schema(description = "When") Instant time,
        @Schema(description = "State from then on", examples = "filled") String state,
        @Schema(description = "Why", examples = "filled") String reason) {}

    static OrderLine of(Blotter.Order one) {
      return new OrderLine(
          one.seq(),
          Times.instant(one.timeNanos()),
          Optional.of(one.order()).filter(number -> number != 0),
          Optional.of(one.parent()).filter(number -> number != 0),
          one.symbol(),
          one.side(),
          one.type(),
          one.size(),
          one.quantity().map(FixedPoint::format),
          one.limit().map(FixedPoint::format),
          one.stop().map(FixedPoint::format),
          one.timeInForce(),
          one.state(),
          one.reason(),
          Times.instant(one.updatedNanos()),
          FixedPoint.format(one.filled()),
          Optional.of(one.averagePrice()).filter(price -> price != 0).map(FixedPoint::format),
          entry(one.why()),
          entry(one.why()).map(_ -> one.why().reason()),
          one.life().stream()
              .map(
                  step ->
                      new Step(
                          step.seq(), Times.instant(step.timeNanos()), step.state(), step.reason()))
              .toList());
    }
  }

  /// A fill.
  @Schema(name = "BlotterFill")
  public record FillLine(
      @Schema(description = "Number of its entry in the journal", examples = "8") long seq,
      @Schema(description = "When it was known and booked") Instant time,
      @Schema(description = "Time of its price") Instant happened,
      @Schema(description = "Number of the order", examples = "1") long order,
      @Schema(description = "Symbol", examples = "SYN2") String symbol,
      @Schema(description = "buy or sell", examples = "buy") String side,
      @Schema(description = "Decimal text", examples = "10") String quantity,
      @Schema(description = "In account currency, decimal text") String price,
      @Schema(description = "In account currency, decimal text") String fee,
      @Schema(description = "What it has realised, without fees, in account currency, decimal text")
          String realisedPnl,
      @Schema(description = "Signed quantity held after it, decimal text") String position,
      @Schema(description = "After it, in account currency, decimal text") String cash,
      @Schema(description = "Type of the order", examples = "market") String type,
      @Schema(description = "Preset of the model that filled it", examples = "papertape")
          String fillModel,
      @Schema(description = "Entry of the decision, or of the operator's command, that led to it")
          Optional<Long> decision,
      @Schema(description = "Reason of that decision, or who commanded what and why")
          Optional<String> why) {
    static FillLine of(Blotter.Fill one) {
      return new FillLine(
          one.seq(),
          Times.instant(one.timeNanos()),
          Times.instant(one.happenedNanos()),
          one.order(),
          one.symbol(),
          one.side(),
          FixedPoint.format(one.quantity()),
          FixedPoint.format(one.price()),
          FixedPoint.format(one.fee()),
          FixedPoint.format(one.realised()),
          FixedPoint.format(one.position()),
          FixedPoint.format(one.cash()),
          one.type(),
          one.model(),
          entry(one.why()),
          entry(one.why()).map(_ -> one.why().reason()));
    }
  }

  private static Optional<Long> entry(Blotter.Why why) {
    return Optional.of(why.entry()).filter(number -> number >= 0);
  }

  @GET
  @Path("orders")
  @Operation(
      operationId = "listSessionOrders",
      summary = "Every order of a session with its life, those that were refused too")
  public Page<OrderLine> orders(
      @PathParam("id") @Parameter(description = ID, example = EXAMPLE) String id,
      @BeanParam Days days,
      @BeanParam PageRequest page) {
    return page(
        id, "orders", page, all -> days.of(all).orders(), Blotter.Order::seq, OrderLine::of);
  }

  @GET
  @Path("fills")
  @Operation(operationId = "listSessionFills", summary = "Every fill of a session")
  public Page<FillLine> fills(
      @PathParam("id") @Parameter(description = ID, example = EXAMPLE) String id,
      @BeanParam Days days,
      @BeanParam PageRequest page) {
    return page(id, "fills", page, all -> days.of(all).fills(), Blotter.Fill::seq, FillLine::of);
  }

  private <T, V> Page<V> page(
      String id,
      String list,
      PageRequest page,
      Function<Blotter, List<T>> rows,
      ToLongFunction<T> seq,
      Function<T, V> view) {
    HostedSession session = find(id);
    String key = session.id() + "/blotter-" + list;
    long after = page.after(key);
    try {
      List<T> rest =
          rows.apply(session.blotter()).stream()
              .filter(one -> seq.applyAsLong(one) > after)
              .limit(page.most() + 1L)
              .toList();
      return page.page(rest, view, one -> new Cursor(key, seq.applyAsLong(one)));
    } catch (WorkspaceException e) {
      throw ProblemException.of(e);
    }
  }

  private HostedSession find(String id) {
    try {
      return sessions.find(id);
    } catch (WorkspaceException e) {
      throw ProblemException.notFound(e.getMessage());
    }
  }
}
