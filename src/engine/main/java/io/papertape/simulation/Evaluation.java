package io.papertape.simulation;

import io.papertape.journal.Journal;
import io.papertape.risk.Veto;
import io.papertape.strategy.Reason;
import java.util.ArrayList;
import java.util.List;

/// The evaluation under way: which reason holds, and whether it has become a decision. Without a
/// record of the run nobody asks for either.
final class Evaluation {
  private static final double[][] NO_COLUMNS = {};

  /// Not registered before it is needed: the numbers of reasons are part of the digest of runs.
  private static final String MODEL_UNAVAILABLE = Veto.MODEL_UNAVAILABLE.code();

  private final Journal journal;
  private final IndicatorBank bank;
  private final ModelDesk models;
  private final boolean isRecording;
  private final List<Reason> reasons = new ArrayList<>();
  private final Reason warmUp;
  private final Reason noSignal;
  private final Reason outside;
  private Reason reason;
  private int instrument;
  private boolean isDecided;
  private Reason decidedReason;
  private long warmUps;
  private long tooLarge;

  Evaluation(Journal journal, IndicatorBank bank, ModelDesk models, boolean isRecording) {
    this.journal = journal;
    this.bank = bank;
    this.models = models;
    this.isRecording = isRecording;
    warmUp = register("warm-up");
    noSignal = register("no-signal");
    outside = register("outside-evaluation");
    reason = noSignal;
    decidedReason = noSignal;
  }

  Reason register(String text) {
    for (Reason known : reasons) {
      if (known.text().equals(text)) {
        return known;
      }
    }
    Reason added = new Reason(reasons.size(), text);
    reasons.add(added);
    return added;
  }

  void because(Reason stated) {
    reason = stated;
  }

  /// @param instrumentIndex −1 for the moment as a whole
  void begin(int instrumentIndex) {
    if (!isRecording) {
      return;
    }
    instrument = instrumentIndex;
    reason = noSignal;
    isDecided = false;
    journal.noDecision();
  }

  /// An order is about to be placed, changed or cancelled: writes the decision before it. Orders
  /// under another reason than those before are a further decision of the same evaluation.
  void decide() {
    if (!isRecording || (isDecided && decidedReason.equals(reason))) {
      return;
    }
    boolean isFurther = isDecided;
    isDecided = true;
    decidedReason = reason;
    int count = bank.collect(instrument);
    journal.decision(instrument, reason, bank.names(instrument), bank.values(), count, isFurther);
  }

  void end() {
    if (!isRecording) {
      return;
    }
    if (!isDecided) {
      hold(instrument, models.hasFailed() ? register(MODEL_UNAVAILABLE) : reason);
    }
    endQuietly();
  }

  /// Ends a callback that is no evaluation of its own: if it did nothing, it leaves no mark.
  void endQuietly() {
    if (!isRecording) {
      return;
    }
    isDecided = false;
    instrument = -1;
    reason = outside;
    journal.noDecision();
  }

  void holdForWarmUp(int instrumentIndex) {
    if (isRecording) {
      hold(instrumentIndex, warmUp);
    }
  }

  /// An evaluation that the strategy has said it does not need.
  void holdBack(int instrumentIndex) {
    if (isRecording) {
      hold(instrumentIndex, noSignal);
    }
  }

  /// Evaluations of the bars `[from, to)` of one instrument that the strategy does not need; the
  /// same
  /// as one by one.
  void holdBack(int instrumentIndex, int from, int to, long[] times) {
    int ready = Math.clamp(bank.firstReady(instrumentIndex), from, to);
    hold(instrumentIndex, warmUp, from, ready, times, NO_COLUMNS, 0);
    double[][] columns = bank.columns(instrumentIndex);
    hold(instrumentIndex, noSignal, ready, to, times, columns, bank.collectInputs(0));
  }

  private void hold(
      int instrumentIndex,
      Reason why,
      int from,
      int to,
      long[] times,
      double[][] columns,
      int further) {
    if (to > from) {
      warmUps += isWarmUp(why) ? to - from : 0;
      journal.holds(
          instrumentIndex,
          why,
          to - from,
          times[from],
          times[to - 1],
          columns,
          from,
          bank.values(),
          further);
    }
  }

  private boolean isWarmUp(Reason why) {
    return why.code() == warmUp.code();
  }

  /// Evaluations so far that were HOLDs for want of a warm-up.
  long warmUps() {
    return warmUps;
  }

  /// An order was refused because it would have had more units than one can have.
  void refusedAsTooLarge() {
    tooLarge++;
  }

  long tooLarge() {
    return tooLarge;
  }

  boolean isRecording() {
    return isRecording;
  }

  /// True if [#holdBack] may take many bars at once.
  boolean foldsHolds() {
    return journal.foldsHolds();
  }

  private void hold(int instrumentIndex, Reason why) {
    warmUps += isWarmUp(why) ? 1 : 0;
    int count = bank.collect(instrumentIndex);
    journal.hold(instrumentIndex, why, bank.names(instrumentIndex), bank.values(), count);
  }
}
