package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page at the root as Chromium sees it, before answers that a test has written down; skipped
/// where there is no browser on the path.
class RootPageTest {
  private static final int SECONDS = 60;
  private static final Map<String, String> PAGES =
      Map.of(
          "/", "index.html",
          "/sessions.css", "sessions.css",
          "/sessions.js", "sessions.js");
  private static final String HOSTILE = "<img src=x onerror=console.error(1)>";

  @TempDir private Path folder;
  private HttpServer server;
  private String sessions = "";
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = new byte[0];
    int code = 200;
    if (PAGES.containsKey(path)) {
      String name = PAGES.get(path);
      String type = name.endsWith("js") ? "javascript" : name.substring(name.lastIndexOf('.') + 1);
      exchange.getResponseHeaders().add("Content-Type", "text/" + type);
      try (InputStream in = RootPageTest.class.getResourceAsStream("/META-INF/resources/" + name)) {
        body = in.readAllBytes();
      }
    } else if (path.equals("/api/v1/service")) {
      body =
          "{\"home\":\"/srv/%s\",\"process\":7}"
              .formatted(HOSTILE)
              .getBytes(StandardCharsets.UTF_8);
    } else if (path.equals("/api/v1/sessions")) {
      body = "{\"items\":[%s]}".formatted(sessions).getBytes(StandardCharsets.UTF_8);
      code = status;
    } else {
      code = 404;
    }
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String session(String id, String state, String strategy, String more) {
    return """
    {"id":"%s","strategy":"%s","feed":"binance/1m:BTCUSDT","state":"%s",%s
     "begun":"2026-11-26T09:30:00.5Z","currency":"JPY","startingCash":"100000","equity":"99999.995",
     "pnl":{"total":"-0.005","day":"1234567890.125"},"drawdown":{"now":"0.0125"},
     "positions":[{"symbol":"A","input":"live"},{"symbol":"B","input":"live"},
                  {"symbol":"C","input":"stale"}]}
    """
        .formatted(id, strategy, state, more);
  }

  @Test
  void sessionsAreShownWithWhatTheyGainedAndHowTheirDataAre() throws Exception {
    sessions =
        session("5f2b8c0d11e2a3f4", "running", "average", "")
            + ","
            + session("aaaabbbbccccdddd", "halted", "waves", "\"reason\":\"disk-failed: full\",");
    String seen = look();

    assertThat(seen)
        .doesNotContain("CONSOLE")
        .contains("1 of 2 sessions goes on. As of ")
        .contains("<a href=\"/api/v1/sessions/5f2b8c0d11e2a3f4\">5f2b8c0d</a>")
        .contains("<td class=\"good\">running</td><td>average</td><td>JPY</td>")
        .contains("Money is in the\ncurrency of its row.")
        .contains("<td class=\"number\">100000.00</td><td class=\"number bad\">-0.01</td>")
        .contains("<td class=\"number good\">+1234567890.13</td><td class=\"number\">1.25 %</td>")
        .contains(
            "<td><span class=\"good\">2 live</span>, <span class=\"bad\">1 stale</span></td>"
                + "<td>2026-11-26 09:30</td><td class=\"feed\">binance/1m:BTCUSDT</td>")
        .contains("<td class=\"bad\">halted</td>", "colspan=\"11\">disk-failed: full</td>")
        .contains("id=\"none\" hidden");
  }

  @Test
  void whatOthersHaveWrittenIsTextAndNothingElse() throws Exception {
    sessions =
        session("5f2b8c0d11e2a3f4", "halted", HOSTILE, "\"reason\":\"%s\",".formatted(HOSTILE));
    String seen = look();

    assertThat(seen)
        .doesNotContain("CONSOLE", "<img")
        .contains("<td>&lt;img src=x onerror=console.error(1)&gt;</td>")
        .contains("colspan=\"11\">&lt;img src=x onerror=")
        .contains("Workspace /srv/&lt;img");
  }

  @Test
  void withoutSessionsItSaysHowOneIsBegun() throws Exception {
    assertThat(look())
        .doesNotContain("CONSOLE")
        .contains(
            "The service answers.",
            "aria-label=\"Sessions\" hidden",
            "<p id=\"none\">No sessions yet.",
            "--feed replay:synthetic-minute/1m:SYN2@60x</code>");
  }

  /// After a restart of the service nobody has the books of a session that halted before it.
  @Test
  void whatASessionHasGainedFollowsFromItsEquityWhereItsBooksAreNotAtHand() throws Exception {
    sessions =
        session("5f2b8c0d11e2a3f4", "halted", "waves", "")
            .replaceFirst("\"pnl\":\\{[^}]*},", "")
            .replace("\"99999.995\"", "\"99876.54321\"");
    assertThat(look())
        .doesNotContain("CONSOLE")
        .contains("<td class=\"number\">99876.54</td><td class=\"number bad\">-123.46</td>");
  }

  @Test
  void aServiceThatDoesNotAnswerIsSaid() throws Exception {
    status = 500;
    assertThat(look())
        .contains("does not answer as it should: /api/v1/sessions?limit=200 answers 500.");
  }

  private String look() throws Exception {
    Optional<Path> browser =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .flatMap(
                path ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(path)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        browser.isPresent(), "Skipped: no browser: looked for chromium and google-chrome on PATH");
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--virtual-time-budget=1500",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--dump-dom",
                "http://127.0.0.1:%d/".formatted(server.getAddress().getPort())));
    Path out = Files.createTempFile(folder, "seen", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean isDone = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String seen = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(isDone).as("the browser came to an end: %s", seen).isTrue();
    return seen;
  }
}
