package io.papertape.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.market.BarColumns;
import io.papertape.order.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One recorded run of another engine.
record EngineRun(Path folder, JsonNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SortedMap<String, BarColumns> INPUTS = new TreeMap<>();

  /// All runs of an engine, by name.
  static List<EngineRun> of(String engine) {
    Path folder = SharedFiles.oracles().resolve("engines").resolve(engine);
    try (Stream<Path> entries = Files.list(folder)) {
      List<EngineRun> runs = new ArrayList<>();
      for (Path entry : entries.filter(Files::isDirectory).sorted().toList()) {
        runs.add(new EngineRun(entry, MAPPER.readTree(entry.resolve("run.json").toFile())));
      }
      return runs;
    } catch (IOException e) {
      throw new UncheckedIOException("Recorded runs cannot be read: " + folder, e);
    }
  }

  String id() {
    return json.get("id").asText();
  }

  String strategy() {
    return json.get("strategy").asText();
  }

  int integer(String parameter) {
    return json.get("params").get(parameter).asInt();
  }

  double real(String parameter) {
    return json.get("params").get(parameter).asDouble();
  }

  JsonNode setting(String name) {
    return json.get("settings").get(name);
  }

  String dataset() {
    return json.get("dataset").get("name").asText();
  }

  synchronized BarColumns bars() {
    Path inputs = folder.resolve("../../../inputs").normalize();
    return INPUTS.computeIfAbsent(
        dataset(), name -> SharedBars.read(inputs.resolve(name + ".csv.gz")));
  }

  /// Order size: below 1 a fraction of equity, else units.
  Size size(boolean isResolvedAtFill) {
    double size = json.get("order_size").asDouble();
    return size < 1 ? new Size.EquityFraction(size, isResolvedAtFill) : Size.units((long) size);
  }

  /// Rows of a CSV file of the run, without the header.
  List<String[]> rows(String file) {
    return SharedFiles.lines(folder.resolve(file)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  @Override
  public String toString() {
    return id();
  }
}
