package io.papertape.workspace.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.workspace.WorkspaceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The fills of a stored run, read from its journal: the same table as [RunTables#fills] writes.
public final class JournalFills {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JournalFills() {}

  /// Writes the table.
  ///
  /// @return number of fills
  public static int write(Path journal, Appendable out) {
    RunTables.row(out, RunTables.FILLS);
    int count = 0;
    try (BufferedReader lines = Files.newBufferedReader(journal, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"kind\":\"fill\"")) {
          write(entry(journal, line), out);
          count++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  private static void write(JsonNode entry, Appendable out) {
    String side = entry.path("side").asText();
    String quantity = entry.path("quantity").asText();
    RunTables.row(
        out,
        entry.path("happened").asText(),
        entry.path("instrument").asText(),
        side,
        quantity,
        entry.path("price").asText(),
        entry.path("fee").asText(),
        entry.path("order").asText(),
        entry.path("bar").asText(),
        side.equals("sell") ? "-" + quantity : quantity);
  }

  private static JsonNode entry(Path journal, String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Journal line is no JSON: file=%s, line=%s. Verify the run."
              .formatted(journal.getFileName(), line),
          e);
    }
  }
}
