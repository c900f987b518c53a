package io.papertape.workspace.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Text packed as gzip (RFC 1952), all members of the file one after the other.
///
/// `GZIPInputStream` takes a further member with a damaged head for the end of the file and says
/// nothing. Here what follows a member is another one, zeros that pad the file, or an error.
final class GzipMembers extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEAD_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean isAtEnd;

  GzipMembers(InputStream in) throws IOException {
    this.in = in;
    head(next());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!isAtEnd && length > 0) {
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        crc.update(bytes, offset, count);
        return count;
      }
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        tail();
        isAtEnd = !nextMember();
      } else {
        feed();
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException failure = new ZipException("Corrupt GZIP content: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary() || (position == limit && !fill())) {
      throw new EOFException("Unexpected end of ZLIB input stream");
    }
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  private boolean nextMember() throws IOException {
    while (position < limit || fill()) {
      int first = next();
      if (first != 0) {
        head(first);
        return true;
      }
    }
    return false;
  }

  private void head(int first) throws IOException {
    if (first != 0x1F || next() != 0x8B || next() != DEFLATE) {
      throw new ZipException("Not in GZIP format");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEAD_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
  }

  private void tail() throws IOException {
    if (number() != crc.getValue() || number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("Corrupt GZIP trailer");
    }
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("Unexpected end of GZIP file");
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
