package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the files of a session say of it while nobody runs it.
final class IdleStatus {
  private static final int FIRST_LOOK = 1 << 16;
  private static final String SEAL = "\"kind\":\"seal\"";
  private static final String FAILURE = "\"kind\":\"failure\"";

  private IdleStatus() {}

  /// What cannot be read is said in the status.
  ///
  /// @param otherwise why it does not run, if it is neither sealed nor halted
  static SessionStatus of(SessionFolder folder, String otherwise) {
    try {
      return read(folder, otherwise);
    } catch (RuntimeException e) {
      String what = e.toString().lines().findFirst().orElseThrow();
      Optional<String> why = Optional.of("unreadable: %s; %s".formatted(what, otherwise));
      long unknown = SessionStatus.UNKNOWN;
      return status(State.HALTED, 0, unknown, unknown, unknown, List.of(), why);
    }
  }

  /// Of one that has not ended and whose folder is gone.
  static SessionStatus lost(String id) {
    String why =
        ("folder-lost: sessions/%s is gone, and the session had not ended. Mount its disk or"
                + " restore it, then papertape paper start --session %s; papertape paper stop %s"
                + " gives it up.")
            .formatted(id, id, id);
    long unknown = SessionStatus.UNKNOWN;
    return status(State.HALTED, 0, unknown, unknown, unknown, List.of(), Optional.of(why));
  }

  private static SessionStatus read(SessionFolder folder, String otherwise) {
    Optional<String> last = lastLine(folder.journal());
    Optional<SessionStatus> kept = last.flatMap(line -> LastStatus.of(folder, line));
    Optional<JsonNode> seal = last.filter(line -> line.contains(SEAL)).map(IdleStatus::json);
    Optional<Halt> halt = new HaltFile(folder.record()).read();
    if (seal.isPresent()) {
      return sealed(folder, seal.get(), kept);
    }
    String why = halt.map(h -> h.code() + ": " + h.detail()).orElse(otherwise);
    Optional<OperatorEnd> end = OperatorEnd.of(folder);
    if (end.isPresent()) {
      why = "stopped by %s: %s; had halted: %s".formatted(end.get().who(), end.get().why(), why);
    }
    State state = end.isPresent() ? State.STOPPED : State.HALTED;
    if (kept.isPresent()) {
      return kept.get().ended(state, Optional.of(why));
    }
    long time = last.map(line -> time(json(line))).orElse(0L);
    long entries = last.map(line -> json(line).path("seq").asLong() + 1).orElse(0L);
    long unknown = SessionStatus.UNKNOWN;
    List<String> lines = new RecentEntries().addWhole(lastLines(folder.journal())).lines();
    return status(state, time, entries, unknown, unknown, lines, Optional.of(why));
  }

  /// True once the journal has its last entry.
  static boolean isSealed(SessionFolder folder) {
    return lastLine(folder.journal()).filter(line -> line.contains(SEAL)).isPresent();
  }

  private static SessionStatus sealed(
      SessionFolder folder, JsonNode seal, Optional<SessionStatus> kept) {
    boolean isComplete = seal.path("status").asText().equals("complete");
    State state = isComplete ? State.STOPPED : State.FAILED;
    Optional<String> why = isComplete ? Optional.empty() : failure(folder.journal());
    return kept.map(
            status -> status.ended(state, isComplete ? status.halt() : status.halt().or(() -> why)))
        .orElseGet(
            () ->
                status(
                    state,
                    time(seal),
                    seal.path("seq").asLong() + 1,
                    FixedPoint.parse(seal.path("cash").asText()),
                    FixedPoint.parse(seal.path("equity").asText()),
                    new RecentEntries().addWhole(lastLines(folder.journal())).lines(),
                    why));
  }

  /// Why the strategy failed, as one of the last entries says.
  private static Optional<String> failure(Path journal) {
    return lastLines(journal).stream()
        .filter(line -> line.contains(FAILURE))
        .reduce((_, later) -> later)
        .map(line -> json(line).path("message").asText());
  }

  private static SessionStatus status(
      State state,
      long time,
      long entries,
      long cash,
      long equity,
      List<String> last,
      Optional<String> why) {
    return new SessionStatus(
        state,
        time,
        SessionStatus.UNKNOWN,
        entries,
        cash,
        equity,
        SessionStatus.UNKNOWN_COUNT,
        SessionStatus.UNKNOWN_COUNT,
        List.of(),
        Map.of(),
        0,
        last,
        why,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static long time(JsonNode entry) {
    return Times.nanos(Instant.parse(entry.path("time").asText()));
  }

  private static JsonNode json(String line) {
    try {
      return CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The last line that is whole.
  private static Optional<String> lastLine(Path journal) {
    List<String> lines = lastLines(journal);
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
  }

  /// The last line that is whole and, as far as they are near, those before it.
  private static List<String> lastLines(Path journal) {
    if (!Files.exists(journal)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "r")) {
      long size = file.length();
      for (long length = Math.min(FIRST_LOOK, size); ; length = Math.min(2 * length, size)) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        file.seek(size - length);
        file.readFully(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n');
        int before = end < 0 ? -1 : text.lastIndexOf('\n', end - 1);
        if (length == size) {
          return end < 0 ? List.of() : text.substring(0, end).lines().toList();
        }
        if (before >= 0) {
          return text.substring(text.indexOf('\n') + 1, end).lines().toList();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps how a session stood at the end of a life.
  static void keep(SessionFolder folder, SessionStatus status) throws IOException {
    Optional<String> last = lastLine(folder.journal());
    if (last.isPresent() && json(last.get()).path("seq").asLong() + 1 == status.entries()) {
      LastStatus.keep(folder, status, last.get());
    }
  }
}
