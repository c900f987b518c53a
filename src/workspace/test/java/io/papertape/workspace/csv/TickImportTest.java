package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.AssetClass;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.SharedFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickImportTest {
  private static final long START = 1_704_205_800_000_000_000L;

  @TempDir private Path home;

  @Test
  void aHeaderWithBidAndAskIsQuotes() throws IOException {
    ImportReport report =
        imported(
            "EURUSD",
            """
            timestamp,bid,ask,bid_size,ask_size
            2024-01-02T14:30:00Z,1.10001,1.10003,1000000,2000000.5
            2024-01-02T14:30:00Z,1.10002,1.10003,1,1
            2024-01-02T14:30:00.000000001Z,1.10002,1.10002,0,0
            """);

    Series series = report.dataSet().get("EURUSD", Resolution.QUOTE);
    QuoteColumns quotes = quotes(report.dataSet());
    assertThat(report.rejected()).isZero();
    assertThat(series.rows()).isEqualTo(3);
    assertThat(series.instrument().assetClass()).isEqualTo(AssetClass.FX);
    assertThat(series.instrument().priceStep()).isEqualTo(1_000);
    assertThat(quotes.timeNanos()).startsWith(START, START, START + 1);
    assertThat(quotes.bid()).startsWith(110_001_000, 110_002_000, 110_002_000);
    assertThat(quotes.bidSize()).startsWith(100_000_000_000_000L, 100_000_000, 0);
    assertThat(quotes.askSize()).startsWith(200_000_050_000_000L, 100_000_000, 0);
  }

  @Test
  void rowsThatCannotBeRightAreRejected() throws IOException {
    ImportReport report =
        imported(
            "EURUSD",
            """
            time,bid,ask
            2024-01-02T14:30:00Z,1.1,1.2
            2024-01-02T14:29:59Z,1.1,1.2
            2024-01-02T14:30:01Z,1.3,1.2
            2024-01-02T14:30:01Z,0,1.2
            2024-01-02T14:30:01Z,1.1
            2024-01-02T14:30:02Z,1.1,1.123456789
            """);

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(Files.readString(report.rejectFile().orElseThrow()))
        .contains(
            "\"EURUSD.csv\",3,\"goes back in time",
            "\"EURUSD.csv\",4,\"ask is below bid",
            "\"EURUSD.csv\",5,\"bid is zero",
            "\"EURUSD.csv\",6,\"2 columns instead of 3",
            "\"EURUSD.csv\",7,\"ask has more than 8 decimals");
    assertThat(report.assumptions()).contains("EURUSD.csv: sizes of bid or ask are not told");
  }

  @Test
  void aBinanceDumpOfTradesIsKnownWithoutHeader() throws IOException {
    ImportReport report =
        imported(
            "BTCUSDT-trades-2024-01-02",
            """
            3356868271,42283.58000000,0.00050000,21.14179000,1704153600012,True,True
            3356868272,42283.59000000,0.05911000,2499.38300490,1704153600012,False,True
            """);

    Series series = report.dataSet().series().getFirst();
    assertThat(series.resolution()).isEqualTo(Resolution.TRADE);
    assertThat(series.instrument().assetClass()).isEqualTo(AssetClass.CRYPTO);
    assertThat(report.assumptions().getFirst())
        .contains("Binance dump, columns -,price,quantity,-,time");
    TradeTickColumns trades =
        DataStore.in(new Workspace(home)).trades(report.dataSet(), series).pages().next();
    assertThat(trades.timeNanos()).startsWith(1_704_153_600_012_000_000L);
    assertThat(trades.price()).startsWith(4_228_358_000_000L, 4_228_359_000_000L);
    assertThat(trades.quantity()).startsWith(50_000, 5_911_000);
  }

  @Test
  void anAppendTakesOnlyWhatIsLater() throws IOException {
    imported("EURUSD", "time,bid,ask\n2024-01-02T14:30:00Z,1.1,1.2\n");
    Path more = home.resolve("more.csv");
    Files.writeString(
        more,
        """
        time,bid,ask
        2024-01-02T14:30:00Z,1.1,1.2
        2024-01-02T14:30:01Z,1.1,1.2
        2024-01-02T14:30:01Z,1.1,1.2
        """);
    CsvOptions detected = CsvOptions.detected();

    assertThatThrownBy(() -> run(detected, Mode.CREATE, home.resolve("EURUSD.csv"), "EURUSD"))
        .hasMessage(
            "Series exists already: dataSet=EURUSD, symbol=EURUSD, resolution=quote, rows=1."
                + " Add --append or --replace, or choose another --name.");
    Path named =
        Files.move(
            more, home.resolve("EURUSD.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    ImportReport report = run(detected, Mode.APPEND, named, "EURUSD");

    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(Files.readString(report.rejectFile().orElseThrow()))
        .contains("not later than what is stored");
  }

  @Test
  void whatWasExportedComesBackWithTheSameHash() throws IOException {
    DataStore store = DataStore.in(new Workspace(home));
    DataSet set = new SyntheticQuotes(1, "SYN", 10_000, 3).generate(store, "syn", Mode.CREATE);
    StringBuilder quotes = new StringBuilder(CsvExport.header(Resolution.QUOTE)).append('\n');
    StringBuilder trades = new StringBuilder(CsvExport.header(Resolution.TRADE)).append('\n');
    CsvExport.writeQuotes(
        set.get("SYN", Resolution.QUOTE),
        store.quotes(set, set.get("SYN", Resolution.QUOTE)),
        quotes);
    CsvExport.writeTrades(
        set.get("SYN", Resolution.TRADE),
        store.trades(set, set.get("SYN", Resolution.TRADE)),
        trades);
    Path first = Files.writeString(home.resolve("q.csv"), quotes);
    Path second = Files.writeString(home.resolve("t.csv"), trades);

    DataSet copy =
        new CsvImport(new Workspace(home), CsvOptions.detected())
            .run("copy", Mode.CREATE, List.of(first, second))
            .dataSet();

    assertThat(copy.hash()).isEqualTo(set.hash());
  }

  @Test
  void realTradesOfAnExchangeAreRead() {
    Path file = SharedFiles.marketData("nautilus/tardis/bitmex_trades_XBTUSD.csv");

    ImportReport report = run(CsvOptions.detected(), Mode.CREATE, file, "bitmex");

    assertThat(report.rejected()).isZero();
    assertThat(report.dataSet().series().getFirst().resolution()).isEqualTo(Resolution.TRADE);
  }

  @Test
  void realQuotesOfAnExchangeAreRead() {
    Path file = SharedFiles.marketData("nautilus/tardis/huobi-dm-swap_quotes_BTC-USD.csv");

    ImportReport report = run(CsvOptions.detected(), Mode.CREATE, file, "huobi");

    assertThat(report.rejected()).isZero();
    assertThat(report.accepted()).isPositive();
    assertThat(report.dataSet().series().getFirst().resolution()).isEqualTo(Resolution.QUOTE);
  }

  private QuoteColumns quotes(DataSet set) {
    return DataStore.in(new Workspace(home)).quotes(set, set.series().getFirst()).pages().next();
  }

  private ImportReport imported(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name + ".csv"), text);
    return run(CsvOptions.detected(), Mode.CREATE, file, name);
  }

  private ImportReport run(CsvOptions options, Mode mode, Path file, String name) {
    return new CsvImport(new Workspace(home), options).run(name, mode, List.of(file));
  }
}
