package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;

/// Holds a run with another future against the trace of the run itself, up to the moment at which
/// the futures part, and stops the run there.
final class PrefixComparison implements JournalSink {
  /// Thrown into the run by whoever has seen enough of its journal.
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("Audit has seen enough.", null, false, false);
    }
  }

  private final RunTrace trace;
  private final long cutNanos;
  private final int shared;
  private int lines;
  private boolean isOver;
  private int differing = -1;
  private String became = "";
  private String lastTime = "";
  private boolean isPast;

  PrefixComparison(RunTrace trace, long cutNanos) {
    this.trace = trace;
    this.cutNanos = cutNanos;
    shared = trace.linesUpTo(cutNanos);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (isOver) {
      return;
    }
    JournalLine line = new JournalLine(bytes, offset, length);
    boolean isSame =
        lines < shared && RunTrace.digest(bytes, offset, length) == trace.digest(lines);
    if (!isSame && (lines < shared || isNews(line))) {
      differing = lines;
      became = line.text();
    }
    lines++;
    if (differing >= 0 || isPast(line)) {
      isOver = true;
      throw new Stop();
    }
  }

  /// After the last common line a run that ends there still ends its orders; but it must not have
  /// been asked more.
  private boolean isNews(JournalLine line) {
    return !isPast(line) && (line.isEvaluation() || line.kind().equals("veto"));
  }

  private boolean isPast(JournalLine line) {
    String time = line.time();
    if (!time.equals(lastTime)) {
      lastTime = time;
      isPast = JournalLine.nanos(time) > cutNanos;
    }
    return isPast;
  }

  /// Number of the first line that is not the same; −1 if all are.
  int differing() {
    return differing < 0 && lines < shared ? lines : differing;
  }

  /// That line in the run with the other future; empty if there is none.
  String became() {
    return became;
  }
}
