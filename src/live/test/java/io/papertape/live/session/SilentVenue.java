package io.papertape.live.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A venue of FIX that answers a Logon, and then nothing any more.
final class SilentVenue implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final ServerSocket server;

  SilentVenue() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      in.read(new byte[4_096]);
      String body =
          "35=A|34=1|49=VENUE|52=%s|56=ME|98=0|108=1|141=Y|".formatted(TIME.format(Instant.now()));
      String text = ("8=FIX.4.4|9=%d|".formatted(body.length()) + body).replace('|', '\u0001');
      int sum = text.chars().sum() % 256;
      socket
          .getOutputStream()
          .write((text + "10=%03d\u0001".formatted(sum)).getBytes(StandardCharsets.US_ASCII));
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException _) {
      // the other side gave up
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
