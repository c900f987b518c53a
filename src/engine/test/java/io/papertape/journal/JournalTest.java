package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.Times;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.risk.Veto;
import io.papertape.strategy.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The text of each kind of entry, from its kind on; fills are in the journal guide and its test.
class JournalTest {
  private static final String[] NAMES = {"sma(10)", "score \"é\""};
  private static final Reason UP = new Reason(3, "crossed-up");
  private static final Reason DOWN = new Reason(4, "crossed-down");

  private final MutableMarket market =
      new MutableMarket(Instrument.equity("SPY"), Instrument.equity("BRK.B"));
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Journal journal(RecordLevel level) {
    at("2024-03-04T21:00:00Z");
    return new Journal(market, bytes::write, level);
  }

  private void at(String instant) {
    market.beginMoment(Times.nanos(Instant.parse(instant)));
  }

  /// Each line from its kind on, and nothing that is the same in all.
  private List<String> lines() {
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf("\"kind\":")))
        .toList();
  }

  private static long price(String text) {
    return FixedPoint.parse(text);
  }

  @Test
  void headerAndSealStateTheRun() {
    Journal journal = journal(RecordLevel.FOLDED);
    journal.header(
        price("0"),
        new RunHeader("ab", "my \"own\"\n", "papertape", List.of("SPY", "Ü\\"), price("1000.5")));
    journal.seal(false, price("-0.00000001"), price("-12.5"));

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"seq\":0,\"prev\":\""
                + "0".repeat(64)
                + """
                ","kind":"header","time":"1970-01-01T00:00:00.000000000Z","cause":-1,"schema":1,\
                "semantics":5,"manifest":"ab","strategy":"my \\"own\\"\\u000a",\
                "preset":"papertape","instruments":["SPY","Ü\\\\"],"cash":"1000.5"}\
                """);
    assertThat(lines.getLast())
        .startsWith("{\"seq\":1,\"prev\":\"")
        .contains(
            """
            ","kind":"seal","time":"2024-03-04T21:00:00.000000000Z","cause":-1,"status":"failed",\
            "entries":1,"evaluations":0,"digest":"\
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","root":\"\
            """)
        .endsWith(",\"equity\":\"-0.00000001\",\"cash\":\"-12.5\"}");
  }

  @Test
  void foldedHoldsAreOneEntry() {
    Journal journal = journal(RecordLevel.FOLDED);
    journal.hold(0, UP, NAMES, new double[] {1, 2}, 2);
    at("2024-03-05T21:00:00.123456789Z");
    journal.hold(1, UP, NAMES, new double[] {1, 2}, 2);
    journal.hold(0, DOWN, NAMES, new double[0], 0);
    journal.seal(true, 0, 0);

    assertThat(lines().subList(0, 2))
        .containsExactly(
            """
            "kind":"hold","time":"2024-03-05T21:00:00.123456789Z","cause":-1,"reason":"crossed-up",\
            "count":2,"from":"2024-03-04T21:00:00.000000000Z",\
            "to":"2024-03-05T21:00:00.123456789Z"}\
            """,
            """
            "kind":"hold","time":"2024-03-05T21:00:00.123456789Z","cause":-1,\
            "reason":"crossed-down","count":1,"from":"2024-03-05T21:00:00.123456789Z",\
            "to":"2024-03-05T21:00:00.123456789Z"}\
            """);
  }

  @Test
  void decisionsAndSingleHoldsStateTheirInputs() {
    Journal journal = journal(RecordLevel.EACH);
    journal.hold(1, UP, NAMES, new double[] {-0.0, Double.NaN}, 2);
    journal.decision(0, UP, NAMES, new double[] {183.05349, 182.92673333333335}, 2, false);
    journal.decision(0, DOWN, new String[] {"a"}, new double[] {1e7}, 1, true);
    journal.decision(-1, DOWN, new String[0], new double[0], 0, false);

    assertThat(lines())
        .containsExactly(
            """
            "kind":"hold","time":"2024-03-04T21:00:00.000000000Z","cause":-1,"evaluation":0,\
            "instrument":"BRK.B","reason":"crossed-up",\
            "inputs":{"sma(10)":0.0,"score \\"é\\"":null}}\
            """,
            """
            "kind":"decision","time":"2024-03-04T21:00:00.000000000Z","cause":-1,"evaluation":1,\
            "instrument":"SPY","reason":"crossed-up",\
            "inputs":{"sma(10)":183.05349,"score \\"é\\"":182.92673333333335}}\
            """,
            """
            "kind":"decision","time":"2024-03-04T21:00:00.000000000Z","cause":-1,"evaluation":1,\
            "instrument":"SPY","reason":"crossed-down","inputs":{"a":1.0E7}}\
            """,
            """
            "kind":"decision","time":"2024-03-04T21:00:00.000000000Z","cause":-1,"evaluation":2,\
            "instrument":"*","reason":"crossed-down","inputs":{}}\
            """);
  }

  @Test
  void pricesOfAnOrderHaveTheKeysOfItsType() {
    Journal journal = journal(RecordLevel.FOLDED);
    Size one = Size.units(1);
    order(journal, Order.limit(Side.BUY, one, 5), 1, price("400.25"), 0);
    order(journal, Order.stop(Side.SELL, one, 5), 0, 0, price("450"));
    order(journal, Order.stopLimit(Side.SELL, one, 5, 5), 0, price("440"), price("450"));
    order(journal, Order.trailingFraction(Side.SELL, one, 0.05), 0, 0, 0);
    order(journal, Order.trailingDistance(Side.SELL, one, price("2")), 0, 0, price("498.000001"));
    order(journal, new Order.AtOpen(Side.BUY, one), 0, 0, 0);
    order(journal, new Order.AtClose(Side.BUY, one), 0, 0, 0);

    assertThat(lines())
        .extracting(line -> line.substring(line.indexOf("\"side\":")))
        .extracting(line -> line.replace(",\"units\":\"1\"", ""))
        .containsExactly(
            """
            "side":"buy","type":"limit","limit":"400.25","quantity":"0.00000001",\
            "timeInForce":"gtc"}\
            """,
            """
            "side":"sell","type":"stop","stop":"450","timeInForce":"gtc"}\
            """,
            """
            "side":"sell","type":"stop-limit","stop":"450","limit":"440","timeInForce":"gtc"}\
            """,
            """
            "side":"sell","type":"trailing-stop","trailFraction":"0.05","timeInForce":"gtc"}\
            """,
            """
            "side":"sell","type":"trailing-stop","trailDistance":"2","stop":"498.000001",\
            "timeInForce":"gtc"}\
            """,
            """
            "side":"buy","type":"at-open","timeInForce":"gtc"}\
            """,
            """
            "side":"buy","type":"at-close","timeInForce":"gtc"}\
            """);
  }

  @Test
  void theSizeOfAnOrderHasItsKeyAndSoHasItsTime() {
    Journal journal = journal(RecordLevel.FOLDED);
    TimeInForce until = TimeInForce.until(Times.nanos(Instant.parse("2024-12-31T00:00:00Z")));
    Size atOnce = new Size.EquityFraction(0.1, false);
    order(journal, new Order.Market(Side.BUY, Size.units(10), TimeInForce.DAY), price("10"), 0, 0);
    order(journal, new Order.Market(Side.BUY, new Size.Notional(5), TimeInForce.FOK), 0, 0, 0);
    order(journal, Order.market(Side.BUY, Size.ofEquity(0.95)), 0, 0, 0);
    order(journal, new Order.Market(Side.BUY, atOnce, TimeInForce.IOC), 0, 0, 0);
    order(journal, new Order.Market(Side.SELL, Size.POSITION, until), 0, 0, 0);

    assertThat(lines())
        .extracting(line -> line.substring(line.indexOf("\"side\":")))
        .containsExactly(
            """
            "side":"buy","type":"market","units":"10","quantity":"10","timeInForce":"day"}\
            """,
            """
            "side":"buy","type":"market","notional":"0.00000005","timeInForce":"fok"}\
            """,
            """
            "side":"buy","type":"market","equityAtFill":0.95,"timeInForce":"gtc"}\
            """,
            """
            "side":"buy","type":"market","equityFraction":0.1,"timeInForce":"ioc"}\
            """,
            """
            "side":"sell","type":"market","positionFraction":1.0,"timeInForce":"gtd",\
            "until":"2024-12-31T00:00:00.000000000Z"}\
            """);
  }

  private static void order(Journal journal, Order order, long quantity, long limit, long stop) {
    journal.order(1, 0, order, quantity, limit, stop, 0, 0);
  }

  @Test
  void theLifeOfAnOrderNamesItsCauses() {
    Journal journal = journal(RecordLevel.FOLDED);
    Order buy = new Order.Market(Side.BUY, Size.units(10), TimeInForce.IOC);
    journal.decision(1, UP, new String[0], new double[0], 0, false);
    journal.veto(1, buy, Veto.MAX_POSITION);
    journal.order(7, 1, buy, price("10"), 0, 0, price("450"), price("550.5"));
    journal.noDecision();
    journal.child(8, 7, 1, Order.stop(Side.SELL, Size.units(10), price("450")), price("10"));
    journal.orderChanged(8, OrderReason.RESCALED_BY_SPLIT, price("20"), 0, price("225"));
    journal.orderChanged(8, OrderReason.AMENDED, 0, price("1"), 0);
    journal.tied(7, 8);
    journal.refusedAtFill(7, "max-position");
    journal.orderState(8, OrderState.PARTLY_FILLED, OrderReason.FILLED);
    journal.orderState(9, OrderState.EXPIRED, OrderReason.TIME_IN_FORCE);

    String time = "\"time\":\"2024-03-04T21:00:00.000000000Z\",";
    assertThat(lines().subList(1, 10))
        .extracting(line -> line.replace(time, ""))
        .containsExactly(
            """
            "kind":"veto","cause":0,"instrument":"BRK.B","reason":"max-position","side":"buy",\
            "type":"market","units":"10","timeInForce":"ioc"}\
            """,
            """
            "kind":"order","cause":0,"order":7,"instrument":"BRK.B","side":"buy","type":"market",\
            "units":"10","quantity":"10","timeInForce":"ioc","stopLoss":"450","takeProfit":"550.5"}\
            """,
            """
            "kind":"order","cause":2,"order":8,"parent":7,"instrument":"BRK.B","side":"sell",\
            "type":"stop","stop":"450","units":"10","quantity":"10","timeInForce":"gtc"}\
            """,
            """
            "kind":"order-state","cause":3,"order":8,"state":"working","reason":"split",\
            "remaining":"20","stop":"225"}\
            """,
            """
            "kind":"order-state","cause":3,"order":8,"state":"working","reason":"amended",\
            "limit":"1"}\
            """,
            """
            "kind":"order-state","cause":2,"order":7,"state":"working","reason":"tied","other":8}\
            """,
            """
            "kind":"order-state","cause":2,"order":7,"state":"rejected","reason":"max-position"}\
            """,
            """
            "kind":"order-state","cause":3,"order":8,"state":"partly-filled","reason":"filled"}\
            """,
            """
            "kind":"order-state","cause":-1,"order":9,"state":"expired","reason":"time-in-force"}\
            """);
  }

  @Test
  void whatIsNoOrderHasItsKeysToo() {
    Journal journal = journal(RecordLevel.FOLDED);
    long dividend = journal.corporateAction(1, "dividend 1.59");
    journal.cash(1, "dividend", price("-159"), price("51159.00000001"), dividend);
    journal.failure("java.lang.IllegalStateException");

    assertThat(lines())
        .containsExactly(
            """
            "kind":"corporate-action","time":"2024-03-04T21:00:00.000000000Z","cause":-1,\
            "instrument":"BRK.B","action":"dividend 1.59"}\
            """,
            """
            "kind":"cash","time":"2024-03-04T21:00:00.000000000Z","cause":0,"instrument":"BRK.B",\
            "reason":"dividend","amount":"-159","cash":"51159.00000001"}\
            """,
            """
            "kind":"failure","time":"2024-03-04T21:00:00.000000000Z","cause":-1,\
            "message":"java.lang.IllegalStateException"}\
            """);
  }
}
