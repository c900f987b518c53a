package io.papertape.benchmark.soak;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Binance's futures on 127.0.0.1: two WebSockets, `/public` and `/market`, and bars over HTTP.
/// Its threads are virtual, so that those of the process are the session's.
final class SoakVenue implements AutoCloseable {
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern BARS =
      Pattern.compile("GET /fapi/v1/klines\\?symbol=(\\w+)&.*startTime=(\\d+)&endTime=(\\d+).*");

  private final ServerSocket server;
  private final LongSupplier millis;
  private final Map<String, CopyOnWriteArrayList<VenueClient>> clients = new TreeMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger limits = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger fetched = new AtomicInteger();

  /// @param millis venue time
  SoakVenue(LongSupplier millis) throws IOException {
    this.millis = millis;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    clients.put("/public", new CopyOnWriteArrayList<>());
    clients.put("/market", new CopyOnWriteArrayList<>());
    Thread.ofVirtual().name("soak-venue").start(this::acceptAll);
  }

  URI socket() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  URI rest() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /// Who is connected to a route, the oldest first.
  List<VenueClient> clients(String route) {
    return clients.get(route);
  }

  /// The next handshakes are answered with 503.
  void refuse(int handshakes) {
    refusals.set(handshakes);
  }

  /// The next requests are answered with 429.
  void limit(int requests) {
    limits.set(requests);
  }

  /// Connections so far.
  int accepted() {
    return accepted.get();
  }

  /// Requests for bars that were answered.
  int fetched() {
    return fetched.get();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().name("soak-client").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        String key = header(head, "sec-websocket-key");
        if (!key.isEmpty()) {
          connect(socket, in, head.getFirst(), key);
          return;
        }
        answer(socket.getOutputStream(), head.getFirst());
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private void connect(Socket socket, DataInputStream in, String request, String key)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      write(out, "503 Maintenance", "");
      return;
    }
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(key));
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    String route = request.contains(" /public/") ? "/public" : "/market";
    VenueClient client = new VenueClient(socket, in, millis.getAsLong());
    accepted.incrementAndGet();
    clients.get(route).add(client);
    client.readAll();
    clients.get(route).remove(client);
  }

  private void answer(OutputStream out, String request) throws IOException {
    if (limits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      write(out, "429 Too many", "");
      return;
    }
    Matcher matcher = BARS.matcher(request);
    if (!matcher.matches()) {
      write(out, "404 Not here", "");
      return;
    }
    List<String> rows = new ArrayList<>();
    long end = Math.min(Long.parseLong(matcher.group(3)), millis.getAsLong());
    for (long open = Long.parseLong(matcher.group(2));
        open + MadeMarket.MINUTE_MILLIS - 1 <= end;
        open += MadeMarket.MINUTE_MILLIS) {
      rows.add(MadeMarket.row(matcher.group(1), open));
    }
    fetched.incrementAndGet();
    write(out, "200 OK", "[" + String.join(",", rows) + "]");
  }

  private static void write(OutputStream out, String status, String body) throws IOException {
    String answer =
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<String> head(DataInputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.toString().isBlank()) {
        return lines;
      } else {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
    }
    return List.of();
  }

  private static String header(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients.values().forEach(all -> all.forEach(client -> client.cut(false)));
  }
}
