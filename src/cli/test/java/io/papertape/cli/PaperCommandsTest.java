package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The verbs of `paper` against a service that answers what the test says.
class PaperCommandsTest extends StagedCommands {
  static final String ID = "5f2b8c0d11e2a3f4";
  private static final String PATH = "/api/v1/sessions/" + ID;
  static final String SESSION =
      """
      {"id":"5f2b8c0d11e2a3f4","strategy":"average","feed":"replay:synthetic/1d:SYN2@60x",
       "state":"running","time":"2010-02-03T21:00:00Z","entries":120,"moments":98,
       "currency":"USD","startingCash":"100000","cash":"5020.125","equity":"100523.1",
       "workingOrders":1,"fills":3,
       "fees":"4.5","begun":"2026-11-26T09:30:00.5Z","drawdownStopped":false,
       "pnl":{"total":"523.1","realised":"97.37","unrealised":"430.23","fees":"4.5",
              "day":"-12.504","date":"2010-02-03"},
       "drawdown":{"now":"0.00012","deepest":"0.0145","stop":"0.2","peakEquity":"100535.7"},
       "orders":[{"order":4,"symbol":"SYN2","side":"sell","quantity":"705","stop":"130.5",
                  "since":"2010-02-03T14:30:00Z"}],
       "positions":[
         {"symbol":"SYN2","quantity":"705","averagePrice":"134.61031","price":"135.22",
          "value":"95502.975",
          "unrealisedPnl":"430.23","realisedPnl":"97.37","fees":"4.5","input":"live"},
         {"symbol":"SYN3","quantity":"0","averagePrice":"0","price":"0","value":"0",
          "input":"stale"}],
       "dropped":{"repeated-bar":2},"waiting":0,
       "last":[
         {"seq":118,"kind":"fill","time":"2010-02-03T14:30:00.000000000Z","instrument":"SYN2",
          "side":"buy","quantity":"705","price":"134.61031","fee":"1.5","position":"705"},
         {"seq":119,"kind":"veto","time":"2010-02-03T21:00:00.000000000Z","instrument":"SYN3",
          "reason":"stale-input","side":"buy","type":"limit","limit":"10.5","units":"7"}]}
      """;

  private StubService service;
  private Path home;

