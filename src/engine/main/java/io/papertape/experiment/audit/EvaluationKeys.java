package io.papertape.experiment.audit;

import java.util.Map;
import java.util.TreeMap;

/// Names evaluations so that those of two runs can be put side by side: by moment, instrument, and
/// which of several at that moment it is, as several quotes of one time make several.
final class EvaluationKeys {
  private final Map<String, Integer> counts = new TreeMap<>();
  private String lastTime = "";

  /// The key of the next evaluation of a journal.
  String next(JournalLine line) {
    String time = line.time();
    if (!time.equals(lastTime)) {
      lastTime = time;
      counts.clear();
    }
    String instrument = line.instrument();
    return time + " " + instrument + " " + counts.merge(instrument, 1, Integer::sum);
  }
}
