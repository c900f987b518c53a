package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.model.FitFigures;
import io.papertape.model.ModelVersion;
import io.papertape.model.ShiftTest;
import io.papertape.workspace.model.ModelJson;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingRecord;
import java.util.Locale;

/// A model version as lines of text, and as JSON.
final class ModelText {
  private ModelText() {}

  static void print(Terminal terminal, StoredModel stored) {
    ModelVersion version = stored.version();
    TrainingRecord record = stored.record();
    terminal.line("Model %s, hash %s".formatted(version.id(), stored.hash()));
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
  static void printFeatures(Terminal terminal, ModelVersion version) {
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
    node.set("model", ModelJson.model(stored.version()));
    node.set("training", ModelJson.training(stored.record()));
    node.set("baseline", ModelJson.baseline(stored.version().baseline()));
    return node;
  }
}
