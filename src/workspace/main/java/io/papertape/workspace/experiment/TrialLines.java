package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Whole lines of the file of a [TrialRegistry].
///
/// @param length    of what was read
/// @param luck      the most that is stated there
/// @param uncounted earlier work that is stated there
record TrialLines(int length, KeptLuck luck, int uncounted) {
  static final String STOPPED = "stopped";
  static final String LUCK = "luck";
  static final String PERIODS = "periods";
  static final String UNCOUNTED = "uncounted";

  /// Reads lines up to the last one that has its end.
  ///
  /// @param at where in the file they begin; the first line of all is a header
  /// @throws WorkspaceException if a line is damaged
  static TrialLines read(Path file, byte[] bytes, long at, Map<String, TrialRegistry.Entry> into) {
    int start = 0;
    KeptLuck luck = KeptLuck.NONE;
    int uncounted = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (at + start == 0) {
          requireHeader(file, new String(bytes, 0, i, StandardCharsets.UTF_8));
        } else {
          JsonNode node = node(file, at + start, Arrays.copyOfRange(bytes, start, i));
          int periods = node.path(PERIODS).asInt();
          if (node.path(LUCK).isNumber()) {
            luck = luck.or(node.path(LUCK).asDouble(), periods);
          }
          uncounted = Math.max(uncounted, node.path(UNCOUNTED).asInt());
          if (isTrial(node)) {
            String name = node.path("configuration").asText();
            double sharpe = node.path("sharpe").asDouble();
            boolean isStopped = node.path(STOPPED).asBoolean();
            into.put(name, new TrialRegistry.Entry(name, sharpe, periods, isStopped));
          }
        }
        start = i + 1;
      }
    }
    if (at + start == 0 && bytes.length > 0) { // no crash leaves that: the first lines come whole
      requireHeader(file, "");
    }
    return new TrialLines(start, luck, uncounted);
  }

  private static void requireHeader(Path file, String text) {
    RegistryHeader header = new RegistryHeader(file, text);
    if (!header.isWhole()) {
      throw header.damaged();
    }
  }

  private static JsonNode node(Path file, long offset, byte[] line) {
    try {
      JsonNode node = CanonicalJson.read(line);
      if (!isTrial(node) && !node.path(LUCK).isNumber() && !node.path(UNCOUNTED).isNumber()) {
        throw damaged(file, offset, "it names no trial", Optional.empty());
      }
      return node;
    } catch (IOException e) {
      throw damaged(file, offset, "it is no JSON", Optional.of(e));
    }
  }

  private static boolean isTrial(JsonNode node) {
    return node.path("configuration").isTextual() && node.path("sharpe").isNumber();
  }

  private static WorkspaceException damaged(
      Path file, long offset, String reason, Optional<IOException> cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        ("Trial registry has a damaged line: file=%s, line=%d, reason=%s. Put the file back from a"
                + " copy. Without one, take the line out: that trial is then no longer counted"
                + " until it is run again.")
            .formatted(file, lineNumber(file, offset), reason),
        cause.orElse(null));
  }

  /// From 1.
  private static long lineNumber(Path file, long offset) {
    try {
      byte[] all = Files.readAllBytes(file);
      long number = 1;
      for (int i = 0; i < Math.min(offset, all.length); i++) {
        number += all[i] == '\n' ? 1 : 0;
      }
      return number;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
