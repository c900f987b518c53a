package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.Times;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.FitFigures;
import io.papertape.model.ModelServer;
import io.papertape.model.ModelVersion;
import io.papertape.model.RemoteVersion;
import io.papertape.model.ShiftTest;
import io.papertape.workspace.model.ModelJson;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingRecord;
import java.util.Locale;

/// A model version as lines of text, and as JSON.
final class ModelText {
  private ModelText() {}

  static void print(Terminal terminal, StoredModel stored) {
    terminal.line("Model %s, hash %s".formatted(stored.version().id(), stored.hash()));
    stored.doubts().forEach(doubt -> terminal.line("  warning: " + doubt));
    switch (stored.version()) {
      case CoefficientVersion version -> print(terminal, version, stored.record().orElseThrow());
      case RemoteVersion version -> print(terminal, version);
    }
  }

  private static void print(Terminal terminal, RemoteVersion version) {
    ModelServer server = version.server();
    terminal.line(
        "  remote, %d features, trained to %s"
            .formatted(version.features().size(), Times.instant(version.trainedToNanos())));
    terminal.line(
        "  asks %s for %s%s, at most %d ms"
            .formatted(
                server.url(),
                server.model(),
                server.version().isEmpty() ? "" : " version " + server.version(),
                server.timeoutMillis()));
  }

  private static void print(Terminal terminal, CoefficientVersion version, TrainingRecord record) {
    terminal.line(
        "  %s, target %s, %d features, lambda %s"
            .formatted(
                version.coefficients().kind(),
                version.target(),
                version.features().size(),
                record.choice().lambda()));
    terminal.line(
        "  trained on %s %s, %s to %s, %d rows, data hash %s"
            .formatted(
                version.training().dataSet(),
                String.join(" ", version.training().symbols()),
                record.window().from(),
                record.window().to(),
                version.training().rows(),
                version.training().dataHash().substring(0, 16)));
    terminal.line(figures("in sample", version.baseline().inSample()));
    terminal.line(figures("holdout", version.baseline().holdout()));
    ShiftTest luck = version.baseline().luck();
    terminal.line(
        String.format(
            Locale.ROOT,
            "  luck       p %.3f that a shifted target does as well in the holdout (%d shifts)",
            luck.pValue(),
            luck.shifts()));
  }

  private static String figures(String label, FitFigures figures) {
    return String.format(
        Locale.ROOT,
        "  %-10s %d rows, R² %.4f, IC %s, hit rate %.1f %%, residual %.5f",
        label,
        figures.rows(),
        figures.rSquared(),
        figures
            .informationCoefficient()
            .map(value -> String.format(Locale.ROOT, "%.4f", value))
            .orElse("none (all scores are equal)"),
        100 * figures.hitRate(),
        figures.residualDeviation());
  }

  /// One line a feature: what each weighs.
  static void printFeatures(Terminal terminal, ModelVersion any) {
    if (!(any instanceof CoefficientVersion version)) {
      any.features().forEach(feature -> terminal.line("  " + feature));
      return;
    }
    terminal.line(
        String.format(
            Locale.ROOT, "  %-24s %14.6g", "intercept", version.coefficients().intercept()));
    for (int i = 0; i < version.features().size(); i++) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "  %-24s %14.6g  per %.6g around %.6g",
              version.features().get(i),
              version.coefficients().coefficients().get(i),
              version.scaler().scale()[i],
              version.scaler().center()[i]));
    }
  }

  static ObjectNode json(StoredModel stored) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("hash", stored.hash());
    ObjectNode files = node.putObject("files");
    stored.files().forEach(files::put);
    ArrayNode doubts = node.putArray("doubts");
    stored.doubts().forEach(doubts::add);
    switch (stored.version()) {
      case CoefficientVersion version -> {
        node.set("model", ModelJson.model(version));
        node.set("training", ModelJson.training(stored.record().orElseThrow()));
        node.set("baseline", ModelJson.baseline(version.baseline()));
      }
      case RemoteVersion version -> node.set("model", ModelJson.model(version));
    }
    return node;
  }
}
