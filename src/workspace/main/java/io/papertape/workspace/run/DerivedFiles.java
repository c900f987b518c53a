package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that follow from a run: their bytes are the same whenever it is made.
final class DerivedFiles {
  private static final String FAILURE = "failure";

  private DerivedFiles() {}

  /// By name.
  static SortedMap<String, byte[]> of(FinishedRun run) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(RunFolder.RESULT, CanonicalJson.indented(ResultJson.of(run)));
    files.put(RunFolder.EQUITY, RunTables.equity(run.result().equity()));
    files.put(RunFolder.ROUND_TRIPS, RunTables.roundTrips(run.roundTrips()));
    return files;
  }

  /// Names of the stored files that the run does not lead to, the missing ones too.
  static List<String> differing(RunFolder folder, FinishedRun run) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : of(run).entrySet()) {
      if (!Files.exists(folder.path().resolve(file.getKey()))) {
        names.add(file.getKey());
        continue;
      }
      byte[] stored = folder.bytes(folder.path().resolve(file.getKey()));
      boolean isSame =
          file.getKey().equals(RunFolder.RESULT)
              ? isSameResult(stored, file.getValue())
              : Arrays.equals(stored, file.getValue());
      if (!isSame) {
        names.add(file.getKey());
      }
    }
    return names;
  }

  /// The text of an exception may hold what changes from process to process, such as digits of a
  /// locale; the journal holds its class. So the text alone makes no difference.
  private static boolean isSameResult(byte[] stored, byte[] computed) {
    if (Arrays.equals(stored, computed)) {
      return true;
    }
    try {
      JsonNode now = CanonicalJson.read(computed);
      JsonNode then = CanonicalJson.read(stored);
      return then instanceof ObjectNode object
          && now instanceof ObjectNode again
          && object.path(FAILURE).isTextual()
          && again.path(FAILURE).isTextual()
          && Arrays.equals(
              CanonicalJson.indented(object.put(FAILURE, "")),
              CanonicalJson.indented(again.put(FAILURE, "")));
    } catch (IOException _) {
      return false;
    }
  }
}
