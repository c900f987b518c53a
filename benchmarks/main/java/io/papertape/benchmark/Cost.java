package io.papertape.benchmark;

import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;

/// What something costs that one program does and another does not: the difference of their
/// times, shared among all there were.
///
/// @param unit    what is counted, such as `journal entry`
/// @param method  the program that does it
/// @param without the one that does not
/// @param count   how many in one invocation
record Cost(String unit, String method, String without, ToLongFunction<Facts> count) {
  /// Nanoseconds for one; NaN if a program was not measured.
  double nanos(SequencedMap<String, Score> scores, Facts facts) {
    Score more = scores.get(method);
    Score less = scores.get(without);
    if (more == null || less == null) {
      return Double.NaN;
    }
    double seconds = facts.events() / more.best() - facts.events() / less.best();
    return 1e9 * seconds / count.applyAsLong(facts);
  }

  /// In words, such as `500 ns a journal entry, of 154,288 (recorded less unrecorded)`.
  String text(SequencedMap<String, Score> scores, Facts facts) {
    return String.format(
        Locale.ROOT,
        "%.0f ns a %s, of %,d (%s less %s)",
        nanos(scores, facts),
        unit,
        count.applyAsLong(facts),
        method,
        without);
  }
}
