package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionVerifier;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole service is killed with SIGKILL at random moments, again and again, while it hosts a
/// session; whoever listened has seen nothing that is not in the journal at the end.
///
/// `-Dpapertape.service.kills=100` kills more often.
class PackagedKillTest {
  private static final int KILLS = Integer.getInteger("papertape.service.kills", 3);
  private static final int EVENTS_PER_LIFE = 200;
  private static final String SESSIONS = "api/v1/sessions";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final List<String> acknowledged = new ArrayList<>();
  private Path home;
  private Path strategy;
  private String id = "";
  private long lastSeq = -1;
  private long mostEntries;

  @BeforeEach
  void setUp() throws IOException {
    home = folder.resolve("home");
    new SyntheticMarket(5, 2, 3 + KILLS, Resolution.parse("1m"))
        .generate(DataStore.in(new Workspace(home)), "minutes", DataSetWriter.Mode.CREATE);
    strategy = Files.createDirectories(folder.resolve("waves"));
    Files.writeString(
        strategy.resolve("strategy.yaml"),
        """
        name: waves
        data: {set: minutes, symbols: [SYN2], resolution: 1m}
        parameters: {bars: 3}
        features: {mean: sma(bars)}
        rules:
          kind: threshold
          enter_long: {above: close > mean}
          exit_long: {below: close < mean}
          size: {equity: 0.9, at: decision}
        """);
  }

  @Test
  void nothingAcknowledgedIsLostAndTheJournalIsThatOfAnUninterruptedTwin() throws Exception {
    SplittableRandom random = new SplittableRandom(6);
    for (int kill = 0; kill < KILLS; kill++) {
      try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
        Answers answers = service.answers();
        if (id.isEmpty()) {
          start(answers);
        }
        listen(answers, service, random.nextInt(1, 2 * EVENTS_PER_LIFE));
        service.outcome();
      }
    }
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      listen(service.answers(), service, Integer.MAX_VALUE);
      JsonNode end = service.answers().json(SESSIONS + "/" + id);
      assertThat(end.get("state").asText()).isEqualTo("stopped");
    }
    SessionFolder session = SessionFolder.find(new Workspace(home), id);
    List<String> journal = Files.readAllLines(session.journal());
    for (String line : acknowledged) {
      assertThat(journal.get(JSON.readTree(line).get("seq").asInt())).isEqualTo(line);
    }
    assertThat(mostEntries).isLessThanOrEqualTo(journal.size());
    long outages = journal.stream().filter(line -> line.contains("\"restart\"")).count();
    assertThat(outages).isBetween(1L, (long) KILLS); // a life may end before it goes live
    var twin =
        SessionVerifier.verify(
            session,
            new StrategyFolder(new Workspace(home))
                .load(strategy, session.manifest().parameters())
                .create());
    assertThat(twin.parting()).isEmpty();
    assertThat(twin.isSealed()).isTrue();
    assertThat(twin.entries()).isEqualTo(journal.size());
    System.out.printf(
        "Killed the service %d times: %d entries acknowledged, %d in the journal, 0 lost.%n",
        KILLS, acknowledged.size(), journal.size());
  }

  private void start(Answers answers) {
    HttpResponse<byte[]> answer =
        answers.send(
            answers
                .request(SESSIONS)
                .header("Authorization", OperatorToken.read(new Workspace(home)).header())
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"strategy\":\"%s\",\"feed\":\"replay:minutes/1m:SYN2@36000x\"}"
                            .formatted(strategy))));
    assertThat(answer.statusCode())
        .as("%s", new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    id = Answers.body(answer).get("id").asText();
  }

  /// Listens to the session's events until so many have come, then kills; or to their end.
  private void listen(Answers answers, PackagedService service, int events)
      throws IOException, InterruptedException {
    HttpRequest request = answers.request(SESSIONS + "/" + id + "/events?after=" + lastSeq).build();
    int heard = 0;
    try {
      Iterator<String> lines = answers.lines(request).iterator();
      String event = "";
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith("event:")) {
          event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          take(event, line.substring("data:".length()).strip());
          if (++heard == events) {
            service.signal("KILL");
          }
        }
      }
    } catch (UncheckedIOException _) {
      // The service has gone in the middle of an event.
    }
    if (heard < events && events != Integer.MAX_VALUE) {
      throw new AssertionError("Session ended before the kill: heard=" + heard);
    }
  }

  private void take(String event, String data) throws IOException {
    JsonNode node = JSON.readTree(data);
    if (event.equals("status")) {
      mostEntries = Math.max(mostEntries, node.get("entries").asLong());
    } else {
      lastSeq = node.get("seq").asLong();
      acknowledged.add(data);
    }
  }
}
