package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that was told to end while somebody listens, who keeps it for five seconds: its
/// sessions trade until the process is gone.
class PackagedEndTest {
  private static final String SESSIONS = "api/v1/sessions";

  @TempDir private Path folder;
  private Path home;

  private HttpResponse<byte[]> post(Answers answers, String path, String body) {
    return answers.send(
        answers
            .request(path)
            .header("Authorization", OperatorToken.read(new Workspace(home)).header())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String start(Answers answers, String strategy) throws Exception {
    Path of = Files.createDirectories(folder.resolve(strategy));
    Files.writeString(
        of.resolve("strategy.yaml"),
        """
        name: %s
        data: {set: minutes, symbols: [SYN2], resolution: 1m}
        features: {mean: sma(3)}
        rules:
          kind: threshold
          enter_long: {above: close > mean}
          exit_long: {below: close < mean}
          size: {equity: 0.9, at: decision}
        """
            .formatted(strategy));
    String body = "{\"strategy\":\"%s\",\"feed\":\"replay:minutes/1m:SYN2@600x\"}".formatted(of);
    String id = Answers.body(post(answers, SESSIONS, body)).get("id").asText();
    answers.until(SESSIONS + "/" + id, "running");
    return id;
  }

  @Test
  void aServiceThatIsEndingKillsAndTakesNothingElse() throws Exception {
    home = folder.resolve("home");
    new SyntheticMarket(5, 2, 3, Resolution.parse("1m"))
        .generate(DataStore.in(new Workspace(home)), "minutes", DataSetWriter.Mode.CREATE);
    List<String> ids = new ArrayList<>();
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      for (String strategy : List.of("one", "two", "three")) {
        ids.add(start(answers, strategy));
      }
      assertThat(answers.json("api/v1/service").get("ending").asBoolean()).isFalse();
      HttpRequest events =
          answers.request("%s/%s/events".formatted(SESSIONS, ids.getFirst())).build();
      try (Stream<String> _ = answers.lines(events)) {
        service.signal("TERM");
        while (!answers.json("api/v1/service").get("ending").asBoolean()) {
          Thread.onSpinWait();
        }
        String one = "%s/%s/".formatted(SESSIONS, ids.getFirst());
        HttpResponse<byte[]> refused = post(answers, one + "pause", "{}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Answers.body(refused).get("detail").asText())
            .isEqualTo(
                "Service is ending: it takes no new requests but kills. Start it again with"
                    + " papertape serve.");
        assertThat(answers.get(SESSIONS).statusCode()).isEqualTo(503);

        JsonNode killed = Answers.body(post(answers, one + "kill", "{\"why\":\"fire\"}"));
        assertThat(killed.get("state").asText()).isEqualTo("killed");
        JsonNode two = Answers.body(post(answers, SESSIONS + "/kill", "{\"strategy\":\"two\"}"));
        assertThat(two.get("sessions").toString())
            .isEqualTo("[{\"id\":\"%s\",\"outcome\":\"killed\"}]".formatted(ids.get(1)));
        JsonNode all = Answers.body(post(answers, SESSIONS + "/kill", "{}"));
        assertThat(all.get("sessions").toString()).contains(ids.getLast());
      }
      assertThat(service.outcome().code()).isEqualTo(143);
    }
    try (PackagedService service = PackagedService.serving(home)) {
      for (String id : ids) {
        service.answers().until(SESSIONS + "/" + id, "killed");
      }
    }
  }
}
