package io.papertape.workspace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A data set's description as JSON: keys in fixed order, decimals and times as text.
public final class DataSetJson {
  private static final int FORMAT = 2;
  private static final String MIN_NOTIONAL = "minNotional";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DataSetJson() {}

  /// The description, as `data-set.json` and `data show --json` have it.
  public static ObjectNode toJson(DataSet dataSet) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT).put("name", dataSet.name()).put("hash", dataSet.hash());
    ArrayNode all = root.putArray("series");
    dataSet.series().forEach(series -> all.add(toJson(series)));
    ActionsJson.put(dataSet, root.putArray("actions"));
    return root;
  }

  private static ObjectNode toJson(Series series) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("symbol", series.symbol())
        .put("resolution", series.resolution().toString())
        .put("rows", series.rows())
        .put("firstOpen", Times.instant(series.firstOpenNanos()).toString())
        .put("lastClose", Times.instant(series.lastCloseNanos()).toString())
        .put("hash", series.hash())
        .put("generation", series.generation());
    Instrument instrument = series.instrument();
    ObjectNode definition = node.putObject("instrument");
    definition
        .put("assetClass", instrument.assetClass().name())
        .put("currency", instrument.currency())
        .put("priceStep", FixedPoint.format(instrument.priceStep()))
        .put("quantityStep", FixedPoint.format(instrument.quantityStep()))
        .put("multiplier", FixedPoint.format(instrument.multiplier()))
        .put("volumeStep", FixedPoint.format(instrument.volumeStep()))
        .put("calendar", instrument.calendar());
    if (instrument.minNotional() > 0) {
      definition.put(MIN_NOTIONAL, FixedPoint.format(instrument.minNotional()));
    }
    Origin origin = series.origin();
    node.put("zone", origin.zone()).put("stamp", origin.stamp());
    ArrayNode sources = node.putArray("sources");
    for (Origin.SourceFile source : origin.sources()) {
      sources.addObject().put("name", source.name()).put("sha256", source.sha256());
    }
    ArrayNode assumptions = node.putArray("assumptions");
    origin.assumptions().forEach(assumptions::add);
    return node;
  }

  static byte[] bytes(DataSet dataSet) throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(toJson(dataSet));
  }

  static DataSet read(Path file, byte[] bytes) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root.path("format").asInt() != FORMAT) {
        throw WorkspaceException.data(
            ("Unknown store format: file=%s, format=%s. Use the Papertape version that wrote it, or"
                    + " delete the folder of the data set and import it again.")
                .formatted(file, root.path("format").asText("none")));
      }
      List<Series> series = new ArrayList<>();
      for (JsonNode node : root.required("series")) {
        series.add(series(node));
      }
      return new DataSet(
          root.required("name").asText(), series, ActionsJson.read(root.path("actions")));
    } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Data set description cannot be read: file=%s. Delete its folder and import it again."
              .formatted(file),
          e);
    }
  }

  private static Series series(JsonNode node) {
    JsonNode instrument = node.required("instrument");
    List<Origin.SourceFile> sources = new ArrayList<>();
    for (JsonNode source : node.required("sources")) {
      sources.add(
          new Origin.SourceFile(
              source.required("name").asText(), source.required("sha256").asText()));
    }
    List<String> assumptions = new ArrayList<>();
    node.required("assumptions").forEach(text -> assumptions.add(text.asText()));
    return new Series(
        new Instrument(
            node.required("symbol").asText(),
            AssetClass.valueOf(instrument.required("assetClass").asText()),
            instrument.required("currency").asText(),
            decimal(instrument, "priceStep"),
            decimal(instrument, "quantityStep"),
            decimal(instrument, "multiplier"),
            decimal(instrument, "volumeStep"),
            instrument.required("calendar").asText(),
            instrument.has(MIN_NOTIONAL) ? decimal(instrument, MIN_NOTIONAL) : 0),
        Resolution.parse(node.required("resolution").asText()),
        new Origin(
            node.required("zone").asText(), node.required("stamp").asText(), sources, assumptions),
        node.required("rows").asLong(),
        Times.nanos(Instant.parse(node.required("firstOpen").asText())),
        Times.nanos(Instant.parse(node.required("lastClose").asText())),
        node.required("hash").asText(),
        node.required("generation").asInt());
  }

  private static long decimal(JsonNode node, String field) {
    return FixedPoint.parse(node.required(field).asText());
  }
}
