package io.papertape.workspace.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.Times;
import io.papertape.model.Baseline;
import io.papertape.model.CoefficientModel;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.FitFigures;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import io.papertape.model.Training;
import java.nio.charset.StandardCharsets;

/// Writes the three files of a model version: keys in fixed order, doubles as Java prints them,
/// so that reading gives back each bit.
public final class ModelJson {
  static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ModelJson() {}

  /// `model.json`: what scoring needs.
  public static ObjectNode model(CoefficientVersion version) {
    CoefficientModel model = version.coefficients();
    ObjectNode root = object();
    root.put("id", version.id()).put("kind", model.kind().toString());
    root.put("target", version.target().toString());
    switch (model) {
      case CoefficientModel.Linear _ -> {}
      case CoefficientModel.Ridge ridge -> root.put("lambda", ridge.lambda());
      case CoefficientModel.Logistic logistic -> root.put("lambda", logistic.lambda());
    }
    root.put("scaler", ModelSpecification.text(version.scaler().method()));
    root.put("intercept", model.intercept());
    ArrayNode features = root.putArray("features");
    for (int i = 0; i < version.features().size(); i++) {
      features
          .addObject()
          .put("name", version.features().get(i).name())
          .put("center", version.scaler().center()[i])
          .put("scale", version.scaler().scale()[i])
          .put("coefficient", model.coefficients().get(i));
    }
    return root;
  }

  /// What a version asks, and where.
  public static ObjectNode model(RemoteVersion version) {
    ModelServer server = version.server();
    ObjectNode root = object().put("id", version.id()).put("kind", "remote");
    root.put("trainedTo", RemoteModelFile.trainedTo(version).toString());
    root.put("url", server.url()).put("model", server.model());
    if (!server.version().isEmpty()) {
      root.put("version", server.version());
    }
    root.put("timeoutMillis", server.timeoutMillis());
    ArrayNode features = root.putArray("features");
    version.features().forEach(feature -> features.add(feature.name()));
    return root;
  }

  /// `training.json`: where it came from.
  public static ObjectNode training(TrainingRecord record) {
    Training training = record.training();
    ObjectNode root = object();
    root.put("command", record.command()).put("semantics", record.semantics());
    root.put("dataSet", training.dataSet()).put("resolution", training.resolution());
    root.put("from", Times.instant(training.fromNanos()).toString());
    root.put("to", Times.instant(training.toNanos()).toString());
    root.put("dataHash", training.dataHash());
    ArrayNode symbols = root.putArray("symbols");
    for (TrainingRecord.SymbolBars bars : record.bars()) {
      ObjectNode symbol = symbols.addObject();
      symbol.put("symbol", bars.symbol()).put("bars", bars.bars()).put("hash", bars.hash());
      if (!bars.splits().isEmpty()) {
        symbol.put("splits", bars.splits());
      }
    }
    root.put("rows", training.rows()).put("seed", training.seed());
    root.put("folds", record.folds()).put("holdout", record.holdout());
    root.put("lambda", record.choice().lambda());
    ArrayNode grid = root.putArray("lambdaGrid");
    record.choice().grid().forEach(grid::add);
    ArrayNode losses = root.putArray("losses");
    record.choice().losses().forEach(losses::add);
    return root;
  }

  /// `baseline.json`: how good it was in the lab.
  public static ObjectNode baseline(Baseline baseline) {
    ObjectNode root = object();
    root.set("inSample", figures(baseline.inSample()));
    root.set("holdout", figures(baseline.holdout()));
    root.putObject("luck")
        .put("correlation", baseline.luck().correlation())
        .put("shifts", baseline.luck().shifts())
        .put("pValue", baseline.luck().pValue());
    return root;
  }

  private static ObjectNode figures(FitFigures figures) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rows", figures.rows()).put("rSquared", figures.rSquared());
    figures
        .informationCoefficient()
        .ifPresentOrElse(
            value -> node.put("informationCoefficient", value),
            () -> node.put("informationCoefficientReason", "all scores are equal"));
    return node.put("hitRate", figures.hitRate())
        .put("residualDeviation", figures.residualDeviation());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode().put("format", FORMAT);
  }

  static byte[] bytes(ObjectNode node) {
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
      return (text.replace(System.lineSeparator(), "\n") + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
