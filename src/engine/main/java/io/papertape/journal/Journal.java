package io.papertape.journal;

import io.papertape.execution.Fill;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.LongColumn;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.risk.Veto;
import io.papertape.strategy.Reason;
import java.util.Locale;

/// The journal of one run: takes what happened and writes it as entries, each tied to its cause.
public final class Journal {
  private final MutableMarket market;
  private final JournalWriter writer;
  private final Digest digest = new Digest();
  private final boolean foldsHolds;
  private final LongColumn entryOfOrder = new LongColumn();
  private long evaluations;
  private long decisionEntry = JournalWriter.NO_CAUSE;

  private Reason foldedReason = new Reason(0, "none");
  private long foldedCount;
  private long foldedFrom;
  private long foldedTo;

  public Journal(MutableMarket market, JournalSink sink, RecordLevel level) {
    this.market = market;
    writer = new JournalWriter(sink);
    foldsHolds = level != RecordLevel.EACH;
  }

  /// First entry: what run this is.
  public void header(long timeNanos, RunHeader header) {
    writer
        .begin(EntryKind.HEADER, timeNanos, JournalWriter.NO_CAUSE)
        .number("schema", RunHeader.SCHEMA_VERSION)
        .number("semantics", RunHeader.SEMANTICS_VERSION)
        .text("manifest", header.manifestHash())
        .text("strategy", header.strategy())
        .text("preset", header.preset())
        .texts("instruments", header.instruments())
        .decimal("cash", header.cash());
    writer.commit();
  }

  /// An evaluation that led to no order.
  public void hold(int instrument, Reason reason, String[] names, double[] inputs, int count) {
    digest(instrument, reason, inputs, count);
    long now = market.timeNanos();
    if (foldsHolds) {
      fold(reason, 1, now, now);
    } else {
      beginDecision(EntryKind.HOLD, instrument, reason, names, inputs, count);
      writer.commit();
    }
  }

  private void fold(Reason reason, int count, long fromNanos, long toNanos) {
    if (foldedCount == 0 || foldedReason.code() != reason.code()) {
      unfold();
      foldedReason = reason;
      foldedFrom = fromNanos;
    }
    foldedCount += count;
    foldedTo = toNanos;
  }

  /// Consecutive evaluations of one instrument that led to no order; like as many calls of
  /// [#hold].
  ///
  /// @param columns      inputs with a value for each evaluation, the first at index `first`
  /// @param further      inputs that are the same in all of them
  /// @param toNanos      time of the last; the market may be elsewhere
  public void holds(
      int instrument,
      Reason reason,
      int count,
      long fromNanos,
      long toNanos,
      double[][] columns,
      int first,
      double[] further,
      int furtherCount) {
    digest.rows(
        evaluations, instrument, reason.code(), columns, first, count, further, furtherCount);
    evaluations += count;
    fold(reason, count, fromNanos, toNanos);
  }

  /// True if HOLDs of one reason become one entry, so that [#holds] may take many.
  public boolean foldsHolds() {
    return foldsHolds;
  }

  /// An evaluation that led to orders, which follow.
  ///
  /// @param isFurther the evaluation has led to orders for another reason already
  public void decision(
      int instrument,
      Reason reason,
      String[] names,
      double[] inputs,
      int count,
      boolean isFurther) {
    evaluations -= isFurther ? 1 : 0;
    digest(instrument, reason, inputs, count);
    unfold();
    beginDecision(EntryKind.DECISION, instrument, reason, names, inputs, count);
    decisionEntry = writer.commit();
  }

  private void digest(int instrument, Reason reason, double[] inputs, int count) {
    digest.row(evaluations, instrument, reason.code());
    for (int i = 0; i < count; i++) {
      digest.input(inputs[i]);
    }
    evaluations++;
  }

