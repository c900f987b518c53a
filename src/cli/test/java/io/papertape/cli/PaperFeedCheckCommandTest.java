package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dry run of a venue's description, on the example under docs/venues.
class PaperFeedCheckCommandTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("papertape.root", "../..")).resolve("docs/venues/bitstamp.yaml");

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void record() throws IOException {
    Files.copy(EXAMPLE, folder.resolve("bitstamp.yaml"));
    Files.writeString(
        folder.resolve("frames.jsonl"),
        """
        {"dir":"out","frame":{"event":"bts:subscribe"}}
        {"dir":"in","frame":{"event":"bts:subscription_succeeded","channel":"live_trades_btcusd"}}
        {"event":"trade","channel":"live_trades_btcusd","data":{"id":7,"type":1,\
        "microtimestamp":"1641343691067583","price_str":"46000.1","amount_str":"0.25"}}

        {"event":"news"}
        """);
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, Map.of(), folder, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }

  @Test
  void recordedFramesAreToldInWordsAndWhatIsNotUnderstoodIsNamed() {
    assertThat(run("paper", "feed", "check", "bitstamp.yaml", "--frames", "frames.jsonl"))
        .as(err)
        .isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            """
            Venue bitstamp-by-file at wss://ws.bitstamp.net
            line 2    subscribed live_trades_btcusd
            line 3    trade     btcusd  2022-01-05T00:48:11.067583Z  sell 0.25 at 46000.1, id 7
            line 5    UNKNOWN   No rule fits: frame=object of [event].
            events    3: 1 Acknowledged, 1 Trade, 1 Unknown
            note      Not understood: frames=1, the last: No rule fits: frame=object of [event].
            """);
    assertThat(run("paper", "feed", "check", "bitstamp.yaml", "--frames", "frames.jsonl", "--json"))
        .isEqualTo(1);
    assertThat(out).contains("\"line\" : 3,").contains("\"Trade\" : 1");
  }

  @Test
  void messagesOfFixAreToldInWordsToo() throws IOException {
    Files.copy(EXAMPLE.resolveSibling("fix.yaml"), folder.resolve("fix.yaml"));
    Files.writeString(
        folder.resolve("messages"),
        """
        35=W|52=20261126-04:00:00|55=EUR/USD|268=2|269=0|270=1.1|271=1000|269=1|270=1.2|271=2000|
        35=X|52=20261126-04:00:01|268=1|279=9|278=7|269=0|55=EUR/USD|
        """);
    assertThat(
            run(
                "paper",
                "feed",
                "check",
                "fix:fix.yaml",
                "--symbols",
                "EUR/USD",
                "--frames",
                "messages"))
        .as(err)
        .isEqualTo(1);
    assertThat(out)
        .startsWith(
            """
            Venue example-fix at fixs://fix.example.com:9443
            sends     35=V|262=1|263=1|264=1|265=1|267=3|269=0|269=1|269=2|146=1|55=EUR/USD|
            line 1    book      EUR/USD  2026-11-26T04:00:00Z\
            """)
        .contains("line 2    UNKNOWN   Entry is changed in a way that is not understood: action=9.")
        .contains("events    2: 1 BookSnapshot, 1 Unknown");
  }

  @Test
  void whatWouldBeSentIsShownWithoutARecording() {
    assertThat(run("paper", "feed", "check", "bitstamp.yaml", "--symbols", "btcusd,ethusd"))
        .as(err)
        .isZero();
    assertThat(out.lines().filter(line -> line.startsWith("sends")))
        .hasSize(4)
        .first()
        .isEqualTo(
            "sends     {\"event\":\"bts:subscribe\",\"data\":"
                + "{\"channel\":\"live_trades_btcusd\"}}");
    assertThat(run("paper", "feed", "check", "binance", "--bars", "1m")).as(err).isZero();
  }

  @Test
  void otherSymbolsThanThoseAskedForArePointedOut() {
    String[] check = {
      "paper", "feed", "check", "bitstamp.yaml", "--symbols", "BTCUSD", "--frames", "frames.jsonl"
    };
    assertThat(run(check)).isEqualTo(1);
    assertThat(out)
        .contains("note      Symbols that nobody asked for: events=1, such as [btcusd].");
  }

  @Test
  void mistakesAreNamed() throws IOException {
    String text = Files.readString(EXAMPLE);
    Files.writeString(folder.resolve("wrong.yaml"), text.replace("time-unit", "time-units"));
    assertThat(run("paper", "feed", "check", "wrong.yaml")).isEqualTo(2);
    assertThat(err)
        .contains("Unknown key: file=wrong.yaml, line=6, key=time-units. Did you mean time-unit?");
    assertThat(run("paper", "feed", "check", "bitstamp.yaml", "--bars", "1m")).isEqualTo(2);
    assertThat(err)
        .contains(
            "Venue is not described for this: venue=bitstamp-by-file, kind=BARS."
                + " Add bars under subscribe.");
    assertThat(run("paper", "feed", "check", "bitstamp.yaml", "--frames", "no.jsonl")).isEqualTo(4);
    assertThat(err).contains("Recording cannot be read: file=");
    assertThat(run("paper", "feed", "check", "none.yaml")).isEqualTo(2);
    assertThat(err).contains("File of a venue cannot be read: file=");
  }
}
