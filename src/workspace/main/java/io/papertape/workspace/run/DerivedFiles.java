package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.report.RunTables;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that follow from a run: their bytes are the same whenever it is made.
final class DerivedFiles {
  private static final String FAILURE = "failure";

  private DerivedFiles() {}

  /// Writes the text of a file.
  interface Content {
    void write(Appendable out) throws IOException;
  }

  /// By name.
  static SortedMap<String, Content> of(FinishedRun run) {
    TreeMap<String, Content> files = new TreeMap<>();
    files.put(RunFolder.RESULT, out -> out.append(new String(result(run), StandardCharsets.UTF_8)));
    files.put(RunFolder.EQUITY, out -> RunTables.equity(run.result().equity(), out));
    files.put(RunFolder.ROUND_TRIPS, out -> RunTables.roundTrips(run.roundTrips(), out));
    return files;
  }

  private static byte[] result(FinishedRun run) {
    return CanonicalJson.indented(ResultJson.of(run));
  }

  /// Writes all of them into a run's folder.
  static void write(RunFolder folder, FinishedRun run) throws IOException {
    for (Map.Entry<String, Content> file : of(run).entrySet()) {
      write(folder.path().resolve(file.getKey()), file.getValue());
    }
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileOutputStream bytes = new FileOutputStream(file.toFile());
        Writer text = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      content.write(text);
      text.flush();
      bytes.getFD().sync();
    }
  }

  /// Names of the stored files that the run does not lead to, the missing ones too.
  static List<String> differing(RunFolder folder, FinishedRun run) throws IOException {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Content> file : of(run).entrySet()) {
      Path stored = folder.path().resolve(file.getKey());
      boolean isSame = Files.exists(stored) && isSame(stored, file.getValue());
      boolean isResult = file.getKey().equals(RunFolder.RESULT) && Files.exists(stored);
      if (!isSame && !(isResult && isSameResult(folder.bytes(stored), result(run)))) {
        names.add(file.getKey());
      }
    }
    return names;
  }

  /// Whether a stored file has this text.
  static boolean isSame(Path stored, Content content) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(stored))) {
      ComparingStream comparison = new ComparingStream(bytes);
      try (Writer out =
          new BufferedWriter(new OutputStreamWriter(comparison, StandardCharsets.UTF_8))) {
        content.write(out);
      }
      return comparison.isSame();
    }
  }

  /// The text of an exception may hold what changes from process to process, such as digits of a
  /// locale; the journal holds its class. So the text alone makes no difference. Nor does the
  /// currency where it was not stated yet: the manifest has it. Nor that a run made twice did not
  /// come to the same: that is not of the run.
  private static boolean isSameResult(byte[] stored, byte[] computed) {
    try {
      if (!(CanonicalJson.read(computed) instanceof ObjectNode now
          && CanonicalJson.read(stored) instanceof ObjectNode then)) {
        return false;
      }
      boolean isStated = then.remove(ResultJson.REPRODUCES) != null;
      if (!then.has(ResultJson.CURRENCY)) {
        now.remove(ResultJson.CURRENCY);
      }
      boolean isFailure = then.path(FAILURE).isTextual() && now.path(FAILURE).isTextual();
      return Arrays.equals(
          isFailure || isStated
              ? CanonicalJson.indented(isFailure ? then.put(FAILURE, "") : then)
              : stored,
          CanonicalJson.indented(isFailure ? now.put(FAILURE, "") : now));
    } catch (IOException _) {
      return false;
    }
  }
}
