package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What venues really sent, over a real socket.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecordedFramesTest {
  private static final String FRAME = "\"frame\": ";

  @Test
  void everyRecordedFramePassesUnchangedAndInOrder() throws Exception {
    List<String> frames = recorded();
    assertThat(frames).hasSizeGreaterThan(30_000);
    try (var venue = LoopbackVenue.start()) {
      venue.play(Playback.of(frames));
      try (var feed = TestFeed.of(LoopbackWords.at(venue.socket()))) {
        feed.awaitFrames(frames.size());
        assertThat(feed.texts().equals(frames)).isTrue();
      }
    }
  }

  private static List<String> recorded() throws IOException {
    Path feeds =
        Path.of(System.getProperty("papertape.root", "."))
            .resolveSibling("shared")
            .resolve("feeds")
            .normalize();
    Assumptions.assumeTrue(
        Files.exists(feeds), "Skipped: recorded feeds are absent: folder=shared/feeds");
    List<Path> files;
    try (Stream<Path> found = Files.walk(feeds)) {
      files = found.filter(file -> file.toString().contains(".jsonl")).sorted().toList();
    }
    List<String> frames = new ArrayList<>();
    for (Path file : files) {
      try (BufferedReader lines = read(file)) {
        lines
            .lines()
            .map(line -> line.substring(line.indexOf(FRAME) + FRAME.length()))
            .forEach(frames::add);
      }
    }
    return frames;
  }

  private static BufferedReader read(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }
}
