package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.SessionFolder;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.RunDiff.Side;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.StoredJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A run or a session, as one side of a comparison.
///
/// @param isSession whether its manifest is that of a session
record DiffSide(String id, Side side, boolean isSession) {
  static DiffSide of(Workspace workspace, String text) {
    Optional<SessionFolder> session = NamedSession.of(workspace, text);
    if (session.isPresent()) {
      return new DiffSide(session.get().id(), side(session.get()), true);
    }
    RunFolder run = Runs.in(workspace).get(text);
    return new DiffSide(run.id(), Side.of(run), false);
  }

  private static Side side(SessionFolder session) {
    try {
      return new Side(
          CanonicalJson.read(session.manifest().bytes()),
          StoredJournal.of(session.id(), session.journal()),
          figures(session));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those of a result that a journal tells: how it ended, and counts.
  private static Map<String, String> figures(SessionFolder session) throws IOException {
    long fills = 0;
    long orders = 0;
    long fees = 0;
    String last = "";
    try (BufferedReader lines =
        Files.newBufferedReader(session.journal(), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"kind\":\"fill\"")) {
          fills++;
          fees = Math.addExact(fees, FixedPoint.parse(json(line).path("fee").asText()));
        }
        orders += line.contains("\"kind\":\"order\"") ? 1 : 0;
        last = line;
      }
    }
    boolean isSealed = last.contains("\"kind\":\"seal\"");
    Map<String, String> figures = new TreeMap<>();
    figures.put("status", isSealed ? json(last).path("status").asText() : "not sealed");
    if (isSealed) {
      figures.put("finalEquity", json(last).path("equity").asText());
    }
    figures.put("fees", FixedPoint.format(fees));
    figures.put("fills", Long.toString(fills));
    figures.put("orders", Long.toString(orders));
    return figures;
  }

  private static JsonNode json(String line) throws IOException {
    return CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
