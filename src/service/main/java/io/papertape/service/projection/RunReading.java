package io.papertape.service.projection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.journal.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.util.function.Consumer;

/// One reading of a run folder: its files against each other, and their rows.
final class RunReading {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunFolder folder;
  private final Consumer<RunRow> sink;
  private final OrderBookkeeping orders = new OrderBookkeeping();
  private String headerManifest = "";
  private long entries;
  private long evaluations;
  private long fills;

  private RunReading(RunFolder folder, Consumer<RunRow> sink) {
    this.folder = folder;
    this.sink = sink;
  }

  /// Hands over the run's rows; of each kind in the order of their numbers.
  ///
  /// @throws BrokenRun if a file is missing or contradicts another one; rows handed over are void
  static StoredRun read(RunFolder folder, String fingerprint, Consumer<RunRow> sink) {
    try {
      return new RunReading(folder, sink).read(fingerprint);
    } catch (NoSuchFileException e) {
      throw new BrokenRun(
          "Run folder is incomplete: file=%s. The run did not end, or a file was removed."
              .formatted(folder.path().relativize(folder.path().resolve(e.getFile()))),
          e);
    } catch (UncheckedIOException e) {
      throw new BrokenRun("Run cannot be read: cause=%s.".formatted(e.getCause()), e);
    } catch (IOException e) {
      throw new BrokenRun("Run cannot be read: cause=%s.".formatted(e), e);
    }
  }

  private StoredRun read(String fingerprint) throws IOException {
    String manifest = Sha256.hex(Files.readAllBytes(folder.manifest()));
    expect("manifest.json", "id", folder.id(), manifest.substring(0, folder.id().length()));
    StoredRun run = result(fingerprint);
    if (Files.notExists(folder.journal())) {
      throw new NoSuchFileException(folder.journal().toString());
    }
    String root = JournalReader.read(folder.journal(), this::accept);
    orders.forEach(sink);
    expect("result.json", "manifest", manifest, run.manifest);
    expect("journal.jsonl", "manifest", manifest, headerManifest);
    expect("result.json", "root", root, run.root);
    expect("result.json", "entries", entries, run.entries);
    expect("result.json", "evaluations", evaluations, run.evaluations);
    expect("result.json", "fills", fills, run.fills);
    roundTrips();
    return run;
  }

  private StoredRun result(String fingerprint) throws IOException {
    try {
      JsonNode result = JSON.readTree(Files.readAllBytes(folder.result()));
      expect("result.json", "id", folder.id(), result.path("id").asText());
      StoredRun run = StoredRun.of(folder.id(), fingerprint, result);
      run.view();
      return run;
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new BrokenRun(
          "Result is broken: file=result.json, reason=%s. Run the strategy again."
              .formatted(firstLine(e)),
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void accept(JournalEntry entry) {
    entries++;
    String run = folder.id();
    switch (entry.kind()) {
      case HEADER -> headerManifest = entry.text("manifest");
      case DECISION, HOLD, VETO -> sink.accept(DecisionRow.of(run, entry));
      case ORDER -> orders.placed(run, entry);
      case ORDER_STATE -> orders.changed(entry);
      case FILL -> {
        FillRow fill = FillRow.of(run, entry);
        orders.filled(fill);
        fills++;
        sink.accept(fill);
      }
      case SEAL -> evaluations = entry.number("evaluations");
      case MARKET_GAP, CORPORATE_ACTION, CASH, OPERATOR, FAILURE -> {}
    }
  }

  private void roundTrips() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(folder.roundTrips())) {
      String header = reader.readLine();
      expect("round-trips.csv", "header", RoundTripRow.HEADER, String.valueOf(header));
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        sink.accept(roundTrip(number, line));
        number++;
      }
    }
  }

  private RoundTripRow roundTrip(long number, String line) {
    try {
      return RoundTripRow.of(folder.id(), number, line);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new BrokenRun(
          "Round trips are broken: file=round-trips.csv, row=%d, reason=%s. Run the strategy again."
              .formatted(number, e.getMessage()),
          e);
    }
  }

  private static void expect(String file, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new BrokenRun(
          "Run contradicts itself: file=%s, key=%s, expected=%s, found=%s. Run the strategy again."
              .formatted(file, what, expected, found));
    }
  }
}
