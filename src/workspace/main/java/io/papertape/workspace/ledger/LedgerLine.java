package io.papertape.workspace.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.workspace.ledger.LedgerEvent.ExperimentSealed;
import io.papertape.workspace.ledger.LedgerEvent.JournalRemake;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;

/// Text of an entry: `{"seq":…,"prev":…,"kind":…,"time":…,…}`, UTF-8, fixed key order, no spaces.
final class LedgerLine {
  static final String NO_ENTRY = "0".repeat(2 * Sha256.LENGTH);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DateTimeFormatter NINE_DECIMALS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private LedgerLine() {}

  /// The line without its line feed.
  static String write(long seq, String prevHex, Instant time, LedgerEvent event) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("seq", seq)
            .put("prev", prevHex)
            .put("kind", event.kind())
            .put("time", NINE_DECIMALS.format(time));
    switch (event) {
      case RunSealed run ->
          line.put("run", run.run())
              .put("manifest", run.manifestHash())
              .put("root", run.root())
              .put("status", run.status().text());
      case ExperimentSealed done ->
          line.put("experiment", done.experiment())
              .put("run", done.id())
              .put("manifest", done.manifestHash())
              .put("files", done.filesHash());
      case JournalRemake remake -> line.put("run", remake.run()).put("why", remake.why());
    }
    return line.toString();
  }

  /// Reads a line that was written by [#write], byte for byte.
  ///
  /// @throws IllegalArgumentException if the line is not canonical; its message says what is
  ///      wrong
  static LedgerEntry parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      LedgerEvent event = event(node);
      LedgerEntry entry =
          new LedgerEntry(
              node.path("seq").asLong(-1),
              node.path("prev").asText(),
              Instant.parse(node.path("time").asText()),
              event,
              leafHex(line));
      if (!write(entry.seq(), entry.prevHex(), entry.time(), event).equals(line)) {
        throw new IllegalArgumentException("not in canonical form");
      }
      return entry;
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new IllegalArgumentException("not an entry", e);
    }
  }

  private static LedgerEvent event(JsonNode node) {
    String run = node.path("run").asText();
    String kind = node.path("kind").asText();
    return switch (kind) {
      case "run-sealed" -> {
        String status = node.path("status").asText();
        yield new RunSealed(
            run,
            node.path("manifest").asText(),
            node.path("root").asText(),
            RunSealed.Status.of(status)
                .orElseThrow(() -> new IllegalArgumentException("unknown status=" + status)));
      }
      case "experiment-sealed" ->
          new ExperimentSealed(
              node.path("experiment").asText(),
              run,
              node.path("manifest").asText(),
              node.path("files").asText());
      case "journal-remake" -> new JournalRemake(run, node.path("why").asText());
      default -> throw new IllegalArgumentException("unknown kind=" + kind);
    };
  }

  private static String leafHex(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    byte[] hash = new byte[Sha256.LENGTH];
    new Sha256().leaf(bytes, 0, bytes.length, hash);
    return HexFormat.of().formatHex(hash);
  }
}
