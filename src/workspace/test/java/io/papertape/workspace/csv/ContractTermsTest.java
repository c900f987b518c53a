package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.execution.Fees;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Terms of a contract that an import is told, and the kind of instrument that a name tells.
class ContractTermsTest {
  private static final String HEADER = "date,open,high,low,close,volume\n";
  private static final OptionalLong NONE = OptionalLong.empty();

  @TempDir private Path folder;
  private Workspace workspace;

  @BeforeEach
  void openWorkspace() {
    workspace = new Workspace(folder.resolve("home"));
  }

  private static OptionalLong of(String number) {
    return OptionalLong.of(FixedPoint.parse(number));
  }

  private Instrument run(String symbol, Mode mode, ContractTerms terms, String row)
      throws IOException {
    Path file = Files.writeString(folder.resolve(symbol + ".csv"), HEADER + row + "\n");
    new CsvImport(workspace, CsvOptions.detected().with(terms)).run("x", mode, List.of(file));
    return DataStore.in(workspace).get("x").get(symbol, Resolution.DAY).instrument();
  }

  @Test
  void aFutureHasTheMultiplierAndTheTickThatWereTold() throws IOException {
    ContractTerms future = new ContractTerms(of("0.25"), of("50"), 0);
    Instrument es = run("ES", Mode.CREATE, future, "2024-01-02,4500.25,4512.5,4498,4510.75,1000");
    assertThat(es.priceStep()).isEqualTo(FixedPoint.parse("0.25"));
    assertThat(es.multiplier()).isEqualTo(FixedPoint.ofUnits(50));
    Instrument later =
        run("ES", Mode.APPEND, ContractTerms.none(), "2024-01-03,4511,4512.5,4498,4510.75,1000");
    assertThat(later).isEqualTo(es);
  }

  /// The limit of 4500.30 lies on the tick at 4500.25, and at the close of 4510.75 one contract
  /// has gained 10.50 × 50 = 525.
  @Test
  void oneContractGainsFiftyTimesTheRiseOfThePrice() throws IOException {
    ContractTerms future = new ContractTerms(of("0.25"), of("50"), 0);
    String rows =
        "2024-01-02,4501,4502,4500,4501,100000\n2024-01-03,4500.5,4512,4499,4510.75,100000";
    Instrument es = run("ES", Mode.CREATE, future, rows);
    Order order = Order.limit(Side.BUY, Size.units(1), FixedPoint.parse("4500.3"));
    Strategy once =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            if (context.barIndex(instrument) == 0) {
              context.submit(instrument, order);
            }
          }
        };
    long cash = FixedPoint.ofUnits(300_000);
    RunResult result =
        Simulation.of(once)
            .on(es, DataStore.in(workspace).load("x", "ES", Resolution.DAY))
            .under(Assumptions.papertape().withFees(Fees.NONE).withCash(cash))
            .run();
    assertThat(FixedPoint.format(result.fills().price(0))).isEqualTo("4500.25");
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("300525");
  }

  @Test
  void aTickThatIsToldStaysWhateverThePrices() throws IOException {
    ContractTerms five = new ContractTerms(of("5"), NONE, 0);
    assertThat(run("NK", Mode.CREATE, five, "2024-01-02,33000,33005,32990,33000,1").priceStep())
        .isEqualTo(FixedPoint.ofUnits(5));
    assertThat(run("NK", Mode.APPEND, five, "2024-01-03,33000.125,33005,32990,33000,1").priceStep())
        .isEqualTo(FixedPoint.ofUnits(5));
    assertThat(
            run("NK", Mode.APPEND, ContractTerms.none(), "2024-01-04,33000.125,33005,32990,33000,1")
                .priceStep())
        .isEqualTo(FixedPoint.parse("0.001"));
  }

  @Test
  void theLeastValueOfAnOrderIsThatTold() throws IOException {
    ContractTerms five = new ContractTerms(NONE, NONE, FixedPoint.ofUnits(5));
    run("X", Mode.CREATE, five, "2024-01-02,10,12,9,11.125,1");
    Instrument refined =
        run("X", Mode.APPEND, ContractTerms.none(), "2024-01-03,10,12,9,11.0625,1");
    assertThat(refined.priceStep()).isEqualTo(FixedPoint.parse("0.0001"));
    assertThat(refined.minNotional()).isEqualTo(FixedPoint.ofUnits(5));
  }

  @Test
  void termsThatContradictWhatIsStoredAreRefused() throws IOException {
    run("ES", Mode.CREATE, new ContractTerms(of("0.25"), of("50"), 0), "2024-01-02,9,9,9,9,1");
    assertThatThrownBy(
            () ->
                run("ES", Mode.APPEND, new ContractTerms(NONE, of("5"), 0), "2024-01-03,9,9,9,9,1"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Option contradicts what is stored: symbol=ES, multiplier=5, stored=50."
                + " Leave --multiplier out, or import everything anew with --replace.");
    assertThatThrownBy(() -> new ContractTerms(of("0"), NONE, 0))
        .hasMessage("No term of a contract: priceStep=0. Use a number above 0, such as 0.25.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHIBUSDT", "1000PEPE-USDC", "WLDFDUSD", "arbusdt", "AAVEBTC", "LINKETH"})
  void pairsOfCoinsAreCrypto(String symbol) throws IOException {
    Instrument coin = run(symbol, Mode.CREATE, ContractTerms.none(), "2024-01-02,9,9,9,9,1");
    assertThat(coin.assetClass()).isEqualTo(AssetClass.CRYPTO);
    assertThat(coin.calendar()).isEqualTo("24/7");
    assertThat(symbol.toUpperCase(Locale.ROOT)).endsWith(coin.currency());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBTC", "BETH", "HBTC", "WHEATUSD", "Macbeth", "BUSD"})
  void namesThatOnlyEndLikeThemAreNot(String symbol) throws IOException {
    assertThat(run(symbol, Mode.CREATE, ContractTerms.none(), "2024-01-02,9,9,9,9,1").assetClass())
        .isEqualTo(AssetClass.EQUITY);
  }

  @Test
  void theCommonestReasonOfARejectionIsReported() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.csv"),
            HEADER
                + "2024-01-02,10,12,9,11,1\n2024-01-03,10,8,9,11,1\n2024-01-04,10,8,9,11,1\n"
                + "2024-01-05,10,12,9,11\n");
    ImportReport report =
        new CsvImport(workspace, CsvOptions.detected()).run("x", Mode.CREATE, List.of(file));
    assertThat(report.commonestReason()).hasValue("high is below low (2 of 3)");
  }
}
