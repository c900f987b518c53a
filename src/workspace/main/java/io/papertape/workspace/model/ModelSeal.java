package io.papertape.workspace.model;

import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// `fitted.sha256` beside the files of a version: their hashes as `papertape model fit` wrote them,
/// in the form that `sha256sum -c` reads.
///
/// It finds an edit, not a forger, who can write the hashes anew: a fit of the same data does, for
/// the same data give the same bytes.
final class ModelSeal {
  private ModelSeal() {}

  static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
    StringBuilder lines = new StringBuilder();
    files.forEach((name, bytes) -> lines.append(line(name, Sha256.hex(bytes))));
    DurableFiles.replace(
        folder.resolve(ModelFolder.SEAL), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(String name, String hash) {
    return hash + "  " + name + "\n";
  }

  /// What speaks against a version's being as it was fitted.
  ///
  /// @param id     as its file says
  /// @param hashes of its files as they are
  static List<String> doubts(Path folder, String id, SortedMap<String, String> hashes) {
    List<String> doubts = new ArrayList<>();
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    if (!name.equals(id)) {
      doubts.add(
          "Model %s says of itself that it is %s: it was copied or renamed.".formatted(name, id));
    }
    Path seal = folder.resolve(ModelFolder.SEAL);
    if (!Files.exists(seal)) {
      doubts.add(
          ("Model %s has no %s: whether its files are as they were fitted is not known."
                  + " papertape model fit with the same data and the same --out writes it, if they"
                  + " are.")
              .formatted(name, ModelFolder.SEAL));
      return doubts;
    }
    try {
      String sealed = Files.readString(seal);
      hashes.forEach(
          (file, hash) -> {
            if (!sealed.contains(line(file, hash))) {
              doubts.add(
                  ("Model %s was EDITED after its fit: %s is not as it was written. Its training"
                          + " and its figures are not those of these numbers.")
                      .formatted(name, file));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return doubts;
  }
}
