package io.papertape.simulation;

import io.papertape.journal.Journal;
import io.papertape.state.ObjectGraph;
import io.papertape.state.UnkeptStateException;
import java.util.Optional;

/// The state of a run between two moments: positions, orders, timers, indicators, risk, the
/// journal's chain, the strategy with its fields, and what its source has of it.
///
/// For the thread of the run, while it asks its source for the next moment.
public final class RunState {
  private final ObjectGraph graph;
  private final Journal journal;

  RunState(ObjectGraph graph, Journal journal) {
    this.graph = graph;
    this.journal = journal;
  }

  /// Why it cannot be kept, as far as it is known.
  public Optional<String> problem() {
    return graph.problem().map(UnkeptStateException::getMessage);
  }

  /// The state now.
  ///
  /// @throws UnkeptStateException if something of it cannot be kept
  public byte[] take() {
    return graph.take();
  }

  /// Puts back the state of a run that began as this one has.
  ///
  /// @throws UnkeptStateException if that does not go; the run is of no use then
  public void restore(byte[] state) {
    graph.restore(state);
  }

  /// Entries of the journal so far.
  public long entries() {
    return journal.entries();
  }

  /// Hash of the journal's last entry, 64 hex digits.
  public String lastHash() {
    return journal.lastHash();
  }

  /// Merkle root of the journal so far, 64 hex digits.
  public String root() {
    return journal.rootSoFar();
  }
}
