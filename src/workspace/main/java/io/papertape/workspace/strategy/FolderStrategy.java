package io.papertape.workspace.strategy;

import io.papertape.model.RemoteVersion;
import io.papertape.model.Training;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingRecord;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A strategy as read from its folder.
///
/// @param maker makes new instances
record FolderStrategy(
    String name,
    String description,
    StrategyMaker maker,
    SortedMap<String, String> parameters,
    SortedMap<String, String> sources,
    DataSelection data,
    Assumptions assumptions,
    boolean isCashStated,
    RiskLimits limits,
    List<String> notes,
    Optional<StoredModel> model)
    implements LoadedStrategy {

  FolderStrategy {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    notes = List.copyOf(notes);
  }

  @Override
  public Strategy create() {
    return maker.make();
  }

  @Override
  public Strategy createApart() {
    return maker.makeApart();
  }

  @Override
  public Optional<Training> training() {
    return model.flatMap(StoredModel::record).map(TrainingRecord::training);
  }

  @Override
  public Optional<RemoteVersion> remoteModel() {
    return model.flatMap(StoredModel::remote);
  }

  @Override
  public List<String> doubts() {
    return model.map(StoredModel::doubts).orElse(List.of());
  }

  @Override
  public LoadedStrategy startingOn(LocalDate day) {
    return model.isEmpty()
        ? this
        : new FolderStrategy(
            name,
            description,
            maker,
            parameters,
            sources,
            data,
            assumptions,
            isCashStated,
            limits,
            model.get().start(Optional.of(day)).notes(),
            model);
  }
}
