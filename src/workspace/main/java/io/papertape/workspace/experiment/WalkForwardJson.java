package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Selection;
import io.papertape.experiment.Verdict;
import io.papertape.performance.Measure;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.ResultJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// `walk-forward.json`: windows, what came out of sample, and what selection leaves.
public final class WalkForwardJson {
  private WalkForwardJson() {}

  static String text(WalkForwardResult result) {
    return new String(CanonicalJson.indented(of(result)), StandardCharsets.UTF_8);
  }

  /// The whole result but the curves.
  public static JsonNode of(WalkForwardResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", result.id())
        .put("strategy", result.strategy())
        .put("search", result.plan().search().kind().word())
        .put("objective", result.objective().figure())
        .put("trials", result.trials().size())
        .put("counted", result.counted().size());
    result.plan().search().putExhausted(node, result.exhausted());
    FinishedExperiment.putEver(node, result.ever(), result.uncounted());
    node.set("cut", result.plan().cut().toJson());
    ArrayNode windows = node.putArray("windows");
    result.windows().forEach(one -> windows.add(window(result, one)));
    ArrayNode means = node.putArray("means");
    for (String name : WalkForwardTable.shown(result.objective())) {
      ObjectNode mean = means.addObject().put("figure", name);
      result.mean(name, true).ifPresent(value -> mean.put("inSample", value));
      result.mean(name, false).ifPresent(value -> mean.put("outOfSample", value));
      result.efficiency(name).ifPresent(value -> mean.put("efficiency", value));
    }
    result.stitched().ifPresent(one -> node.set("outOfSample", history(one)));
    OutOfSample.of(result).ifPresent(one -> node.set(OutOfSample.FIGURE, sharpe(one)));
    if (!result.paths().isEmpty()) {
      ArrayNode paths = node.putArray("paths");
      result.paths().forEach(one -> paths.add(history(one)));
    }
    result.selection().ifPresent(one -> add(node, result, one));
    return node;
  }

  /// One window a line.
  static String windows(WalkForwardResult result) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < result.windows().size(); i++) {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("window", i + 1);
      node.setAll(window(result, result.windows().get(i)));
      out.append(CanonicalJson.text(node)).append('\n');
    }
    return out.toString();
  }

  private static ObjectNode window(WalkForwardResult result, Window window) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("train", WalkForwardTable.days(result, window.choice().fold().train()))
        .put("test", WalkForwardTable.days(result, window.choice().fold().test()));
    window
        .trial()
        .map(result.trials()::get)
        .ifPresent(
            trial -> {
              ObjectNode chosen = node.putObject("chosen");
              trial.parameters().forEach(chosen::put);
              node.put("run", trial.run());
            });
    node.set("inSample", figures(window.inSample()));
    node.set("outOfSample", figures(window.outOfSample()));
    return node;
  }

  private static ObjectNode history(History history) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    double[] levels = history.levels();
    node.put("periods", history.returns().length).put("end", levels[levels.length - 1]);
    node.set("figures", figures(history.figures()));
    return node;
  }

  private static ObjectNode sharpe(OutOfSample own) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("of", own.what());
    own.sharpe().ifPresent(value -> node.put("sharpe", value));
    own.low().ifPresent(value -> node.put("low", value));
    own.high().ifPresent(value -> node.put("high", value));
    node.set("confidence", ResultJson.figure(own.confidence()));
    return node;
  }

  private static ArrayNode figures(List<Measure> figures) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    figures.forEach(one -> array.add(ResultJson.figure(one)));
    return array;
  }

  private static void add(ObjectNode node, WalkForwardResult result, Selection selection) {
    int best = result.counted().get(selection.best());
    FinishedExperiment.putEstimate(node, result.trials().get(best).returns());
    node.set("selection", figures(selection.figures()));
    ArrayNode left = node.putArray("corrections");
    for (CorrectedSharpe one : result.left()) {
      left.addObject()
          .put("correction", one.word())
          .put("sharpe", one.sharpe())
          .put("significant", one.significant());
    }
    Verdict verdict = result.verdict().orElseThrow();
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
