package io.papertape.experiment.audit;

import java.util.Map;

/// A decision that another future has changed.
///
/// @param change     what was done to the future
/// @param cutNanos   the last moment the two runs share
/// @param atNanos    moment of the first entry that differs: the close of its bar
/// @param instrument symbol; `*` for the moment as a whole, empty if the entry has none
/// @param input      the indicator, feature or input that differs first; empty if none that was
///     recorded does
/// @param key        what differs: the input, or a key of the entry, such as `quantity`
/// @param was        its value in the run
/// @param became     its value with the other future
public record LookAhead(
    FutureChange change,
    long cutNanos,
    long atNanos,
    String instrument,
    String input,
    String key,
    String was,
    String became) {
  private static final String NOTHING = "nothing";

  /// @param stored  line of the run; empty if it had none there
  /// @param changed line with the other future; empty if it had none there
  static LookAhead of(FutureChange change, long cutNanos, String stored, String changed) {
    if (stored.isBlank() || changed.isBlank()) {
      JournalLine only = new JournalLine(stored.isBlank() ? changed : stored);
      String was = stored.isBlank() ? NOTHING : only.kind();
      String became = stored.isBlank() ? only.kind() : NOTHING;
      return of(change, cutNanos, only, "", "entry", was, became);
    }
    JournalLine one = new JournalLine(stored);
    JournalLine other = new JournalLine(changed);
    Map<String, String> inputs = one.inputs();
    Map<String, String> changedInputs = other.inputs();
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      String became = changedInputs.getOrDefault(input.getKey(), NOTHING);
      if (changedInputs.size() > 0 && !became.equals(input.getValue())) {
        String name = input.getKey();
        return of(change, cutNanos, one, name, name, input.getValue(), became);
      }
    }
    Map<String, String> changedFields = other.fields();
    for (Map.Entry<String, String> field : one.fields().entrySet()) {
      String became = changedFields.getOrDefault(field.getKey(), NOTHING);
      if (!field.getKey().equals("prev") && !became.equals(field.getValue())) {
        return of(change, cutNanos, one, "", field.getKey(), field.getValue(), became);
      }
    }
    return of(change, cutNanos, one, "", "entry", one.kind(), other.kind());
  }

  private static LookAhead of(
      FutureChange change,
      long cutNanos,
      JournalLine line,
      String input,
      String key,
      String was,
      String became) {
    return new LookAhead(
        change,
        cutNanos,
        JournalLine.nanos(line.time()),
        line.instrument(),
        input,
        key,
        was,
        became);
  }
}
