package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.parquet.ParquetText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A text file, plain or packed as gzip or zip, or a Parquet file as text (told by its first
/// bytes), read as a stream.
///
/// Knows the SHA-256 of the bytes on disk once [#finish()] has been called.
final class CsvSource implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final Path path;
  private final MessageDigest digest = sha256();
  private final DigestInputStream raw;
  private final InputStream text;
  private final boolean isPacked;

  private CsvSource(Path path) throws IOException {
    this.path = path;
    raw = new DigestInputStream(Files.newInputStream(path), digest);
    InputStream opened = raw;
    try {
      opened = unpacked(path, new BufferedInputStream(raw, BUFFER_BYTES));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
    text = opened;
    isPacked = !(opened instanceof BufferedInputStream);
  }

  static CsvSource open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw WorkspaceException.data(
          "No such file: file=%s. Give the path of a CSV, gzip, zip or Parquet file."
              .formatted(path));
    }
    return new CsvSource(path);
  }

  private static InputStream unpacked(Path path, BufferedInputStream in) throws IOException {
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length >= 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B) {
      return new GzipMembers(in);
    }
    if (Arrays.equals(magic, PARQUET)) {
      return new ParquetText(path);
    }
    if (magic.length == 4 && magic[0] == 'P' && magic[1] == 'K') {
      return onlyEntry(path, new ZipInputStream(in));
    }
    return in;
  }

  private static InputStream onlyEntry(Path path, ZipInputStream zip) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().equals("[Content_Types].xml")) {
        throw FileKind.workbook(path);
      }
      if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
        return new OneEntry(path, zip);
      }
    }
    throw WorkspaceException.data(
        "Zip file is empty: file=%s. Give one with a CSV inside.".formatted(path));
  }

  /// The first entry; another text after it would go unread, so it is an error.
  private static final class OneEntry extends InputStream {
    private final Path path;
    private final ZipInputStream zip;

    OneEntry(Path path, ZipInputStream zip) {
      this.path = path;
      this.zip = zip;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = zip.read(bytes, offset, length);
      if (read < 0) {
        refuseFurtherEntries();
      }
      return read;
    }

    private void refuseFurtherEntries() throws IOException {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && (entry.isDirectory() || entry.getName().startsWith("__MACOSX/"))) {
        entry = zip.getNextEntry();
      }
      if (entry != null) {
        throw WorkspaceException.data(
            "Zip file holds more than one file: file=%s, second=%s. Unpack it and import the files."
                .formatted(path, entry.getName()));
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  InputStream text() {
    return text;
  }

  /// Leaves hashing to who reads all of the text, if it is what lies on the disk: he gives the
  /// text to the digest. Without one it is hashed on the way in.
  Optional<MessageDigest> leaveHashing() {
    if (isPacked) {
      return Optional.empty();
    }
    raw.on(false);
    digest.reset();
    return Optional.of(digest);
  }

  /// File name without folder.
  String name() {
    return fileName(path);
  }

  /// File name without folder and without the endings `.csv`, `.txt`, `.parquet`, `.gz` and
  /// `.zip`.
  static String stem(Path path) {
    String name = fileName(path);
    for (boolean shorter = true; shorter; ) {
      shorter = false;
      for (String ending : new String[] {".gz", ".zip", ".csv", ".txt", ".parquet"}) {
        if (name.toLowerCase(Locale.ROOT).endsWith(ending) && name.length() > ending.length()) {
          name = name.substring(0, name.length() - ending.length());
          shorter = true;
        }
      }
    }
    return name;
  }

  /// File name without folder.
  static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /// Columns of a Parquet file that hold floating numbers; none of a text file.
  static List<String> floating(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET)
          ? ParquetText.floating(path)
          : List.of();
    }
  }

  /// Reads what is left and gives the SHA-256 of the file.
  String finish() throws IOException {
    raw.transferTo(java.io.OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256. Use a full JDK.", e);
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
    raw.close();
  }
}
