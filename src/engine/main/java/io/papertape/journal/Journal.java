package io.papertape.journal;

import io.papertape.execution.Fill;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.risk.Veto;
import io.papertape.strategy.Reason;
import java.util.Locale;
import java.util.Map;

/// The journal of one run: takes what happened and writes it as entries, each tied to its cause.
public final class Journal implements AutoCloseable {
  private static final Key ORDER = Key.of("order");
  private static final Key PARENT = Key.of("parent");
  private static final Key OTHER = Key.of("other");
  private static final Map<OrderState, EncodedText> STATES =
      Key.with("state", OrderState.class, Journal::text);
  private static final Map<OrderReason, EncodedText> REASONS =
      Key.with("reason", OrderReason.class, OrderReason::code);
  private static final Map<Veto, EncodedText> VETOES = Key.with("reason", Veto.class, Veto::code);
  private static final Key REASON = Key.of("reason");
  private static final Key STOP_LOSS = Key.of("stopLoss");
  private static final Key TAKE_PROFIT = Key.of("takeProfit");
  private static final Key REMAINING = Key.of("remaining");
  private static final Key LIMIT = Key.of("limit");
  private static final Key STOP = Key.of("stop");
  private static final Key QUANTITY = Key.of("quantity");
  private static final Key PRICE = Key.of("price");
  private static final Key FEE = Key.of("fee");
  private static final Key HAPPENED = Key.of("happened");
  private static final Key BAR = Key.of("bar");
  private static final Key POSITION = Key.of("position");
  private static final Key CASH = Key.of("cash");

  private final MutableMarket market;
  private final RunTexts texts;
  private final Chaining chaining;
  private final JournalWriter writer;
  private final EvaluationEntries evaluations;

  private final OrderEntries orders = new OrderEntries();
  private long decisionEntry = JournalWriter.NO_CAUSE;

  /// A journal whose entries are with the sink when the call that made them is over.
  public Journal(MutableMarket market, JournalSink sink, RecordLevel level) {
    this(market, level, new ChainingHere(sink), new Sha256());
  }

  private Journal(MutableMarket market, RecordLevel level, Chaining chaining, RunningHash hash) {
    this.market = market;
    this.chaining = chaining;
    texts = new RunTexts(market);
    writer = new JournalWriter(chaining);
    evaluations =
        new EvaluationEntries(market, writer, texts, level != RecordLevel.EACH, new Digest(hash));
  }

  /// A journal whose state may be taken between two entries.
  public static Journal kept(MutableMarket market, JournalSink sink, RecordLevel level) {
    return new Journal(market, level, new ChainingHere(sink), new KeptSha256());
  }

  /// A journal that a second thread hashes and hands to the sink: the same bytes, and all of them
  /// when it is sealed. A failure of the sink is thrown by a later call, at the latest by
  /// [#seal].
  public static Journal hashedAside(MutableMarket market, JournalSink sink, RecordLevel level) {
    return new Journal(market, level, new ChainingAside(sink), new Sha256());
  }

  /// First entry: what run this is.
  public void header(long timeNanos, RunHeader header) {
    writer
        .begin(EntryKind.HEADER, timeNanos, JournalWriter.NO_CAUSE)
        .number(Key.of("schema"), RunHeader.SCHEMA_VERSION)
        .number(Key.of("semantics"), RunHeader.SEMANTICS_VERSION)
        .text(Key.of("manifest"), header.manifestHash())
        .text(Key.of("strategy"), header.strategy())
        .text(Key.of("preset"), header.preset())
        .texts(Key.of("instruments"), header.instruments())
        .decimal(CASH, header.cash());
    writer.commit();
  }

  /// An evaluation that led to no order.
  public void hold(int instrument, Reason reason, String[] names, double[] inputs, int count) {
    evaluations.hold(instrument, reason, names, inputs, count);
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
    evaluations.holds(
        instrument, reason, count, fromNanos, toNanos, columns, first, further, furtherCount);
  }

  /// True if HOLDs of one reason become one entry, so that [#holds] may take many.
  public boolean foldsHolds() {
    return evaluations.foldsHolds();
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
    decisionEntry = evaluations.decision(instrument, reason, names, inputs, count, isFurther);
  }