  private void beginDecision(
      EntryKind kind, int instrument, Reason reason, String[] names, double[] inputs, int count) {
    JsonLine line =
        writer
            .begin(kind, market.timeNanos(), JournalWriter.NO_CAUSE)
            .number("evaluation", evaluations - 1)
            .text("instrument", JournalWriter.symbol(market, instrument))
            .text("reason", reason.text())
            .beginObject("inputs");
    for (int i = 0; i < count; i++) {
      line.real(names[i], inputs[i]);
    }
    line.endObject();
  }

  private void unfold() {
    if (foldedCount == 0) {
      return;
    }
    writer
        .begin(EntryKind.HOLD, foldedTo, JournalWriter.NO_CAUSE)
        .text("reason", foldedReason.text())
        .number("count", foldedCount)
        .time("from", foldedFrom)
        .time("to", foldedTo);
    writer.commit();
    foldedCount = 0;
  }

  /// An order that was refused before it reached the exchange.
  public void veto(int instrument, Order order, Veto veto) {
    unfold();
    JsonLine line =
        writer
            .begin(EntryKind.VETO, market.timeNanos(), decisionEntry)
            .text("instrument", JournalWriter.symbol(market, instrument))
            .text("reason", veto.code());
    OrderText.write(line, order, 0);
    writer.commit();
  }

