package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.FixedPoint;
import io.papertape.performance.Measure;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.ResultJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All trials of a sweep or walk-forward, one a row, in the order in which they were proposed.
final class TrialTable {
  private static final Pattern PLAIN = Pattern.compile("[^\",\\r\\n]*");

  private TrialTable() {}

  /// `trial,PARAMETER…,run,status,final_equity,fills,FIGURE…`; what is absent is empty.
  static String csv(List<Axis> axes, List<Trial> trials) {
    List<String> figures = figures(trials);
    StringBuilder out = new StringBuilder(trials.size() * 200);
    out.append("trial");
    axes.forEach(axis -> out.append(',').append(axis.name()));
    out.append(",run,status,final_equity,fills");
    figures.forEach(name -> out.append(',').append(snake(name)));
    out.append('\n');
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      out.append(i + 1);
      for (Axis axis : axes) {
        out.append(',').append(quoted(trial.parameters().get(axis.name())));
      }
      out.append(',').append(trial.run()).append(',').append(word(trial.status()));
      out.append(',').append(trial.isRun() ? FixedPoint.format(trial.finalEquity()) : "");
      out.append(',').append(trial.isRun() ? Integer.toString(trial.fills()) : "");
      for (String name : figures) {
        out.append(',');
        trial.figure(name).flatMap(TrialTable::text).ifPresent(out::append);
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static Optional<String> text(Measure figure) {
    return figure.isPresent() ? Optional.of(Double.toString(figure.get())) : Optional.empty();
  }

  /// One JSON object a line, with the reasons of what is absent.
  static String json(List<Trial> trials) {
    StringBuilder out = new StringBuilder(trials.size() * 1_000);
    for (int i = 0; i < trials.size(); i++) {
      out.append(CanonicalJson.text(row(i, trials.get(i)))).append('\n');
    }
    return out.toString();
  }

  static ObjectNode row(int index, Trial trial) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("trial", index + 1);
    ObjectNode parameters = node.putObject("parameters");
    for (Map.Entry<String, String> one : trial.parameters().entrySet()) {
      parameters.put(one.getKey(), one.getValue());
    }
    node.put("run", trial.run())
        .put("manifest", trial.manifest())
        .put("status", word(trial.status()));
    if (trial.isRun()) {
      node.put("finalEquity", FixedPoint.format(trial.finalEquity())).put("fills", trial.fills());
    }
    trial.objective().ifPresent(value -> node.put("objective", value));
    trial.problem().ifPresent(problem -> node.put("problem", TrialLog.shortened(problem)));
    ArrayNode figures = node.putArray("figures");
    trial.figures().forEach(figure -> figures.add(ResultJson.figure(figure)));
    return node;
  }

  static String word(Trial.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /// Names in the order of the first trial that has any.
  static List<String> figures(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> !trial.figures().isEmpty())
        .findFirst()
        .map(trial -> trial.figures().stream().map(Measure::name).toList())
        .orElse(List.of());
  }

  static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z0-9])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
