package io.papertape.workspace.strategy;

import io.papertape.model.RemoteVersion;
import io.papertape.model.Training;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A strategy that is ready to run, with everything a run's manifest must state of it.
public interface LoadedStrategy {
  /// Name of the folder, such as `moving-average-cross`.
  String name();

  /// One or two sentences of its author; may be empty.
  String description();

  /// A new instance; each run needs its own, because a strategy keeps its state.
  Strategy create();

  /// A new instance whose classes are its own, as far as they are the user's: what is in their
  /// static fields is seen by no other instance, not even by one that runs at the same time.
  default Strategy createApart() {
    return create();
  }

  /// Parameters in force, overrides included, as text by name.
  SortedMap<String, String> parameters();

  /// Every file that decides what it does: path within the folder to SHA-256, 64 hex digits. The
  /// YAML, the Java sources and the model's files are among them.
  SortedMap<String, String> sources();

  /// What it trades, unless the command says otherwise.
  DataSelection data();

  Assumptions assumptions();

  /// Whether it states its starting cash itself; otherwise the preset does.
  default boolean isCashStated() {
    return true;
  }

  RiskLimits limits();

  /// What a reader of the report must know, such as the window a model was trained on.
  List<String> notes();

  /// What speaks against its model's being as it was fitted. No part of a run's record, because it
  /// follows from no source.
  default List<String> doubts() {
    return List.of();
  }

  /// The same for a run that starts on another day than [#data] says, with what is then to be said.
  ///
  /// @throws io.papertape.workspace.WorkspaceException if its model has seen that day
  default LoadedStrategy startingOn(LocalDate day) {
    return this;
  }

  /// What its model was trained on, if it was fitted here.
  default Optional<Training> training() {
    return Optional.empty();
  }

  /// The model that it asks over a network, if it does.
  default Optional<RemoteVersion> remoteModel() {
    return Optional.empty();
  }
}
