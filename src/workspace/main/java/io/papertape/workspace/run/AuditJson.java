package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.experiment.audit.EntryChange;
import io.papertape.experiment.audit.LookAhead;
import io.papertape.experiment.audit.WarmUpDifference;
import io.papertape.workspace.report.RunTables;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `audit.json`: what an audit found, for machines, and the sentences of it for the report.
public final class AuditJson {
  private AuditJson() {}

  /// Content of `audit.json`.
  ///
  /// @param strategy name of the run's strategy
  public static ObjectNode of(String strategy, AuditResult found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("strategy", strategy)
        .put("verdict", verdict(found))
        .put("seed", found.options().seed())
        .put("rows", found.rows())
        .put("rowsRerun", found.rowsRerun())
        .put("entriesCompared", found.compared());
    found.failure().ifPresent(failure -> node.put("failure", failure));
    found.unlike().ifPresent(first -> node.set("unlike", of(first)));
    ArrayNode cuts = node.putArray("cuts");
    found.cutNanos().forEach(nanos -> cuts.add(RunTables.time(nanos)));
    ArrayNode lookAheads = node.putArray("lookAheads");
    found.lookAheads().forEach(one -> lookAheads.add(of(one)));
    ArrayNode warmUps = node.putArray("warmUps");
    found.warmUps().forEach(one -> warmUps.add(of(one)));
    ArrayNode sentences = node.putArray("sentences");
    AuditText.sentences(found).forEach(sentences::add);
    return node;
  }

  private static String verdict(AuditResult found) {
    if (found.unlike().isPresent()) {
      return "does-not-reproduce";
    }
    if (!found.lookAheads().isEmpty()) {
      return "look-ahead";
    }
    return found.passes() ? "passed" : "depends-on-start";
  }

  private static ObjectNode of(EntryChange first) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", RunTables.time(first.atNanos()))
        .put("instrument", first.instrument())
        .put("input", first.input())
        .put("key", first.key())
        .put("was", first.was())
        .put("became", first.became());
  }

  private static ObjectNode of(LookAhead one) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("future", one.change().name().toLowerCase(Locale.ROOT))
        .put("cut", RunTables.time(one.cutNanos()))
        .put("at", RunTables.time(one.atNanos()))
        .put("instrument", one.instrument())
        .put("input", one.input())
        .put("key", one.key())
        .put("was", one.was())
        .put("became", one.became());
  }

  private static ObjectNode of(WarmUpDifference one) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("input", one.input())
            .put("compared", one.compared())
            .put("largest", one.largest())
            .put("barsAfterStart", one.largestBars())
            .put("instrument", one.instrument())
            .put("at", RunTables.time(one.atNanos()));
    if (!Double.isNaN(one.settled())) {
      node.put("settled", one.settled());
    }
    return node;
  }

  /// What the report of a run says of its audit; empty if there was none.
  static List<String> sentences(RunFolder folder) {
    List<String> sentences = new ArrayList<>();
    try {
      if (Files.exists(folder.audit())) {
        JsonNode node = CanonicalJson.read(folder.bytes(folder.audit()));
        node.path("sentences").forEach(one -> sentences.add(one.asText()));
      }
    } catch (IOException _) {
      // A file that was damaged says nothing; the report then is not what it was either.
    }
    return sentences;
  }
}
