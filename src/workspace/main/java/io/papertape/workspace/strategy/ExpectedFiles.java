package io.papertape.workspace.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a golden run: `expected/result.json` and `expected/fills.csv`.
public final class ExpectedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "time,symbol,quantity,price,fee";

  private final Path folder;

  /// @param strategyFolder the folder that holds `expected`
  public ExpectedFiles(Path strategyFolder) {
    folder = strategyFolder.resolve("expected");
  }

  /// The golden run, if one was ever written.
  public Optional<ExpectedResult> read() {
    Path file = folder.resolve("result.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      SortedMap<String, String> statistics = new TreeMap<>();
      json.path("statistics")
          .properties()
          .forEach(entry -> statistics.put(entry.getKey(), entry.getValue().asText()));
      List<String> lines = Files.readAllLines(folder.resolve("fills.csv"));
      return Optional.of(
          new ExpectedResult(
              json.path("root").asText(),
              json.path("entries").asLong(),
              FixedPoint.parse(json.path("finalEquity").asText()),
              FixedPoint.parse(json.path("finalCash").asText()),
              FixedPoint.parse(json.path("fees").asText()),
              statistics,
              lines.subList(Math.min(1, lines.size()), lines.size())));
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Golden run is unreadable: file=%s. Write it anew with backtest --update-expected."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the golden run over what was there.
  public void write(ExpectedResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("root", result.root())
        .put("entries", result.entries())
        .put("fills", result.fills().size())
        .put("finalEquity", FixedPoint.format(result.finalEquity()))
        .put("finalCash", FixedPoint.format(result.finalCash()))
        .put("fees", FixedPoint.format(result.fees()));
    ObjectNode statistics = json.putObject("statistics");
    result.statistics().forEach(statistics::put);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("result.json"), JSON.writer(printer).writeValueAsString(json) + "\n");
      StringBuilder fills = new StringBuilder(HEADER).append('\n');
      result.fills().forEach(line -> fills.append(line).append('\n'));
      Files.writeString(folder.resolve("fills.csv"), fills);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
