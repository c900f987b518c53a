package io.papertape.experiment.audit;

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
  /// @param stored  line of the run; empty if it had none there
  /// @param changed line with the other future; empty if it had none there
  static LookAhead of(FutureChange change, long cutNanos, String stored, String changed) {
    EntryChange entry = EntryChange.of(stored, changed);
    return new LookAhead(
        change,
        cutNanos,
        entry.atNanos(),
        entry.instrument(),
        entry.input(),
        entry.key(),
        entry.was(),
        entry.became());
  }
}
