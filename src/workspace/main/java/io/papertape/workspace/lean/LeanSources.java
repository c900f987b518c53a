package io.papertape.workspace.lean;

import io.papertape.workspace.store.Origin.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The files behind one ticker, by path below `equity/usa`, with their SHA-256.
///
/// A folder of minute files is one source: the SHA-256 of its files' hashes, in order of the
/// days.
final class LeanSources {
  private final LeanFolder folder;

  LeanSources(LeanFolder folder) {
    this.folder = folder;
  }

  List<SourceFile> of(String ticker, LeanResolution lean) {
    List<SourceFile> sources = new ArrayList<>();
    if (lean == LeanResolution.MINUTE) {
      List<LeanFolder.MinuteDay> days = folder.minuteFiles(ticker);
      MessageDigest whole = sha256();
      days.forEach(day -> whole.update(hash(day.file())));
      String name = "minute/%s, %d files".formatted(ticker, days.size());
      sources.add(new SourceFile(name, HexFormat.of().formatHex(whole.digest())));
    } else {
      for (TickerUse use : folder.uses(ticker)) {
        add(lean.folder() + "/" + use.ticker() + ".zip", sources);
      }
    }
    add("factor_files/" + ticker + ".csv", sources);
    add("map_files/" + ticker + ".csv", sources);
    return sources;
  }

  private void add(String name, List<SourceFile> sources) {
    Path file = folder.path().resolve(name);
    boolean listed = sources.stream().anyMatch(source -> source.name().equals(name));
    if (!listed && Files.exists(file)) {
      sources.add(new SourceFile(name, HexFormat.of().formatHex(hash(file))));
    }
  }

  private static byte[] hash(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("Lean file cannot be read: file=" + file + ".", e);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256. Use a full JDK.", e);
    }
  }
}
