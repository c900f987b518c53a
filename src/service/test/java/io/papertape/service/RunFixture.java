package io.papertape.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.RecordLevel;
import io.papertape.journal.Sha256;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes run folders: real simulations of [SampleStrategy], their journals through a real sink.
final class RunFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = 86_400_000_000_000L;
  private static final long START = 1_262_563_200_000_000_000L; // 2010-01-04
  private static final Instrument SYMBOL = Instrument.equity("TAPE");

  private RunFixture() {}

  /// A run that ends well.
  ///
  /// @return its id
  static String complete(Path home, int bars) {
    return write(home, bars, -1);
  }

  /// A run whose strategy fails.
  static String failed(Path home, int bars, int failAtBar) {
    return write(home, bars, failAtBar);
  }

  private static String write(Path home, int bars, int failAtBar) {
    String manifest = "{\"bars\":%d,\"failAtBar\":%d}\n".formatted(bars, failAtBar);
    String hash = Sha256.hex(manifest.getBytes(StandardCharsets.UTF_8));
    BarColumns history = BarColumns.of(bars(bars));
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    RunResult result =
        Simulation.of(new SampleStrategy(failAtBar))
            .on(SYMBOL, history)
            .under(Assumptions.papertape())
            .journal(journal::write, RecordLevel.FOLDED)
            .manifest(hash)
            .run();
    Path folder = home.resolve("runs").resolve(hash.substring(0, 16));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("manifest.json"), manifest);
      Files.write(folder.resolve("journal.jsonl"), journal.toByteArray());
      Files.writeString(folder.resolve("equity.csv"), equity(result));
      Files.writeString(folder.resolve("round-trips.csv"), roundTrips(result, history));
      Files.writeString(
          folder.resolve("result.json"), result(hash, result, history, journal).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hash.substring(0, 16);
  }

  private static List<Bar> bars(int count) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long open = FixedPoint.ofUnits(100 + i % 7 + i % 11);
      long close = FixedPoint.ofUnits(100 + (i + 3) % 7 + i % 11);
      long start = START + i * DAY;
      bars.add(
          new Bar(
              start,
              start + DAY / 4,
              open,
              Math.max(open, close) + FixedPoint.ONE,
              Math.min(open, close) - FixedPoint.ONE,
              close,
              1_000_000));
    }
    return bars;
  }

  private static String equity(RunResult result) {
    StringBuilder text = new StringBuilder("time,equity\n");
    for (int i = 0; i < result.equity().size(); i++) {
      text.append(Times.instant(result.equity().timeNanos(i)).toString().replace("Z", ""))
          .append(".000000000Z,")
          .append(FixedPoint.format(result.equity().equity(i)))
          .append('\n');
    }
    return text.toString();
  }

  private static String roundTrips(RunResult result, BarColumns history) {
    StringBuilder text =
        new StringBuilder("symbol,direction,quantity,entry_time,exit_time,entry_bar,exit_bar,")
            .append("entry_price,exit_price,pnl,fees,return_fraction,max_adverse,max_favourable\n");
    List<RoundTrip> trips =
        RoundTrips.of(
            result.fills(), List.of(SYMBOL), List.of(history), RoundTrips.Pairing.FLAT_TO_FLAT);
    for (RoundTrip trip : trips) {
      List<String> fields =
          List.of(
              trip.symbol(),
              trip.direction().name().toLowerCase(Locale.ROOT),
              FixedPoint.format(trip.quantity()),
              Times.instant(trip.entryTimeNanos()).toString(),
              Times.instant(trip.exitTimeNanos()).toString(),
              String.valueOf(trip.entryBar()),
              String.valueOf(trip.exitBar()),
              FixedPoint.format(trip.entryPrice()),
              FixedPoint.format(trip.exitPrice()),
              FixedPoint.format(trip.pnl()),
              FixedPoint.format(trip.fees()),
              String.valueOf(trip.returnFraction()),
              String.valueOf(trip.maxAdverse()),
              String.valueOf(trip.maxFavourable()));
      text.append(String.join(",", fields)).append('\n');
    }
    return text.toString();
  }

  private static ObjectNode result(
      String hash, RunResult result, BarColumns history, ByteArrayOutputStream journal)
      throws IOException {
    List<String> lines = journal.toString(StandardCharsets.UTF_8).lines().toList();
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", hash.substring(0, 16))
            .put("manifest", hash)
            .put("strategy", "sample")
            .put("status", result.failure().isPresent() ? "failed" : "complete")
            .put("root", result.root())
            .put("entries", result.journalEntries())
            .put("evaluations", JSON.readTree(lines.getLast()).get("evaluations").asLong())
            .put("preset", "papertape")
            .put("currency", "USD")
            .put("cash", "100000")
            .put("finalEquity", FixedPoint.format(result.finalEquity()))
            .put("finalCash", FixedPoint.format(result.finalCash()))
            .put("fees", FixedPoint.format(result.feesPaid()))
            .put("fills", result.fills().size())
            .put("orders", result.orders().size())
            .put("from", Times.instant(history.openTimeNanos()[0]).toString())
            .put("to", Times.instant(history.closeTimeNanos()[history.size() - 1]).toString());
    result.failure().ifPresent(failure -> node.put("failure", failure.toString()));
    node.putArray("figures")
        .addObject()
        .put("name", "sharpe")
        .put("convention", "papertape")
        .put("n", 3)
        .put("reason", "too few observations");
    return node;
  }

  /// A home with a run, and a ledger with an entry: one without any has been lost.
  static String homeWithRun(Path home) throws IOException {
    Files.createDirectory(home);
    String hash = "a".repeat(64);
    Ledger.in(new Workspace(home), _ -> {})
        .append(
            new RunSealed(hash.substring(0, 16), hash, hash, RunSealed.Status.COMPLETE),
            Clock.fixed(ServiceHome.SEALED, ZoneOffset.UTC));
    return complete(home, 3_000);
  }
}
