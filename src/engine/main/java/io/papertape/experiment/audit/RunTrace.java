package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import io.papertape.market.LongColumn;
import java.util.Map;
import java.util.TreeMap;

/// What an audit keeps of the run itself: a digest and the time of each line, when it evaluated
/// and decided, and the inputs of a sample of its evaluations.
final class RunTrace implements JournalSink {
  private static final int SAMPLE = 20_000;

  private final LongColumn digests = new LongColumn();
  private final LongColumn times = new LongColumn();
  private final LongColumn evaluated = new LongColumn();
  private final LongColumn decided = new LongColumn();
  private final Map<String, Map<String, String>> sample = new TreeMap<>();
  private final EvaluationKeys keys = new EvaluationKeys();
  private final long stride;
  private long evaluations;

  /// Whether an input has had a value; what came before is left out where there is any.
  private boolean hasBegun;

  private String lastTime = "";
  private long lastNanos;

  /// @param rows bars, quotes and trade ticks to come, which decides how many are sampled
  RunTrace(long rows) {
    stride = rows / SAMPLE + 1;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    JournalLine line = new JournalLine(bytes, offset, length);
    digests.add(digest(bytes, offset, length));
    times.add(nanos(line.time()));
    if (line.isEvaluation() && !line.isWarmUp()) {
      evaluated(line);
    }
  }

  private void evaluated(JournalLine line) {
    if (!hasBegun && !line.isBeforeValues()) {
      hasBegun = true;
      evaluated.clear();
    }
    addOnce(evaluated);
    if (line.kind().equals("decision")) {
      addOnce(decided);
    }
    String key = keys.next(line);
    if (evaluations++ % stride == 0 && line.hasInputs()) {
      sample.put(key, line.inputs());
    }
  }

  private void addOnce(LongColumn moments) {
    if (moments.size() == 0 || moments.get(moments.size() - 1) != lastNanos) {
      moments.add(lastNanos);
    }
  }

  private long nanos(String time) {
    if (!time.equals(lastTime)) {
      lastTime = time;
      lastNanos = JournalLine.nanos(time);
    }
    return lastNanos;
  }

  static long digest(byte[] bytes, int offset, int length) {
    long digest = 0;
    for (int i = offset; i < offset + length; i++) {
      digest = digest * 0x9E3779B97F4A7C15L + bytes[i] + 1;
    }
    return digest;
  }

  long digest(int line) {
    return digests.get(line);
  }

  /// How many lines were written up to a moment.
  int linesUpTo(long nanos) {
    int lines = times.size();
    while (lines > 0 && times.get(lines - 1) > nanos) {
      lines--;
    }
    return lines;
  }

  /// Moments of evaluations after the warm-up, rising; those before the first value of any input
  /// are left out, unless there never is one.
  LongColumn evaluatedNanos() {
    return evaluated;
  }

  /// Moments of decisions, rising.
  LongColumn decidedNanos() {
    return decided;
  }

  /// Inputs by name, by the key of their evaluation.
  Map<String, Map<String, String>> sample() {
    return sample;
  }
}
