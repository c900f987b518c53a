package io.papertape.experiment.audit;

import java.util.Map;

/// What differs first between an entry of a run's journal and the same entry of the run made
/// again.
///
/// @param atNanos    moment of the entry: the close of its bar
/// @param instrument symbol; `*` for the moment as a whole, empty if the entry has none
/// @param input      the indicator, feature or input that differs first; empty if none that was
///     recorded does
/// @param key        what differs: the input, or a key of the entry, such as `quantity`
/// @param was        its value in the run
/// @param became     its value in the run made again
public record EntryChange(
    long atNanos, String instrument, String input, String key, String was, String became) {
  private static final String NOTHING = "nothing";

  /// @param stored line of the run; empty if it had none there
  /// @param again  line of the run made again; empty if it had none there; one of the two has text
  public static EntryChange of(String stored, String again) {
    if (stored.isBlank() || again.isBlank()) {
      JournalLine only = new JournalLine(stored.isBlank() ? again : stored);
      String was = stored.isBlank() ? NOTHING : only.kind();
      String became = stored.isBlank() ? only.kind() : NOTHING;
      return of(only, "", "entry", was, became);
    }
    JournalLine one = new JournalLine(stored);
    JournalLine other = new JournalLine(again);
    Map<String, String> inputs = one.inputs();
    Map<String, String> changedInputs = other.inputs();
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      String became = changedInputs.getOrDefault(input.getKey(), NOTHING);
      if (changedInputs.size() > 0 && !became.equals(input.getValue())) {
        String name = input.getKey();
        return of(one, name, name, input.getValue(), became);
      }
    }
    Map<String, String> changedFields = other.fields();
    for (Map.Entry<String, String> field : one.fields().entrySet()) {
      String became = changedFields.getOrDefault(field.getKey(), NOTHING);
      if (!field.getKey().equals("prev") && !became.equals(field.getValue())) {
        return of(one, "", field.getKey(), field.getValue(), became);
      }
    }
    return of(one, "", "entry", one.kind(), other.kind());
  }

  private static EntryChange of(
      JournalLine line, String input, String key, String was, String became) {
    return new EntryChange(
        JournalLine.nanos(line.time()), line.instrument(), input, key, was, became);
  }
}
