package io.papertape.live.session;

import io.papertape.journal.RecordLevel;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/// What was decided, without chain, header and end: of a session and of a backtest of its market.
final class Decided {
  private Decided() {}

  static List<String> session(SessionFolder folder) throws IOException {
    return of(Files.readAllLines(folder.journal()));
  }

  /// @param market puts bars, quotes and trades into the simulation
  static List<String> backtest(
      SessionManifest manifest, Strategy strategy, Consumer<Simulation> market) {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    Simulation simulation =
        Simulation.of(strategy)
            .named(manifest.strategy())
            .under(manifest.assumptions())
            .manifest(manifest.hash())
            .journal(journal::write, RecordLevel.EACH);
    market.accept(simulation);
    simulation.run();
    return of(journal.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static List<String> of(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.contains("\"kind\":\"header\"") && !line.contains("run-ended"))
        .filter(line -> !line.contains("\"kind\":\"seal\"") && !line.contains("\"operator\""))
        .map(line -> line.substring(line.indexOf("\"kind\"")))
        .map(line -> line.replaceAll("\"cause\":-?\\d+,?", ""))
        .toList();
  }
}
