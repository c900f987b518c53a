package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Selection;
import io.papertape.experiment.Verdict;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.ResultJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// `sweep.json`: what was tried, the best ten, and what selection leaves of them.
public final class SweepJson {
  private static final int BEST = 10;

  private SweepJson() {}

  static String text(SweepResult result) {
    return new String(CanonicalJson.indented(of(result)), StandardCharsets.UTF_8);
  }

  /// The whole summary.
  public static JsonNode of(SweepResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", result.id())
        .put("strategy", result.strategy())
        .put("currency", result.currency())
        .put("search", result.plan().search().kind().word())
        .put("objective", result.objective().figure())
        .put("trials", result.trials().size());
    result.plan().search().putExhausted(node, result.exhausted());
    ObjectNode status = node.putObject("status");
    for (Trial.Status one : Trial.Status.values()) {
      status.put(TrialTable.word(one), result.count(one));
    }
    FinishedExperiment.putEver(node, result.ever(), result.uncounted());
    ArrayNode best = node.putArray("best");
    List<Integer> ranking = result.ranking();
    for (int index : ranking.subList(0, Math.min(BEST, ranking.size()))) {
      ObjectNode row = TrialTable.row(index, result.trials().get(index));
      row.set("deflatedSharpe", ResultJson.figure(result.deflated(index)));
      best.add(row);
    }
    result.selection().ifPresent(selection -> add(node, result, selection));
    ArrayNode left = node.putArray("corrections");
    result
        .uncorrected()
        .ifPresent(
            why ->
                CorrectedSharpe.words()
                    .forEach(word -> left.addObject().put("correction", word).put("reason", why)));
    for (CorrectedSharpe one : result.left()) {
      left.addObject()
          .put("correction", one.word())
          .put("sharpe", one.sharpe())
          .put("significant", one.significant());
    }
    ArrayNode fills = node.putArray("fillSensitivity");
    for (FillStability one : result.stability()) {
      ObjectNode row = fills.addObject().put("name", one.name()).put("n", one.n());
      one.rank().ifPresent(value -> row.put("rankCorrelation", value));
      row.put("bestRank", one.bestRank());
      one.best().ifPresent(value -> row.put("best", value));
    }
    return node;
  }

  private static void add(ObjectNode node, SweepResult result, Selection selection) {
    int best = result.counted().get(selection.best());
    FinishedExperiment.putEstimate(node, result.trials().get(best).returns());
    ObjectNode chosen = node.putObject("selection");
    chosen.put("trial", best + 1);
    ArrayNode figures = chosen.putArray("figures");
    selection.figures().forEach(figure -> figures.add(ResultJson.figure(figure)));
    Verdict verdict = selection.verdict();
    ObjectNode words = node.putObject("verdict");
    words.put("grade", word(verdict.grade())).put("summary", verdict.summary());
    ArrayNode findings = words.putArray("findings");
    for (Verdict.Finding finding : verdict.findings()) {
      findings
          .addObject()
          .put("figure", finding.figure())
          .put("grade", word(finding.grade()))
          .put("text", finding.text());
    }
  }

  private static String word(Verdict.Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }
}
