package io.papertape.workspace.model;

import io.papertape.journal.Sha256;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.ModelVersion;
import io.papertape.model.RemoteVersion;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model version with the record of its training.
///
/// @param record of one that was fitted here; none of a remote one
/// @param files name of each file of its folder to its SHA-256, 64 hex digits
/// @param doubts what speaks against its being as it was fitted, one sentence each
public record StoredModel(
    ModelVersion version,
    Optional<TrainingRecord> record,
    SortedMap<String, String> files,
    List<String> doubts) {

  public StoredModel {
    doubts = List.copyOf(doubts);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// Where a run of it starts, and what is to be said about that.
  ///
  /// @param wanted the start that was asked for; empty: the first day after its training
  public TrainingWindow.Start start(Optional<LocalDate> wanted) {
    return switch (version) {
      case CoefficientVersion _ -> record.orElseThrow().window().check(wanted);
      case RemoteVersion remote -> TrainingWindow.check(RemoteModelFile.trainedTo(remote), wanted);
    };
  }

  /// Where it is asked, if it is remote.
  public Optional<RemoteVersion> remote() {
    return version instanceof RemoteVersion remote ? Optional.of(remote) : Optional.empty();
  }

  /// The model hash: SHA-256 over one line `name sha256` a file, by name.
  public String hash() {
    StringBuilder lines = new StringBuilder();
    files.forEach((name, hash) -> lines.append(name).append(' ').append(hash).append('\n'));
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
