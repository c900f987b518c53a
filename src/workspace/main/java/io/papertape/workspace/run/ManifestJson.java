package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.RoundTrips.Pairing;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// A manifest as JSON and back, strictly.
final class ManifestJson {
  private static final List<String> CONTENT =
      List.of("hash", "rows", "firstOpen", "lastClose", "corporateActions");

  private ManifestJson() {}

  /// An enum constant as written: `ENTRY_BAR` is `entry-bar`.
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ObjectNode toJson(Manifest manifest) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("semantics", manifest.semantics())
        .put("schema", manifest.schema())
        .put("zoneRules", manifest.zoneRules())
        .put("strategy", manifest.strategy())
        .put("pairing", code(manifest.pairing()));
    ObjectNode sources = node.putObject("sources");
    manifest.sources().forEach(sources::put);
    ObjectNode parameters = node.putObject("parameters");
    manifest.parameters().forEach(parameters::put);
    ObjectNode data = node.putObject("data");
    data.put("name", manifest.dataSet());
    manifest.from().ifPresent(date -> data.put("from", date.toString()));
    manifest.to().ifPresent(date -> data.put("to", date.toString()));
    ArrayNode instruments = data.putArray("instruments");
    manifest.instruments().forEach(used -> instruments.add(used.toJson()));
    manifest.benchmark().ifPresent(used -> data.set("benchmark", used.toJson()));
    node.set("assumptions", AssumptionsJson.toJson(manifest.assumptions()));
    node.set("limits", AssumptionsJson.toJson(manifest.limits()));
    PerformanceOptions options = manifest.performance();
    node.putObject("performance")
        .put("zone", options.zone().getId())
        .put("riskFreePerYear", options.riskFreePerYear())
        .put("seed", options.seed())
        .put("resamples", options.resamples())
        .put("confidence", options.confidence());
    return node;
  }

  /// What the maker of a run has chosen, without what the data and this program add to it.
  static ObjectNode choices(Manifest manifest) {
    ObjectNode node = toJson(manifest);
    node.remove(List.of("semantics", "schema", "zoneRules"));
    ObjectNode data = (ObjectNode) node.get("data");
    for (JsonNode used : data.get("instruments")) {
      ((ObjectNode) used).remove(CONTENT);
    }
    if (data.get("benchmark") instanceof ObjectNode benchmark) {
      benchmark.remove(CONTENT);
    }
    return node;
  }

  static Manifest read(byte[] bytes) {
    try {
      return read(new StrictObject(CanonicalJson.read(bytes), ""));
    } catch (IOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Manifest is not JSON: bytes=%d. It was changed or cut; make the run again."
              .formatted(bytes.length),
          e);
    }
  }

  private static Manifest read(StrictObject node) {
    StrictObject data = node.object("data");
    List<UsedSeries> instruments =
        data.objects("instruments").stream().map(UsedSeries::read).toList();
    Manifest manifest =
        new Manifest(
            Math.toIntExact(node.number("semantics")),
            Math.toIntExact(node.number("schema")),
            node.text("zoneRules"),
            node.text("strategy"),
            node.object("sources").texts(),
            node.object("parameters").texts(),
            data.text("name"),
            data.optionalText("from").map(LocalDate::parse),
            data.optionalText("to").map(LocalDate::parse),
            instruments,
            data.optionalObject("benchmark").map(UsedSeries::read),
            AssumptionsJson.read(node.object("assumptions")),
            AssumptionsJson.limits(node.object("limits")),
            node.choice("pairing", Pairing.class),
            performance(node.object("performance")));
    data.end();
    node.end();
    return manifest;
  }

  private static PerformanceOptions performance(StrictObject node) {
    PerformanceOptions options =
        new PerformanceOptions(
            node.parsed("zone", ZoneId::of),
            node.real("riskFreePerYear"),
            node.number("seed"),
            Math.toIntExact(node.number("resamples")),
            node.real("confidence"));
    node.end();
    return options;
  }
}