  /// An order that reached the exchange.
  ///
  /// @param quantity   what its size came to, fixed point; 0 if only known at the fill
  /// @param limit      that works, rounded to the tick, fixed point; 0: none
  /// @param stop       that works; where a trailing stop starts
  /// @param stopLoss   of its bracket, fixed point; 0: none
  /// @param takeProfit of its bracket, fixed point; 0: none
  public void order(
      int orderId,
      int instrument,
      Order order,
      long quantity,
      long limit,
      long stop,
      long stopLoss,
      long takeProfit) {
    unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER, market.timeNanos(), decisionEntry)
            .number("order", orderId)
            .text("instrument", JournalWriter.symbol(market, instrument));
    OrderText.write(line, order, quantity, limit, stop);
    if (stopLoss != 0) {
      line.decimal("stopLoss", stopLoss);
    }
    if (takeProfit != 0) {
      line.decimal("takeProfit", takeProfit);
    }
    remember(orderId, writer.commit());
  }

  /// The stop or the target of a bracket, placed by the fill of its entry.
  public void child(int orderId, int parentId, int instrument, Order order, long quantity) {
    unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER, market.timeNanos(), entryOf(parentId))
            .number("order", orderId)
            .number("parent", parentId)
            .text("instrument", JournalWriter.symbol(market, instrument));
    OrderText.write(line, order, quantity);
    remember(orderId, writer.commit());
  }

  /// A working order that goes on with these values.
  ///
  /// @param remaining still to be filled, fixed point; 0 if only known at the fill
  /// @param limit     fixed point; 0: none
  /// @param stop      fixed point; 0: none
  public void orderChanged(int orderId, OrderReason reason, long remaining, long limit, long stop) {
    unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, reason))
            .number("order", orderId)
            .text("state", text(OrderState.WORKING))
            .text("reason", reason.code());
    if (remaining != 0) {
      line.decimal("remaining", remaining);
    }
    if (limit != 0) {
      line.decimal("limit", limit);
    }
    if (stop != 0) {
      line.decimal("stop", stop);
    }
    writer.commit();
  }

  /// An order that a limit refused when it was about to fill.
  ///
  /// @param limit code of the limit
  public void refusedAtFill(int orderId, String limit) {
    unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), entryOf(orderId))
        .number("order", orderId)
        .text("state", text(OrderState.REJECTED))
        .text("reason", limit);
    writer.commit();
  }

  private static String text(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The next entries are not the work of a decision until there is one.
  public void noDecision() {
    decisionEntry = JournalWriter.NO_CAUSE;
  }

  /// An order that ended without a fill.
  public void orderState(int orderId, OrderState state, OrderReason reason) {
    unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, reason))
        .number("order", orderId)
        .text("state", text(state))
        .text("reason", reason.code());
    writer.commit();
  }

  /// Two working orders of which the first that fills cancels the other.
  public void tied(int orderId, int otherId) {
    unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, OrderReason.TIED))
        .number("order", orderId)
        .text("state", text(OrderState.WORKING))
        .text("reason", OrderReason.TIED.code())
        .number("other", otherId);
    writer.commit();
  }

  /// What a strategy does to an order is the work of its decision, all else that of the order.
  private long cause(int orderId, OrderReason reason) {
    boolean isDecided =
        reason == OrderReason.AMENDED
            || reason == OrderReason.CANCELLED_BY_STRATEGY
            || reason == OrderReason.TIED;
    return isDecided && decisionEntry != JournalWriter.NO_CAUSE ? decisionEntry : entryOf(orderId);
  }

  /// A fill, with what the account held after it.
  public void fill(Fill fill, long positionAfter, long cashAfter) {
    unfold();
    long quantity = fill.signedQuantity();
    writer
        .begin(EntryKind.FILL, market.timeNanos(), entryOf(fill.orderId()))
        .number("order", fill.orderId())
        .text("instrument", JournalWriter.symbol(market, fill.instrument()))
        .text("side", quantity > 0 ? "buy" : "sell")
        .decimal("quantity", Math.abs(quantity))
        .decimal("price", fill.price())
        .decimal("fee", fill.fee())
        .time("happened", fill.eventTimeNanos())
        .number("bar", fill.barIndex())
        .decimal("position", positionAfter)
        .decimal("cash", cashAfter);
    writer.commit();
  }

  /// A split or a dividend that became effective.
  ///
  /// @param text such as `split 4:1` or `dividend 0.22`
  /// @return the entry, as the cause of the cash that follows
  public long corporateAction(int instrument, String text) {
    unfold();
    writer
        .begin(EntryKind.CORPORATE_ACTION, market.timeNanos(), JournalWriter.NO_CAUSE)
        .text("instrument", JournalWriter.symbol(market, instrument))
        .text("action", text);
    return writer.commit();
  }

  /// Cash that came in or went out for another reason than a fill.
  public void cash(int instrument, String reason, long amount, long cashAfter, long cause) {
    unfold();
    writer
        .begin(EntryKind.CASH, market.timeNanos(), cause)
        .text("instrument", JournalWriter.symbol(market, instrument))
        .text("reason", reason)
        .decimal("amount", amount)
        .decimal("cash", cashAfter);
    writer.commit();
  }

  /// Why the run could not go on.
  ///
  /// @param message the exception's class: the same in every locale, and still there when the JVM
  ///     leaves the text of an exception out that it has thrown often
  public void failure(String message) {
    unfold();
    writer.begin(EntryKind.FAILURE, market.timeNanos(), decisionEntry).text("message", message);
    writer.commit();
  }

  /// Last entry: the totals that a reader can check the file against.
  ///
  /// @return the run's root: over all entries, this one included
  public String seal(boolean isComplete, long equity, long cash) {
    unfold();
    writer
        .begin(EntryKind.SEAL, market.timeNanos(), JournalWriter.NO_CAUSE)
        .text("status", isComplete ? "complete" : "failed")
        .number("entries", writer.entries())
        .number("evaluations", evaluations)
        .text("digest", digest.finishHex())
        .text("root", writer.rootHex())
        .decimal("equity", equity)
        .decimal("cash", cash);
    writer.commit();
    return writer.rootHex();
  }

  /// Evaluations so far, the HOLDs included.
  public long evaluations() {
    return evaluations;
  }

  /// Entries written so far.
  public long entries() {
    return writer.entries();
  }

  private void remember(int orderId, long entry) {
    while (entryOfOrder.size() <= orderId) {
      entryOfOrder.add(JournalWriter.NO_CAUSE);
    }
    entryOfOrder.set(orderId, entry);
  }

  private long entryOf(int orderId) {
    return orderId < entryOfOrder.size() ? entryOfOrder.get(orderId) : JournalWriter.NO_CAUSE;
  }
}
