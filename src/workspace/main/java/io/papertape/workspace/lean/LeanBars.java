package io.papertape.workspace.lean;

import io.papertape.market.Bar;
import io.papertape.workspace.WorkspaceException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// The bars of one zip file, one after the other; holds one line in memory.
///
/// A line that is no bar stops the reading with its number; nothing is left out in silence.
public final class LeanBars implements Iterator<Bar>, AutoCloseable {
  private final Path file;
  private final LeanTime time;
  private final BufferedReader lines;
  private String line;
  private int number;

  /// Opens a daily, hourly or minute file of trades.
  public LeanBars(Path file, LeanTime time) {
    this.file = file;
    this.time = time;
    try {
      ZipInputStream zip = new ZipInputStream(Files.newInputStream(file));
      lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
      if (zip.getNextEntry() == null) {
        lines.close();
        throw WorkspaceException.data(
            "Zip file is empty: file=%s. It holds one CSV file.".formatted(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Lean file cannot be read: file=" + file + ".", e);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return line != null;
  }

  @Override
  public Bar next() {
    if (line == null) {
      throw new NoSuchElementException("No bar after line " + number + " of " + file);
    }
    Bar bar;
    try {
      bar = parse(line);
    } catch (RuntimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Lean line is no bar: file=%s, line=%d, text=%s, reason=%s"
              .formatted(file.getFileName(), number, line, e.getMessage()),
          e);
    }
    advance();
    return bar;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Lean file cannot be closed: file=" + file + ".", e);
    }
  }

  private void advance() {
    try {
      line = lines.readLine();
      number++;
    } catch (EOFException | ZipException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Lean file is cut or damaged: file=%s, line=%d. Get it again."
              .formatted(file.getFileName(), number),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bar parse(String text) {
    int[] ends = new int[6];
    int from = 0;
    for (int i = 0; i < 6; i++) {
      int comma = text.indexOf(',', from);
      ends[i] = comma < 0 ? text.length() : comma;
      from = ends[i] + 1;
    }
    if (ends[4] == text.length() || ends[5] != text.length()) {
      throw new IllegalArgumentException("A line has 6 fields.");
    }
    LeanTime.Span span = time.span(text.substring(0, ends[0]));
    return new Bar(
        span.openNanos(),
        span.closeNanos(),
        price(text, ends[0] + 1, ends[1]),
        price(text, ends[1] + 1, ends[2]),
        price(text, ends[2] + 1, ends[3]),
        price(text, ends[3] + 1, ends[4]),
        Long.parseLong(text, ends[4] + 1, ends[5], 10));
  }

  /// Prices are integers of 1/10000, ours of 10⁻⁸.
  private static long price(String text, int from, int to) {
    return Math.multiplyExact(Long.parseLong(text, from, to, 10), 10_000L);
  }
}
