package io.papertape.workspace.model;

import io.papertape.journal.Sha256;
import io.papertape.model.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model version with the record of its training.
///
/// @param files name of each file of its folder to its SHA-256, 64 hex digits
public record StoredModel(
    ModelVersion version, TrainingRecord record, SortedMap<String, String> files) {

  public StoredModel {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// The model hash: SHA-256 over one line `name sha256` a file, by name.
  public String hash() {
    StringBuilder lines = new StringBuilder();
    files.forEach((name, hash) -> lines.append(name).append(' ').append(hash).append('\n'));
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
