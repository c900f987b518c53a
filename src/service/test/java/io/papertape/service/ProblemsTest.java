package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class ProblemsTest {
  @TestHTTPResource("/")
  URI address;

  private Answers answers;
  private String run;

  @BeforeEach
  void setUp() {
    answers = new Answers(address);
    run = answers.json("/api/v1/runs").get("items").get(0).get("id").asText();
  }

  static void assertProblem(HttpResponse<byte[]> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode body = Answers.body(answer);
    assertThat(body.get("status").asInt()).isEqualTo(status);
    assertThat(body.get("title").asText()).isNotBlank();
    assertThat(body.get("detail").asText()).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/performance", "/equity", "/decisions", "/orders", "/explain/0"})
  void anUnknownRunIsNotFound(String rest) {
    assertProblem(
        answers.get("/api/v1/runs/0000000000000000" + rest),
        404,
        "No such run: id=0000000000000000. GET /api/v1/runs lists them.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/api/v1/nothing", "/q/nothing"})
  void anUnknownPathIsNotFound(String path) {
    assertProblem(
        answers.get(path),
        404,
        "Request cannot be answered: path=%s, status=404. GET /q/openapi lists the paths."
            .formatted(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "ten", "99999999999"})
  void aLimitOutOfRangeIsRefused(String limit) {
    assertProblem(
        answers.get("/api/v1/runs/%s/fills?limit=%s".formatted(run, limit)),
        400,
        "Not a limit: limit=%s. Use a whole number from 1 to 1000.".formatted(limit));
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String cursor =
        answers.json("/api/v1/runs/%s/fills?limit=1".formatted(run)).get("next").asText();
    for (String path :
        new String[] {
          "/api/v1/runs/%s/orders".formatted(run),
          "/api/v1/ledger/entries",
          "/api/v1/runs",
          "/api/v1/data-sets",
          "/api/v1/strategies"
        }) {
      assertProblem(
          answers.get(path + "?cursor=" + cursor),
          400,
          "Not a cursor of this list: cursor=%s. Use next of the page before, unchanged."
              .formatted(cursor));
    }
    assertThat(answers.get("/api/v1/runs?cursor=zzz").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zzz", "%2e%2e%2f", "%00", "NmQ0MGVjNDMyNzNhMjIxMi9GaWxsUm93Oi0x", "OjA", "Og"})
  void aCursorThatWeDidNotGiveIsRefusedByEveryListOfARun(String cursor) {
    for (String list : new String[] {"fills", "orders", "decisions", "round-trips", "equity"}) {
      HttpResponse<byte[]> answer =
          answers.get("/api/v1/runs/%s/%s?cursor=%s".formatted(run, list, cursor));
      assertThat(answer.statusCode()).as(list).isEqualTo(400);
      assertThat(Answers.body(answer).get("detail").asText())
          .startsWith("Not a cursor of this list: cursor=")
          .endsWith(". Use next of the page before, unchanged.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/runs", "/api/v1/data-sets", "/q/health/live"})
  void headIsGetWithoutItsBody(String path) {
    HttpResponse<byte[]> head =
        answers.send(answers.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    HttpResponse<byte[]> get = answers.get(path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
  }

  @Test
  void aWrongLimitIsRefusedByEveryList() {
    for (String list : new String[] {"strategies", "data-sets", "ledger/entries", "runs"}) {
      assertProblem(
          answers.get("/api/v1/%s?limit=0".formatted(list)),
          400,
          "Not a limit: limit=0. Use a whole number from 1 to 1000.");
    }
  }

  @Test
  void aParameterThatIsNotHeededIsRefused() {
    for (String list : new String[] {"orders", "fills", "decisions", "equity"}) {
      assertProblem(
          answers.get("/api/v1/runs/%s/%s?from=2010-01-08".formatted(run, list)),
          400,
          "Unknown parameter: name=from. Known are cursor, limit.");
    }
    assertProblem(
        answers.get("/api/v1/runs/%s?limit=1".formatted(run)),
        400,
        "Unknown parameter: name=limit. There are none here.");
    assertProblem(
        answers.get("/api/v1/runs?limit=1&limit=2"),
        400,
        "Parameter is given 2 times: name=limit. Give it once.");
    assertProblem(
        answers.get("/api/v1/sessions/0123/fills?form=2010-01-08"),
        400,
        "Unknown parameter: name=form. Known are cursor, from, limit, to.");
  }

  @Test
  void anEntryBeyondTheEndIsNotFoundAndNoNumberIsRefused() {
    assertThat(
            Answers.body(answers.get("/api/v1/runs/%s/explain/999999".formatted(run)))
                .get("detail")
                .asText())
        .startsWith(
            "No such entry: run=%s, seq=999999. The journal has entries 0 to ".formatted(run));
    assertProblem(
        answers.get("/api/v1/runs/%s/explain/first".formatted(run)),
        400,
        "Not an entry's number: seq=first. Use a whole number from 0.");
    int entries = answers.walk("/api/v1/ledger/entries", 1_000).size();
    assertThat(entries).isGreaterThanOrEqualTo(3);
    assertProblem(
        answers.get("/api/v1/ledger/entries/" + entries),
        404,
        "No such entry: seq=%d. The ledger has %d entries.".formatted(entries, entries));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingCanBeWritten(String method) {
    HttpRequest.Builder request =
        answers.request("/api/v1/data-sets").method(method, HttpRequest.BodyPublishers.noBody());
    assertProblem(
        answers.send(request),
        405,
        "Request cannot be answered: path=/api/v1/data-sets, status=405. GET /q/openapi"
            + " says which methods there are.");
    assertThat(answers.send(request).headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void aFormatWeDoNotSpeakIsRefused() {
    HttpResponse<byte[]> answer =
        answers.send(answers.request("/api/v1/runs").header("Accept", "application/xml"));
    assertProblem(
        answer,
        406,
        "Request cannot be answered: path=/api/v1/runs, status=406. Accept application/json.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions", "jobs"})
  void whoWantsEventsInAFormatThatTheyDoNotHaveIsToldTheirs(String of) {
    String path = "/api/v1/%s/0000000000000000/events".formatted(of);
    assertProblem(
        answers.send(answers.request(path).header("Accept", "application/json")),
        406,
        "Request cannot be answered: path=%s, status=406. Accept text/event-stream."
            .formatted(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: a b:xx", "Host: localhost:99999999", "Host: [::1", "X: y"})
  void aHostThatIsNoneIsAProblemToo(String header) throws IOException {
    String value = header.startsWith("Host: ") ? header.substring(6) : "";
    for (String path : new String[] {"/api/v1/runs", "/q/health", "/nothing"}) {
      assertThat(raw(path, header))
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json")
          .contains(
              "\"detail\":\"Host is missing or no host: Host=%s. Ask for http://localhost:%d.\""
                  .formatted(value, address.getPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT"})
  void aHostThatIsNotThisMachineIsRefused(String host) throws IOException {
    String named = host.replace("PORT", String.valueOf(address.getPort()));
    for (String path : new String[] {"/api/v1/runs", "/q/health", "/q/openapi", "/nothing"}) {
      assertThat(raw(path, "Host: " + named)).startsWith("HTTP/1.1 403 ").contains("\"detail\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
  void eachNameOfThisMachineIsServed(String name) throws IOException {
    String own = name + ":" + address.getPort();
    assertThat(raw("/api/v1/runs", "Host: " + own)).startsWith("HTTP/1.1 200 ");
    assertThat(raw("/api/v1/runs", "Host: %s\r\nOrigin: http://%s".formatted(own, own)))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "https://localhost:PORT", "http://localhost"})
  void anOriginThatIsNotThisMachineIsRefused(String origin) throws IOException {
    String named = origin.replace("PORT", String.valueOf(address.getPort()));
    String answer =
        raw("/api/v1/runs", "Host: localhost:%d\r\nOrigin: %s".formatted(address.getPort(), named));
    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .contains(
            "Request is not from this machine's own pages: Origin=%s. Ask for http://localhost:%d."
                .formatted(named, address.getPort()));
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, no-cors, image, 403",
    "same-site, no-cors, script, 403",
    "cross-site, cors, empty, 403",
    "cross-site, navigate, iframe, 403",
    "cross-site, navigate, document, 200",
    "same-site, navigate, document, 200",
    "same-origin, cors, empty, 200",
    "none, navigate, document, 200"
  })
  void aPageOfAnotherSiteGetsNothingButMayLinkToUs(
      String site, String mode, String destination, int status) throws IOException {
    String headers =
        "Host: localhost:%d\r\nSec-Fetch-Site: %s\r\nSec-Fetch-Mode: %s\r\nSec-Fetch-Dest: %s"
            .formatted(address.getPort(), site, mode, destination);
    for (String path : new String[] {"/", "/api/v1/runs", "/q/openapi"}) {
      assertThat(raw(path, headers)).startsWith("HTTP/1.1 %d ".formatted(status));
    }
    if (status == 403) {
      assertThat(raw("/api/v1/runs", headers))
          .contains(
              "Request is not from this machine's own pages: Sec-Fetch-Site=%s. Ask for"
                      .formatted(site)
                  + " http://localhost:%d.".formatted(address.getPort()));
    }
  }

  @Test
  void aFormOfAnotherSiteIsNoLink() throws IOException {
    String headers =
        ("Host: localhost:%d\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
                + "Sec-Fetch-Dest: document\r\nContent-Length: 0")
            .formatted(address.getPort());
    assertThat(raw("POST", "/api/v1/sessions/kill", headers)).startsWith("HTTP/1.1 403 ");
  }

  private String raw(String path, String headers) throws IOException {
    return raw("GET", path, headers);
  }

  /// The JDK's client sets Host by itself.
  private String raw(String method, String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      String request =
          "%s %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(method, path, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
