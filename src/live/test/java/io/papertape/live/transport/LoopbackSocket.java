package io.papertape.live.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// One client of the loopback venue, from the venue's side (RFC 6455). It answers pings and a
/// close; everything else is the test's to do.
public final class LoopbackSocket {
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> pings = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile boolean isHalfOpen;

  LoopbackSocket(Socket socket, InputStream in) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(in);
    this.out = socket.getOutputStream();
  }

  public void text(String text) {
    write(frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  public void binary(byte[] bytes) {
    write(frame(FINAL | BINARY, bytes));
  }

  /// One message in as many frames as it takes.
  public void fragments(String text, int bytesPerFragment) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += bytesPerFragment) {
      int to = Math.min(bytes.length, from + bytesPerFragment);
      int head = (from == 0 ? TEXT : 0) | (to == bytes.length ? FINAL : 0);
      frames.writeBytes(frame(head, Arrays.copyOfRange(bytes, from, to)));
    }
    write(frames.toByteArray());
  }

  /// One message byte by byte, each in a packet of its own if the system lets it.
  public void trickle(String text) {
    for (byte b : frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8))) {
      write(new byte[] {b});
    }
  }

  /// The first half of a frame.
  public void half(String text) {
    byte[] frame = frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    write(Arrays.copyOf(frame, frame.length / 2));
  }

  /// What no peer may send: an unknown kind of frame.
  public void nonsense() {
    write(frame(FINAL | 0x70 | 3, new byte[] {1, 2, 3}));
  }

  public void ping(String payload) {
    write(frame(FINAL | PING, payload.getBytes(StandardCharsets.UTF_8)));
  }

  public void close(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    write(
        frame(
            FINAL | CLOSE,
            ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array()));
  }

  /// Ends the connection without a good-bye, as the end of a process does.
  public void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the connection with a reset, as a crash of the machine does.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on nothing is read, and nothing answered.
  public void halfOpen() {
    isHalfOpen = true;
  }

  public String awaitText() throws InterruptedException {
    return LoopbackVenue.await(texts, "No text has come");
  }

  public String awaitPing() throws InterruptedException {
    return LoopbackVenue.await(pings, "No ping has come");
  }

  public String awaitPong() throws InterruptedException {
    return LoopbackVenue.await(pongs, "No pong has come");
  }

  /// `1000 reason` once the client has said good-bye, `cut` once it has gone without.
  public String awaitEnd() throws InterruptedException {
    return LoopbackVenue.await(ends, "The client is still here");
  }

  /// Waits until the client has sent its first message.
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  void readAll() {
    try {
      while (!isHalfOpen && read()) {
        // Each frame is kept where the test finds it.
      }
    } catch (IOException _) {
      ends.add("cut");
    }
  }

  private boolean read() throws IOException {
    int kind = in.readUnsignedByte() & 0xf;
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i & 3];
    }
    return isHalfOpen || took(kind, bytes);
  }

  private boolean took(int kind, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    switch (kind) {
      case TEXT -> {
        texts.add(text);
        asked.countDown();
      }
      case PONG -> pongs.add(text);
      case PING -> {
        pings.add(text);
        write(frame(FINAL | PONG, bytes));
      }
      case CLOSE -> {
        ByteBuffer close = ByteBuffer.wrap(bytes);
        String code = bytes.length < 2 ? "1005" : String.valueOf(close.getShort() & 0xffff);
        ends.add((code + " " + StandardCharsets.UTF_8.decode(close)).strip());
        write(frame(FINAL | CLOSE, bytes));
        return false;
      }
      default -> throw new AssertionError("Client sent an unknown frame: kind=" + kind);
    }
    return true;
  }

  private synchronized void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException _) {
      // The client has gone; the test finds out by other means.
    }
  }

  private static byte[] frame(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 1 << 16) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    return Arrays.copyOf(frame.put(payload).array(), frame.position());
  }
}
