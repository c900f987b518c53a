package io.papertape.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that appears when all of it is written; until then one that was there stays as it was.
final class WholeFile {
  private WholeFile() {}

  /// Writes a file of the given name.
  interface Content {
    void writeTo(Path draft) throws IOException;
  }

  /// What is no regular file, such as a pipe, is written to as it is.
  static void write(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      content.writeTo(file);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
    try {
      content.writeTo(draft);
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
