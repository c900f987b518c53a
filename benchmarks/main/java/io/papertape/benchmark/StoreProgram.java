package io.papertape.benchmark;

import io.papertape.market.AssetClass;
import io.papertape.market.Instrument;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// W6's program with Papertape, the counterpart of [Ta4jProgram]: imports a CSV file of minute
/// bars if it is given one, runs [CrossRule#DENSE] on what is in the store, prints what came of
/// it.
public final class StoreProgram {
  private static final String NAME = "program";
  private static final String SYMBOL = "W1";

  private static final Resolution MINUTE = new Resolution(1, Resolution.Unit.MINUTE);

  private StoreProgram() {}

  /// Takes the workspace's folder, and the file if there is one.
  public static void main(String... arguments) {
    Workspace workspace = new Workspace(Path.of(arguments[0]));
    if (arguments.length > 1) {
      new CsvImport(workspace, allHours()).run(NAME, Mode.REPLACE, List.of(Path.of(arguments[1])));
    }
    System.out.println(
        Outcome.of(
            Simulation.of(new SeriesCross(CrossRule.DENSE))
                .on(Instrument.equity(SYMBOL), DataStore.in(workspace).load(NAME, SYMBOL, MINUTE))
                .under(CrossWorkload.ASSUMPTIONS)
                .unrecorded()
                .run()));
  }

  /// Bars at all hours, as the file has them.
  private static CsvOptions allHours() {
    CsvOptions none = CsvOptions.detected();
    return new CsvOptions(
        none.delimiter(),
        none.columns(),
        none.timeFormat(),
        none.zone(),
        none.stampAtEnd(),
        none.resolution(),
        none.symbol(),
        Optional.of(AssetClass.CRYPTO),
        none.currency(),
        none.calendar(),
        none.strict(),
        none.maxMove(),
        none.round());
  }
}
