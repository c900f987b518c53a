package io.papertape.workspace.report;

import io.papertape.simulation.RunResult;
import java.util.Optional;

/// What a run was and how it ended.
///
/// @param id           first 16 hex digits of the manifest's hash
/// @param strategy     name of the strategy's folder
/// @param description  one or two sentences of the strategy's author; may be empty
/// @param failure      what stopped the run, if anything did
/// @param fromNanos    open of the first bar
/// @param toNanos      close of the last bar
/// @param finalEquity  account currency, fixed point
/// @param fees         all fees paid, fixed point
/// @param manifestJson the manifest, as its file has it
/// @param journalRoot  Merkle root, 64 hex digits; empty if no journal was kept
public record RunFacts(
    String id,
    String strategy,
    String description,
    Status status,
    Optional<String> failure,
    long fromNanos,
    long toNanos,
    long finalEquity,
    long fees,
    String manifestJson,
    String journalRoot) {

  /// How a run ended.
  public enum Status {
    /// At the end of its data.
    COMPLETE,
    /// The strategy failed; what came before is kept.
    FAILED,
    /// Equity was used up; everything was closed.
    RUINED;

    /// How this result ended.
    public static Status of(RunResult result) {
      if (result.failure().isPresent()) {
        return FAILED;
      }
      return result.isRuined() ? RUINED : COMPLETE;
    }
  }
}
