package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Tells by its first bytes that a file is no text with one byte a character, before anybody
/// looks for columns in it.
final class FileKind {
  /// How many bytes are looked at.
  static final int HEAD_BYTES = 512;

  private static final String EXCEL = "an Excel workbook";

  private FileKind() {}

  /// Refuses what cannot be a CSV file and says what it is.
  static void check(Path file, byte[] head) {
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF) || everyOtherIsZero(head)) {
      throw WorkspaceException.data(
          ("File is UTF-16 text: file=%s, firstBytes=%s. Save it as UTF-8, for example with "
                  + "iconv -f UTF-16 -t UTF-8.")
              .formatted(file, hex(head)));
    }
    String known = known(head);
    if (!known.isEmpty()) {
      throw notText(file, known);
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] >= 0 && head[i] < ' ' && "\t\n\r\f".indexOf(head[i]) < 0) {
        throw notText(file, "a binary file, byte %02X at %d".formatted(head[i], i));
      }
    }
  }

  /// The refusal of a workbook, which is a zip file.
  static WorkspaceException workbook(Path file) {
    return notText(file, EXCEL);
  }

  private static WorkspaceException notText(Path file, String found) {
    return WorkspaceException.data(
        "File is no CSV: file=%s, found=%s. Export it as CSV in UTF-8.".formatted(file, found));
  }

  private static String known(byte[] head) {
    if (startsWith(head, 'P', 'A', 'R', '1')) {
      return "a Parquet file";
    }
    if (startsWith(head, 'A', 'R', 'R', 'O', 'W', '1') || startsWith(head, 'F', 'E', 'A', '1')) {
      return "an Arrow file";
    }
    if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return EXCEL;
    }
    if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "a file packed with zstd";
    }
    String text = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype html") || text.startsWith("<html") ? "a web page" : "";
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// True for UTF-16 without a mark, when all characters are ASCII.
  private static boolean everyOtherIsZero(byte[] head) {
    int even = 0;
    int odd = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      even += head[i] == 0 ? 1 : 0;
      odd += head[i + 1] == 0 ? 1 : 0;
    }
    int pairs = head.length / 2;
    return pairs >= 4 && Math.max(even, odd) == pairs && Math.min(even, odd) == 0;
  }

  private static String hex(byte[] head) {
    return "%02X %02X".formatted(head[0], head[1]);
  }
}
