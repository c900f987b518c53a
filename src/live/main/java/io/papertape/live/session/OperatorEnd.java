package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.market.Times;
import io.papertape.workspace.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The end of a session that halted, by the word of the operator: it is durable, and nobody takes
/// the session up again. Its journal stays as it is and gets no seal, because it did not come to
/// its end in good order; so it is not in the ledger either.
record OperatorEnd(String who, String why) {
  static final String NAME = "ended.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path file(SessionFolder folder) {
    return folder.journal().resolveSibling(NAME);
  }

  /// Ends a session that nobody runs.
  void put(SessionFolder folder, long nowNanos) {
    try {
      new HaltFile(folder.record()).write(new Halt(nowNanos, "stopped", who + ": " + why));
      byte[] text =
          JSON.writeValueAsBytes(
              JSON.createObjectNode()
                  .put("time", Times.instant(nowNanos).toString())
                  .put("who", who)
                  .put("why", why));
      DurableFiles.replace(file(folder), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empty while the session may go on.
  static Optional<OperatorEnd> of(SessionFolder folder) {
    Path file = file(folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode end = JSON.readTree(file.toFile());
      return Optional.of(new OperatorEnd(end.path("who").asText(), end.path("why").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
