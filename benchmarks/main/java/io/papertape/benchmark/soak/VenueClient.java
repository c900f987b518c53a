package io.papertape.benchmark.soak;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One connection of a client to [SoakVenue], as the venue sees it.
final class VenueClient {
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final Pattern STREAM = Pattern.compile("\"([a-z0-9]+@[a-zA-Z0-9_]+)\"");

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final long openedMillis;
  private final ConcurrentHashMap<String, Boolean> streams = new ConcurrentHashMap<>();
  private volatile boolean isMuted;
  private volatile boolean isOver;

  /// @param openedMillis venue time
  VenueClient(Socket socket, DataInputStream in, long openedMillis) throws IOException {
    this.socket = socket;
    this.in = in;
    this.openedMillis = openedMillis;
    out = socket.getOutputStream();
  }

  long openedMillis() {
    return openedMillis;
  }

  /// True while it has asked for something and is told it.
  boolean isListening() {
    return !streams.isEmpty() && !isMuted && !isOver;
  }

  boolean isOver() {
    return isOver;
  }

  /// Tells a frame if it has asked for its stream.
  ///
  /// @return whether it was written
  boolean tell(String stream, String frame) {
    return isListening()
        && streams.containsKey(stream)
        && write(frame(FINAL | TEXT, frame.getBytes(StandardCharsets.UTF_8)));
  }

  void ping() {
    write(frame(FINAL | PING, new byte[0]));
  }

  void close(int code) {
    write(frame(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array()));
  }

  /// Nothing is read, told or answered any more, and the connection stays.
  void mute() {
    isMuted = true;
  }

  /// Ends without a good-bye.
  ///
  /// @param isReset as the crash of a machine does it
  void cut(boolean isReset) {
    isOver = true;
    try {
      if (isReset) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException _) {
      // It has gone already.
    }
  }

  /// Reads until it says good-bye or goes.
  void readAll() {
    try {
      while (!isOver && read()) {
        // one frame after the other
      }
    } catch (IOException _) {
      // It has gone.
    } finally {
      cut(false);
    }
  }

  private boolean read() throws IOException {
    int kind = in.readUnsignedByte() & 0xf;
    int length = in.readUnsignedByte() & 0x7f;
    length = length == 126 ? in.readUnsignedShort() : length;
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i & 3];
    }
    if (isMuted) {
      return true;
    }
    switch (kind) {
      case TEXT -> subscribe(new String(bytes, StandardCharsets.UTF_8));
      case PING -> write(frame(FINAL | PONG, bytes));
      case CLOSE -> {
        write(frame(FINAL | CLOSE, bytes));
        return false;
      }
      default -> {
        // an answer to a ping of ours
      }
    }
    return true;
  }

  private void subscribe(String request) {
    write(frame(FINAL | TEXT, "{\"result\":null,\"id\":1}".getBytes(StandardCharsets.UTF_8)));
    Matcher matcher = STREAM.matcher(request);
    while (matcher.find()) {
      streams.put(matcher.group(1), true);
    }
  }

  private synchronized boolean write(byte[] bytes) {
    try {
      out.write(bytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] frame(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 126).putShort((short) payload.length);
    }
    return Arrays.copyOf(frame.put(payload).array(), frame.position());
  }
}
