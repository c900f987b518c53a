package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.SharedFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.lean.LeanFolder;
import io.papertape.workspace.lean.LeanImport;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Five real shares with their splits and dividends, 1998 to 2021, in a workspace of their own.
final class LeanStage {
  static final String SET = "us";
  static final List<String> SYMBOLS = List.of("SPY", "AAPL", "IBM", "BAC", "IWM");

  final Workspace workspace;
  final LeanFolder folder;

  LeanStage(Path home) {
    folder = new LeanFolder(SharedFiles.marketData("lean"));
    workspace = new Workspace(home);
    new LeanImport(workspace, folder).run(SET, Mode.CREATE, SYMBOLS, Resolution.DAY);
  }

  DataSelection select(List<String> symbols) {
    return new DataSelection(
        SET,
        symbols,
        Resolution.DAY,
        Optional.of(LocalDate.of(1998, 1, 1)),
        Optional.of(LocalDate.of(2021, 12, 31)),
        Optional.empty());
  }

  /// Raw bars as the files have them, past the store.
  BarColumns bars(String symbol) {
    return folder.daily(symbol);
  }

  static LocalDate day(long nanos) {
    return TradingCalendar.nyse().dateOf(nanos);
  }
}
