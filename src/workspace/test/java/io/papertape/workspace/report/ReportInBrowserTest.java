package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report as Chromium sees it; skipped where there is none on the path.
class ReportInBrowserTest {
  private static final int SECONDS = 60;
  private static final Pattern HOST = Pattern.compile("https?://([a-z0-9.~-]+)");
  private static final Pattern REQUEST =
      Pattern.compile("\"initiator\":\"([^\"]*)\".*\"url\":\"https?://([a-z0-9.-]+)");

  @TempDir private static Path folder;
  private static Path browser = Path.of("");
  private static Path page = Path.of("");

  @BeforeAll
  static void renderOnce() throws IOException {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .flatMap(
                path ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(path)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        found.isPresent(), "Skipped: no browser: looked for chromium and google-chrome on PATH");
    browser = found.get();
    BarColumns bars = SampleBars.synthetic(folder, 7, 2, 800).get(1);
    SampleRun run =
        SampleRun.cross("cross", Instrument.equity("SYN2"), bars, Assumptions.papertape());
    page = folder.resolve("report.html");
    Files.writeString(page, HtmlReport.render(run.report(List.of("Synthetic data."))));
  }

  @Test
  void showsEverySectionWithoutAConsoleMessageOrARequest() throws Exception {
    String seen = open(page);
    assertThat(seen).contains("id=\"assumed\"", "id=\"equity\"", "id=\"record\"");
    assertThat(seen).doesNotContain("CONSOLE");
    assertThat(hostsAskedFor()).isEmpty();
  }

  @Test
  void aPageThatAsksAndComplainsIsCaught() throws Exception {
    Path other = folder.resolve("other.html");
    Files.writeString(
        other,
        "<!DOCTYPE html><img src=\"http://example.invalid/x\"><img"
            + " src=\"http://www.google.com/x\"><script>console.error(1)</script>");
    assertThat(open(other)).contains("CONSOLE");
    assertThat(hostsAskedFor()).containsExactlyInAnyOrder("example.invalid", "www.google.com");
  }

  @Test
  void fitsOnAPhoneOf320Pixels() throws Exception {
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        """
        <!DOCTYPE html><iframe src="report.html" style="width:320px;height:600px;border:0"></iframe>
        <p id="wide"></p>
        <script>
        window.onload = () => {
          const seen = frames[0].document;
          const charts = [...seen.querySelectorAll("details[open] svg.chart, section > .plot svg")];
          document.getElementById("wide").textContent =
            "overflow=" + (seen.documentElement.scrollWidth
              - seen.documentElement.clientWidth) + " charts=" + (charts.length > 3)
            + " letters=" + Math.min(...[...seen.querySelectorAll("p,td,dd,li,svg text")]
              .map(one => parseFloat(getComputedStyle(one).fontSize)));
        };
        </script>
        """);
    assertThat(open(frame, "--allow-file-access-from-files"))
        .contains("overflow=0 charts=true letters=11");
  }

  /// Hosts in the browser's network log: those that a page has asked for, and those of which it is
  /// not known that the browser asks for them by itself.
  private static List<String> hostsAskedFor() throws IOException {
    String log = Files.readString(folder.resolve("net.json"));
    Set<String> own = new TreeSet<>();
    Set<String> ofPages = new TreeSet<>();
    REQUEST
        .matcher(log)
        .results()
        .forEach(one -> (one.group(1).equals("not an origin") ? own : ofPages).add(one.group(2)));
    return HOST.matcher(log)
        .results()
        .map(found -> found.group(1))
        .filter(host -> ofPages.contains(host) || !isOfBrowser(host, own))
        .distinct()
        .toList();
  }

  private static boolean isOfBrowser(String host, Set<String> own) {
    return own.contains(host) || host.equals("~notfound") || host.endsWith("google.com");
  }

  private static String open(Path file, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--log-net-log=" + folder.resolve("net.json"),
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(more));
    command.addAll(List.of("--dump-dom", file.toUri().toString()));
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