  /// An order that was refused before it reached the exchange.
  public void veto(int instrument, Order order, Veto veto) {
    evaluations.unfold();
    JsonLine line =
        writer
            .begin(EntryKind.VETO, market.timeNanos(), decisionEntry)
            .add(texts.instrument(instrument))
            .add(VETOES.get(veto));
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
    evaluations.unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER, market.timeNanos(), decisionEntry)
            .number(ORDER, orderId)
            .add(texts.instrument(instrument));
    OrderText.write(line, order, quantity, limit, stop);
    if (stopLoss != 0) {
      line.decimal(STOP_LOSS, stopLoss);
    }
    if (takeProfit != 0) {
      line.decimal(TAKE_PROFIT, takeProfit);
    }
    orders.placed(orderId, writer.commit());
  }

  /// The stop or the target of a bracket, placed by the fill of its entry.
  public void child(int orderId, int parentId, int instrument, Order order, long quantity) {
    evaluations.unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER, market.timeNanos(), orders.of(parentId))
            .number(ORDER, orderId)
            .number(PARENT, parentId)
            .add(texts.instrument(instrument));
    OrderText.write(line, order, quantity);
    orders.followed(orderId, writer.commit());
  }

  /// A working order that goes on with these values.
  ///
  /// @param remaining still to be filled, fixed point; 0 if only known at the fill
  /// @param limit     fixed point; 0: none
  /// @param stop      fixed point; 0: none
  public void orderChanged(int orderId, OrderReason reason, long remaining, long limit, long stop) {
    evaluations.unfold();
    JsonLine line =
        writer
            .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, reason))
            .number(ORDER, orderId)
            .add(STATES.get(OrderState.WORKING))
            .add(REASONS.get(reason));
    if (remaining != 0) {
      line.decimal(REMAINING, remaining);
    }
    if (limit != 0) {
      line.decimal(LIMIT, limit);
    }
    if (stop != 0) {
      line.decimal(STOP, stop);
    }
    writer.commit();
  }

  /// An order that a limit refused when it was about to fill.
  ///
  /// @param limit code of the limit
  public void refusedAtFill(int orderId, String limit) {
    evaluations.unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), orders.of(orderId))
        .number(ORDER, orderId)
        .add(STATES.get(OrderState.REJECTED))
        .text(REASON, limit);
    writer.commit();
    orders.ended(orderId);
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
    evaluations.unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, reason))
        .number(ORDER, orderId)
        .add(STATES.get(state))
        .add(REASONS.get(reason));
    writer.commit();
    orders.ended(orderId);
  }

  /// Two working orders of which the first that fills cancels the other.
  public void tied(int orderId, int otherId) {
    evaluations.unfold();
    writer
        .begin(EntryKind.ORDER_STATE, market.timeNanos(), cause(orderId, OrderReason.TIED))
        .number(ORDER, orderId)
        .add(STATES.get(OrderState.WORKING))
        .add(REASONS.get(OrderReason.TIED))
        .number(OTHER, otherId);
    writer.commit();
  }

  /// What a strategy does to an order is the work of its decision, all else that of the order.
  private long cause(int orderId, OrderReason reason) {
    boolean isDecided =
        reason == OrderReason.AMENDED
            || reason == OrderReason.CANCELLED_BY_STRATEGY
            || reason == OrderReason.TIED;
    return isDecided && decisionEntry != JournalWriter.NO_CAUSE
        ? decisionEntry
        : orders.of(orderId);
  }

  /// A fill, with what the account held after it.
  public void fill(Fill fill, long positionAfter, long cashAfter) {
    evaluations.unfold();
    long quantity = fill.signedQuantity();
    writer
        .begin(EntryKind.FILL, market.timeNanos(), orders.of(fill.orderId()))
        .number(ORDER, fill.orderId())
        .add(texts.instrument(fill.instrument()))
        .add(OrderText.side(quantity > 0 ? Side.BUY : Side.SELL))
        .decimal(QUANTITY, Math.abs(quantity))
        .decimal(PRICE, fill.price())
        .decimal(FEE, fill.fee())
        .time(HAPPENED, fill.eventTimeNanos())
        .number(BAR, fill.barIndex())
        .decimal(POSITION, positionAfter)
        .decimal(CASH, cashAfter);
    writer.commit();
    if (fill.isOrderDone()) {
      orders.ended(fill.orderId());
    }
  }

  /// A split or a dividend that became effective.
  ///
  /// @param text such as `split 4:1` or `dividend 0.22`
  /// @return the entry, as the cause of the cash that follows
  public long corporateAction(int instrument, String text) {
    evaluations.unfold();
    writer
        .begin(EntryKind.CORPORATE_ACTION, market.timeNanos(), JournalWriter.NO_CAUSE)
        .add(texts.instrument(instrument))
        .text(Key.of("action"), text);
    return writer.commit();
  }

  /// Cash that came in or went out for another reason than a fill.
  public void cash(int instrument, String reason, long amount, long cashAfter, long cause) {
    evaluations.unfold();
    writer
        .begin(EntryKind.CASH, market.timeNanos(), cause)
        .add(texts.instrument(instrument))
        .text(REASON, reason)
        .decimal(Key.of("amount"), amount)
        .decimal(CASH, cashAfter);
    writer.commit();
  }

  /// What is amiss with an instrument's prices, or no longer is.
  ///
  /// @param instrument −1: all
  /// @param state      such as `stale`, `live`
  /// @param reason     stable code
  /// @param sinceNanos when it began
  public void marketGap(int instrument, String state, String reason, long sinceNanos) {
    evaluations.unfold();
    writer
        .begin(EntryKind.MARKET_GAP, market.timeNanos(), JournalWriter.NO_CAUSE)
        .add(texts.instrument(instrument))
        .text(Key.of("state"), state)
        .text(REASON, reason)
        .time(Key.of("since"), sinceNanos);
    writer.commit();
  }

  /// What a person has done to the run; what follows is the work of it until the next decision.
  public void operator(String action, String who, String why) {
    evaluations.unfold();
    writer
        .begin(EntryKind.OPERATOR, market.timeNanos(), JournalWriter.NO_CAUSE)
        .text(Key.of("action"), action)
        .text(Key.of("who"), who)
        .text(Key.of("why"), why);
    decisionEntry = writer.commit();
  }

  /// Why the run could not go on.
  ///
  /// @param message the exception's class: the same in every locale, and still there when the JVM
  ///     leaves the text of an exception out that it has thrown often
  public void failure(String message) {
    evaluations.unfold();
    writer
        .begin(EntryKind.FAILURE, market.timeNanos(), decisionEntry)
        .text(Key.of("message"), message);
    writer.commit();
  }

  /// Last entry: the totals that a reader can check the file against.
  ///
  /// @return the run's root: over all entries, this one included
  public String seal(boolean isComplete, long equity, long cash) {
    evaluations.unfold();
    writer
        .begin(EntryKind.SEAL, market.timeNanos(), JournalWriter.NO_CAUSE)
        .text(Key.of("status"), isComplete ? "complete" : "failed")
        .number(Key.of("entries"), writer.entries())
        .number(Key.of("evaluations"), evaluations.count())
        .text(Key.of("digest"), evaluations.finishDigest())
        .text(Key.of("root"), writer.rootHex())
        .decimal(Key.of("equity"), equity)
        .decimal(CASH, cash);
    writer.commit();
    return writer.rootHex();
  }

  /// Evaluations so far, the HOLDs included.
  public long evaluations() {
    return evaluations.count();
  }

  /// Entries written so far.
  public long entries() {
    return writer.entries();
  }

  /// Hash of the last entry, which the next will name, 64 hex digits.
  public String lastHash() {
    return writer.lastHash();
  }

  /// Merkle root of the entries so far, 64 hex digits.
  public String rootSoFar() {
    return writer.rootHex();
  }

  /// Ends what runs beside, if the journal was not sealed.
  @Override
  public void close() {
    chaining.close();
  }
}