  @BeforeEach
  void serve() throws IOException {
    home = folder.resolve(".papertape").toAbsolutePath();
    service = new StubService(home.toString());
    OperatorToken.provide(new Workspace(home));
    Files.writeString(home.resolve("service.port"), service.port() + "\n");
    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s]}".formatted(SESSION));
    service.put("GET " + PATH, SESSION);
    service.put("POST " + PATH + "/pause", SESSION);
    service.put("POST /api/v1/sessions", SESSION);
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void whatIsNotKnownIsSaidToBeUnknownAndWhatHangsToHang() {
    String session =
        """
        {"id":"%s","strategy":"average","feed":"replay:days/1d:SYN2@1x","state":"halted",
         "hangsSince":"2026-11-25T12:00:00Z","reason":"journal-lost: it is gone","entries":120,
         "startingCash":"100000","positions":[],"dropped":{},"waiting":0,"last":[]}
        """
            .formatted(ID);
    service.put("GET " + PATH, session);
    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s]}".formatted(session));

    assertThat(run("paper", "show", ID)).as(err).isZero();
    assertThat(out)
        .contains("hangs     has taken no step since 2026-11-25T12:00:00Z\n")
        .contains("entries 120   moments unknown")
        .contains("equity    unknown")
        .contains("cash unknown")
        .contains("orders    unknown working, unknown fills")
        .contains("positions unknown\n");
    assertThat(run("paper", "list")).as(err).isZero();
    assertThat(out).contains("\n5f2b8c0d  hangs  average                          unknown  ");
  }

  /// Of one that has ended or halted the service says nothing of its data.
  @Test
  void dataOfASessionThatDoesNotListenHaveNoState() {
    String session =
        SESSION.replace("running", "halted").replaceAll(",\\s*\"input\":\"[a-z]+\"", "");
    assertThat(session).doesNotContain("\"input\"");
    service.put("GET " + PATH, session);
    assertThat(run("paper", "show", ID)).as(err).isZero();
    assertThat(out).containsPattern("\nSYN2 .*  97[.]37  -\n");
  }

  @Test
  void showFitsIntoEightyColumnsAndIsWhatTheDocsShow() throws IOException {
    assertThat(run("paper", "show", ID)).as(err).isZero();
    assertThat(out)
        .isEqualTo(
            """
            average   running                                       session 5f2b8c0d11e2a3f4
            feed      replay:synthetic/1d:SYN2@60x
            time      2010-02-03 21:00:00 UTC                       entries 120   moments 98
            equity    100523.10 USD   +523.10 (+0.52 %)                     cash 5020.13 USD
            P&L       day -12.50 (UTC)   realised +97.37   unrealised +430.23
            drawdown  0.01 %, deepest 1.45 %, stop at 20.00 %
            orders    1 working, 3 fills, fees 4.50 USD             2 events not on the tape

            symbol  position  avg price   price     value  unrealised  realised  data
            SYN2         705   134.6103  135.22  95502.98      430.23     97.37  live
            SYN3           -          -       -         -           -         -  stale

            order 4  SYN2     sell 705 at stop 130.5, works since 2010-02-03 14:30:00

            2010-02-03 14:30:00  SYN2     bought 705 at 134.6103, fee 1.5; holds 705
            2010-02-03 21:00:00  SYN3     refused to buy 7 at limit 10.5: its prices are old
            """);
    Path docs = Path.of(System.getProperty("papertape.root", "../.."), "docs/paper.md");
    assertThat(Files.readString(docs)).contains(out);
    assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void aCommandCarriesWhoWhyAndTheToken() {
    assertThat(run("paper", "pause", ID, "--why", "lunch")).as(err).isZero();
    assertThat(out).isEqualTo("Session 5f2b8c0d11e2a3f4 pauses.\n");
    assertThat(service.asked())
        .containsExactly(
            "POST %s/pause with token {\"who\":\"%s\",\"why\":\"lunch\"}"
                .formatted(PATH, System.getProperty("user.name")));
  }

  @Test
  void aCommandThatIsNotOnTheRecordIsNotSaidToBeDone() {
    service.put(
        "POST " + PATH + "/stop", SESSION.replaceFirst("\\{", "{\"pending\":\"Not yet.\","));
    assertThat(run("paper", "stop", ID)).as(err).isEqualTo(3);
    assertThat(out).isEqualTo("Session 5f2b8c0d11e2a3f4: Not yet.\n");
  }

  @Test
  void whoStopsOrKillsIsToldWhatStaysOpen() {
    String closed =
        SESSION.replace("\"input\":\"live\"", "\"input\":\"live\",\"marketOpen\":false");
    service.put("POST " + PATH + "/stop", SESSION);
    assertThat(run("paper", "stop", ID)).as(err).isZero();
    assertThat(out)
        .isEqualTo(
            "Session 5f2b8c0d11e2a3f4 stops: 1 position stays open (SYN2), 1 order works.\n");

    String killed = closed.replace("\"running\"", "\"killed\"");
    service.put("POST " + PATH + "/kill", killed);
    service.put("GET " + PATH, killed);
    assertThat(run("paper", "kill", ID, "--flatten")).as(err).isZero();
    assertThat(out)
        .isEqualTo(
            "Session 5f2b8c0d11e2a3f4 is killed: 1 position stays open (SYN2), 1 order works,"
                + " market closed.\n");

    String flat =
        SESSION.replace("\"705\"", "\"0\"").replace("\"workingOrders\":1", "\"workingOrders\":0");
    service.put("GET " + PATH, flat);
    service.put("POST " + PATH + "/flatten", SESSION);
    assertThat(run("paper", "flatten", ID)).as(err).isZero();
    assertThat(out).isEqualTo("Session 5f2b8c0d11e2a3f4 closes its positions.\n");
  }

  @Test
  void parametersAreShownAndNothingIsCutInAPipe() {
    String feed =
        "kafka:127.0.0.1:9092/a-topic-with-a-long-name@1234/binance/quote:BTCUSDT,ETHUSDT";
    service.put(
        "GET " + PATH,
        SESSION
            .replace("replay:synthetic/1d:SYN2@60x", feed)
            .replace(
                "\"entries\":120",
                "\"parameters\":{\"fast\":\"5\",\"slow\":\"20\"},\"entries\":120"));
    assertThat(run("paper", "show", ID)).as(err).isZero();
    assertThat(out).contains("\nfeed      " + feed + "\nwith      fast=5, slow=20\n");
    assertThat(ScreenSize.ofPipe("250").columns()).isEqualTo(250);
    assertThat(ScreenSize.ofPipe("")).isEqualTo(ScreenSize.USUAL);
    assertThat(ScreenSize.ofPipe("wide")).isEqualTo(ScreenSize.USUAL);
  }

  @Test
  void whatBecomesOfPricesIsSaidAsItIs() {
    String missing = "{\"kind\":\"market-gap\",\"state\":\"%s\",\"reason\":\"%s\",\"time\":\"\"}";
    assertThat(words(missing.formatted("live", "missing-bar")))
        .isEqualTo("a bar is missing; prices are live");
    assertThat(words(missing.formatted("broken", "missing-bar")))
        .isEqualTo("prices are broken: a bar is missing");
    assertThat(words(missing.formatted("backfilled", "backfill")))
        .isEqualTo("prices are backfilled: bars come that closed before");
    assertThat(words(missing.formatted("live", "backfill"))).isEqualTo("prices are live again");
  }

  private static String words(String entry) {
    try {
      return EntryWords.sentence(new ObjectMapper().readTree(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsToKnowOfFeedAndSnapshotsIsShown() {
    service.put(
        "GET " + PATH,
        SESSION.replace(
            "\"waiting\":0,",
            "\"waiting\":0,\"feedNotes\":[\"Not understood: frames=1\"],"
                + "\"recoveryNotes\":[\"Snapshots are off: why.\"],"));
    assertThat(run("paper", "show", ID)).as(err).isZero();
    assertThat(out)
        .contains("\nnote      Not understood: frames=1\nnote      Snapshots are off: why.\n");
  }

  @Test
  void startSendsThePlan() {
    assertThat(
            run(
                "paper",
                "start",
                "strategies/average",
                "--feed",
                "replay:synthetic@60x",
                "--set",
                "days=30",
                "--recovery",
                "wait"))
        .as(err)
        .isZero();
    assertThat(service.asked())
        .containsExactly(
            ("POST /api/v1/sessions with token {\"strategy\":\"%s\",\"feed\":"
                    + "\"replay:synthetic@60x\",\"recovery\":\"wait\",\"set\":{\"days\":\"30\"}}")
                .formatted(folder.resolve("strategies/average").toAbsolutePath()));
    assertThat(out)
        .isEqualTo(
            """
            Session 5f2b8c0d11e2a3f4: average on replay:synthetic/1d:SYN2@60x
            papertape paper show 5f2b8c0d11e2a3f4 --follow shows it.
            """);
  }

  private void begins(String state, String reason) {
    String recovering = SESSION.replace("\"running\"", "\"recovering\"");
    service.put("POST /api/v1/sessions", recovering);
    service.put(
        "GET " + PATH,
        SESSION.replace("\"running\"", "\"%s\",\"reason\":\"%s\"".formatted(state, reason)));
  }

  @Test
  void aSessionThatHaltsAgainAtOnceDoesNotGoOn() {
    begins("halted", "tape-lost: it is gone.");
    assertThat(run("paper", "start", "--session", ID)).isEqualTo(3);
    assertThat(out)
        .isEqualTo("Session %s: average on replay:synthetic/1d:SYN2@60x\n".formatted(ID));
    assertThat(err)
        .isEqualTo(
            ("Session halted at once: session=%s, reason=tape-lost: it is gone. Mend that, then"
                    + " papertape paper start --session %s.\n")
                .formatted(ID, ID));
    assertThat(run("paper", "start", "--session", ID, "--json")).isEqualTo(3);
    assertThat(out).contains("\"reason\" : \"tape-lost: it is gone.\"");
    assertThat(err).startsWith("Session halted at once: ");
  }

  @Test
  void aStrategyThatFailsAtOnceIsNoSuccessEither() {
    begins("failed", "strategy threw: / by zero");
    assertThat(run("paper", "start", "strategies/average", "--feed", "replay:synthetic@60x"))
        .isEqualTo(5);
    assertThat(err)
        .isEqualTo(
            "Session failed at once: session=%s, reason=strategy threw: / by zero.\n"
                .formatted(ID));
  }

  @Test
  void aSessionThatTakesLongToBeTakenUpIsWaitedForInVain() {
    begins("recovering", "none");
    JsonNode begun = new ObjectMapper().createObjectNode().put("id", ID).put("state", "recovering");
    ServiceClient client = new ServiceClient(new Workspace(home), service.port());
    JsonNode session = new SessionBeginning(client, 100).settled(begun);
    assertThat(SessionBeginning.isUnderWay(session)).isTrue();
    assertThat(service.asked()).hasSize(2);
  }

  /// One that cannot answer the challenge, and one that has the service answer it, on its own port.
  @Test
  void theTokenIsNotSentToWhoeverListensOnThePort() {
    for (int port : new int[] {0, service.port() ^ 1}) {
      service.provesFor(port);
      assertThat(run("paper", "stop", ID)).isEqualTo(3);
      assertThat(err)
          .isEqualTo(
              ("What listens is not the service of this workspace: port=%d, home=%s. The token was"
                      + " not sent. See what it is, or start the service again.\n")
                  .formatted(service.port(), home));
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void aKillThatLeavesOneToTradeIsNoSuccess() {
    service.put(
        "POST /api/v1/sessions/kill",
        ("{\"sessions\":[{\"id\":\"%s\",\"outcome\":\"not-killed\",\"problem\":\"disk is full\"},"
                + "{\"id\":\"b\",\"outcome\":\"killed\",\"problem\":null}],\"count\":2}")
            .formatted(ID));
    assertThat(run("paper", "kill", "--all")).isEqualTo(3);
    assertThat(out)
        .isEqualTo(
            """
            Session %s: not-killed. disk is full
            Session b: killed; what stays open is not known
            """
                .formatted(ID));
    assertThat(run("paper", "kill", "--all", "--json")).isEqualTo(3);
  }

  @Test
  void whatTheServiceRefusesIsSaidAsItSaysIt() {
    assertThat(run("paper", "stop", "0123")).isEqualTo(2);
    assertThat(err).isEqualTo("No such thing: it.\n");
  }

  @Test
  void aCommandLineThatCannotBeMeantIsRefused() {
    assertThat(run("paper", "show", "../runs")).isEqualTo(2);
    assertThat(err).isEqualTo("Not a session: session=../runs. papertape paper list names them.\n");
    assertThat(run("paper", "kill", ID, "--all")).isEqualTo(2);
    assertThat(err).startsWith("Say what to kill: ");
    assertThat(run("paper", "start", "strategies/average")).isEqualTo(2);
    assertThat(err).startsWith("Strategy or feed is missing: ");
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void aFeedThatCannotBeMeantIsRefusedBeforeAServiceIsAskedOrStarted() throws IOException {
    Files.writeString(folder.resolve("fix.yaml"), "host: here\n");
    for (String[] one :
        new String[][] {
          {"nyse:IBM", "No such feed: feed=nyse:IBM. There are: replay:"},
          {"binnance:A", "No such feed: feed=binnance:A. Did you mean binance? There are: replay:"},
          {"replay:a b", "Not a replay: feed=replay:a b, reason="},
          {"binance:", "Not a feed of a venue: feed=binance:. Write it as binance[/RESOLUTION]:"},
          {"binance:A,,B", "Symbol is empty: feed=binance:A,,B."},
          {"generic:none.yaml:A", "File of a venue cannot be read: file=" + folder},
          {"fix:fix.yaml:A", "Key is missing: file=" + folder},
          {"kafka:here/binance:A", "Not a feed from Kafka: feed=kafka:here/binance:A."},
          {"kafka:a:1/t/nyse:A", "No such venue: feed=kafka:a:1/t/nyse:A, venue=nyse."}
        }) {
      assertThat(run("paper", "start", "strategies/average", "--feed", one[0])).isEqualTo(2);
      assertThat(err).startsWith(one[1]);
    }
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void withoutAServiceTheVerbSaysHowToGetOne() throws IOException {
    int port = service.port();
    service.close();
    assertThat(run("paper", "list")).isEqualTo(3);
    assertThat(err)
        .isEqualTo(
            "No service runs: home=%s, port=%d. papertape paper start starts one, and so does"
                    .formatted(home, port)
                + " papertape serve.\n");
    Files.writeString(home.resolve("service.port"), "none");
    assertThat(ServiceClient.port(new Workspace(home), Optional.empty())).isEqualTo(8080);
  }

  @Test
  void theServiceOfAnotherWorkspaceIsNotBelieved() {
    service.put("GET /api/v1/service", "{\"home\":\"/elsewhere\"}");
    assertThat(run("paper", "list", "--port", "" + service.port())).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Service is of another workspace: port=%d, home=/elsewhere, wanted=%s. Name another"
                    .formatted(service.port(), home)
                + " --port.\n");
  }
}
