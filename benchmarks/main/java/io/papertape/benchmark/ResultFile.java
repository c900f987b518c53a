package io.papertape.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// `benchmarks/results/ID.json`: what was measured, and everything needed to judge it.
final class ResultFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultFile() {}

  static void write(
      Path folder,
      Workload workload,
      Facts facts,
      SequencedMap<String, Score> scores,
      List<Verdict> verdicts,
      ArrayNode results)
      throws IOException {
    ObjectNode file = JSON.createObjectNode();
    file.put("workload", workload.id());
    file.put("title", workload.title());
    file.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    file.put("commit", Machine.commit());
    file.put("machine", Machine.text());
    file.put("jdk", Machine.jdk());
    file.put("ta4j", "0.22.2");
    file.put("input", facts.toString());
    file.put("density", facts.density());
    facts.notes().forEach(file.putArray("notes")::add);
    ArrayNode goals = file.putArray("goals");
    for (Verdict verdict : verdicts) {
      ObjectNode goal = goals.addObject();
      goal.put("program", verdict.goal().method());
      goal.put("goal", verdict.goal().text());
      goal.put("reached", String.format(Locale.ROOT, "%.3f", verdict.reached()));
      goal.put("holds", verdict.holds());
    }
    if (!workload.costs().isEmpty()) {
      ArrayNode costs = file.putArray("costs");
      workload.costs().forEach(cost -> costs.add(cost.text(scores, facts)));
    }
    file.set("results", results);
    Files.createDirectories(folder);
    Files.write(
        folder.resolve(workload.id() + ".json"),
        (JSON.writeValueAsString(file) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
