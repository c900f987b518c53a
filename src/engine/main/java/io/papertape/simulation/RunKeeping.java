package io.papertape.simulation;

import io.papertape.journal.Journal;
import io.papertape.state.ObjectGraph;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Makes the state of a run known to its keeper.
///
/// @param outside what the loop refers to and is no state of the run
record RunKeeping(RunKeeper keeper, List<Object> outside) {
  void begin(SimulationLoop loop, EventSource source, Strategy strategy, Journal journal) {
    List<Object> roots = new ArrayList<>();
    roots.add(loop);
    roots.addAll(source.state());
    ObjectGraph graph = new ObjectGraph(roots, outside, strategy.getClass().getClassLoader());
    keeper.started(new RunState(graph, journal));
  }
}
