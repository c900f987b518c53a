package io.papertape.service.rest;

import io.papertape.service.projection.RunFolder;
import io.papertape.workspace.WorkspaceException;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Pages of a run's `equity.csv`, read where the page begins: a late page costs what an early one
/// does.
final class EquityPages {
  static final String HEADER = "time,equity";

  private EquityPages() {}

  /// One moment of the equity curve.
  @Schema(name = "EquityPoint")
  public record Point(
      @Schema(description = "Moment whose fills and marks are in it") Instant time,
      @Schema(
              description = "Cash plus market value, account currency, decimal text",
              examples = "100059.36202")
          String equity) {}

  /// A point and the byte at which the next one begins.
  record Placed(Point point, long nextOffset) {}

  /// Points from a byte offset on.
  ///
  /// @param offset begin of a line; −1: from the first
  static List<Placed> read(RunFolder folder, long offset, int limit) {
    try (FileInputStream in = new FileInputStream(folder.equity().toFile())) {
      long at = offset < 0 ? start(in) : at(in, offset);
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      List<Placed> points = new ArrayList<>();
      for (String line = reader.readLine();
          line != null && points.size() < limit;
          line = reader.readLine()) {
        at += line.length() + 1;
        points.add(new Placed(point(folder, line), at));
      }
      return points;
    } catch (FileNotFoundException e) {
      if (Files.exists(folder.equity())) {
        throw new UncheckedIOException(e);
      }
      throw ProblemException.conflict(
          "Run lacks its equity.csv: run=%s. papertape verify %s says what else is changed."
              .formatted(folder.id(), folder.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long start(FileInputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER.length() + 1);
    if (!new String(header, StandardCharsets.US_ASCII).equals(HEADER + "\n")) {
      throw WorkspaceException.data(
          "Not an equity file: header=%s. Run the strategy again.".formatted(HEADER));
    }
    return header.length;
  }

  private static long at(FileInputStream in, long offset) throws IOException {
    boolean isStart = offset > HEADER.length() && offset <= in.getChannel().size();
    if (isStart) {
      in.getChannel().position(offset - 1);
      isStart = in.read() == '\n';
    }
    if (!isStart) {
      throw ProblemException.badRequest(
          "Not a cursor of this list: offset=%d. Use next of the page before, unchanged."
              .formatted(offset));
    }
    return offset;
  }

  private static Point point(RunFolder folder, String line) {
    int comma = line.indexOf(',');
    try {
      return new Point(
          Instant.parse(line.substring(0, Math.max(comma, 0))), line.substring(comma + 1));
    } catch (DateTimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Not an equity row: run=%s, line=%s. Run the strategy again."
              .formatted(folder.id(), line),
          e);
    }
  }
}
