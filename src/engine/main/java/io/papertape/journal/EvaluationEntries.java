package io.papertape.journal;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Reason;

/// The evaluations of a run: each has its row in the digest; those that led to orders are
/// entries, the others entries of their own or folded into one.
final class EvaluationEntries {
  private static final Key EVALUATION = Key.of("evaluation");
  private static final EncodedText INPUTS = EncodedText.of(",\"inputs\":{");
  private static final EncodedText COMMA = EncodedText.of(",");
  private static final EncodedText END = EncodedText.of("}");
  private static final Key COUNT = Key.of("count");
  private static final Key FROM = Key.of("from");
  private static final Key TO = Key.of("to");

  private final MutableMarket market;
  private final JournalWriter writer;
  private final RunTexts texts;
  private final boolean foldsHolds;
  private final Digest digest;
  private long evaluations;

  private Reason foldedReason = new Reason(0, "none");
  private long foldedCount;
  private long foldedFrom;
  private long foldedTo;

  EvaluationEntries(
      MutableMarket market,
      JournalWriter writer,
      RunTexts texts,
      boolean foldsHolds,
      Digest digest) {
    this.market = market;
    this.writer = writer;
    this.texts = texts;
    this.foldsHolds = foldsHolds;
    this.digest = digest;
  }

  /// Evaluations so far.
  long count() {
    return evaluations;
  }

  boolean foldsHolds() {
    return foldsHolds;
  }

  /// Ends the digest.
  String finishDigest() {
    return digest.finishHex();
  }

  void hold(int instrument, Reason reason, String[] names, double[] inputs, int count) {
    digest.row(evaluations++, instrument, reason.code(), inputs, count);
    long now = market.timeNanos();
    if (foldsHolds) {
      fold(reason, 1, now, now);
    } else {
      write(EntryKind.HOLD, instrument, reason, names, inputs, count);
    }
  }

  void holds(
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

  private void fold(Reason reason, int count, long fromNanos, long toNanos) {
    if (foldedCount == 0 || foldedReason.code() != reason.code()) {
      unfold();
      foldedReason = reason;
      foldedFrom = fromNanos;
    }
    foldedCount += count;
    foldedTo = toNanos;
  }

  /// Writes the HOLDs that have come together, ahead of any other entry.
  void unfold() {
    if (foldedCount == 0) {
      return;
    }
    writer
        .begin(EntryKind.HOLD, foldedTo, JournalWriter.NO_CAUSE)
        .add(texts.reason(foldedReason))
        .number(COUNT, foldedCount)
        .time(FROM, foldedFrom)
        .time(TO, foldedTo);
    writer.commit();
    foldedCount = 0;
  }

  /// @return the entry
  long decision(
      int instrument,
      Reason reason,
      String[] names,
      double[] inputs,
      int count,
      boolean isFurther) {
    evaluations -= isFurther ? 1 : 0;
    digest.row(evaluations++, instrument, reason.code(), inputs, count);
    unfold();
    return write(EntryKind.DECISION, instrument, reason, names, inputs, count);
  }

  private long write(
      EntryKind kind, int instrument, Reason reason, String[] names, double[] inputs, int count) {
    JsonLine line =
        writer
            .begin(kind, market.timeNanos(), JournalWriter.NO_CAUSE)
            .number(EVALUATION, evaluations - 1)
            .add(texts.instrument(instrument))
            .add(texts.reason(reason))
            .add(INPUTS);
    RecurringTexts keys = texts.inputs(instrument);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        line.add(COMMA);
      }
      line.add(keys.of(i, names[i])).addReal(inputs[i]);
    }
    line.add(END);
    return writer.commit();
  }
}
