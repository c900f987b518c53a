package io.papertape.journal;

import java.util.List;

/// What the first entry of a journal states.
///
/// @param manifestHash hash of the run's manifest, 64 hex digits; `embedded` when there is none
/// @param strategy     name of the strategy
/// @param preset       name of the execution preset
/// @param instruments  symbols in the order of their numbers
/// @param cash         starting cash, fixed point
public record RunHeader(
    String manifestHash, String strategy, String preset, List<String> instruments, long cash) {
  /// Version of the entries' keys and meaning.
  public static final int SCHEMA_VERSION = 1;

  /// Version of what the engine does with one manifest: raised whenever a run's bytes may change.
  public static final int SEMANTICS_VERSION = 5;

  public RunHeader {
    instruments = List.copyOf(instruments);
  }
}
