package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Commands of the operator that are in memory alone: one is on the record once the journal has its
/// entry, which is told when it is durable.
final class OpenCommands implements SessionListener {
  private static final String OPERATOR = "\"kind\":\"operator\"";

  private final SessionListener next;
  private final List<Given> open = new CopyOnWriteArrayList<>();

  /// @param next is told the same
  OpenCommands(SessionListener next) {
    this.next = next;
  }

  /// A command that was given.
  static final class Given {
    private final OperatorCommand command;
    private volatile boolean isOnRecord;

    private Given(OperatorCommand command) {
      this.command = command;
    }

    /// True once a crash does not take it back.
    boolean isOnRecord() {
      return isOnRecord;
    }

    private boolean isEntry(JsonNode entry) {
      return entry.path("action").asText().equals(SessionWords.of(command.command()))
          && entry.path("who").asText().equals(command.who())
          && entry.path("why").asText().equals(command.why());
    }
  }

  /// Before it is given.
  Given add(OperatorCommand command) {
    Given given = new Given(command);
    open.add(given);
    return given;
  }

  @Override
  public void published(List<String> lines, SessionStatus status) {
    for (String line : lines) {
      if (line.contains(OPERATOR)) {
        close(entry(line));
      }
    }
    next.published(lines, status);
  }

  private void close(JsonNode entry) {
    for (Given one : open) {
      if (one.isEntry(entry)) {
        one.isOnRecord = true;
        open.remove(one);
        return;
      }
    }
  }

  private static JsonNode entry(String line) {
    try {
      return CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
