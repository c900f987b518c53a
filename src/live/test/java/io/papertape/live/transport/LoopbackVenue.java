package io.papertape.live.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A venue on 127.0.0.1: WebSockets and HTTP on one port, over real sockets. It plays what it is
/// told to, and misbehaves on request below what a library would let one do: it stops in the
/// middle of a frame, never reads again, does not answer a handshake.
///
/// Its protocol is held against an implementation that is not ours, the JDK's client.
public final class LoopbackVenue implements AutoCloseable {
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final long PATIENCE_SECONDS = 10;

  private final ServerSocket server;
  private final LinkedBlockingQueue<LoopbackSocket> accepted = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Reply> handshakeReplies = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Reply> restReplies = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Playback> playbacks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private volatile Reply anyReply = Reply.of(404, "not here");
  private volatile CountDownLatch answers = new CountDownLatch(0);

  private LoopbackVenue(ServerSocket server) {
    this.server = server;
  }

  public static LoopbackVenue start() {
    try {
      var venue = new LoopbackVenue(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("loopback-venue").start(venue::acceptAll);
      return venue;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI socket() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
  }

  public URI rest(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /// Answers the next handshake that is not answered yet in this way; others are accepted.
  public void answerHandshake(Reply reply) {
    handshakeReplies.add(reply);
  }

  /// Answers the next request over HTTP; without an answer in store it is a 404.
  public void answerRequest(Reply reply) {
    restReplies.add(reply);
  }

  /// Answers each request over HTTP like this that no other answer is in store for.
  public void answerRequests(Reply reply) {
    anyReply = reply;
  }

  /// Answers no request over HTTP for the time being.
  public void holdAnswers() {
    answers = new CountDownLatch(1);
  }

  /// Answers those that wait, and all that come.
  public void releaseAnswers() {
    answers.countDown();
  }

  /// Plays this to the next client as soon as it has asked for something. Not before: what comes
  /// in one burst with the answer to the handshake, 16 KB and more, confuses the JDK's client.
  public void play(Playback playback) {
    playbacks.add(playback);
  }

  /// The next client that has connected.
  public LoopbackSocket awaitClient() throws InterruptedException {
    return await(accepted, "No client has connected");
  }

  /// The head of the next request over HTTP.
  public String awaitRequest() throws InterruptedException {
    return await(requests, "No request has come");
  }

  public int requestsWaiting() {
    return requests.size();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T await(LinkedBlockingQueue<T> queue, String problem) throws InterruptedException {
    return Optional.ofNullable(queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError(problem));
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Thread.ofVirtual().name("loopback-client").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        Map<String, String> headers = headers(head);
        if ("websocket".equalsIgnoreCase(headers.get("upgrade"))) {
          shakeHands(socket, in, headers.get("sec-websocket-key"));
          return;
        }
        requests.add(String.join("\n", head));
        answers.await();
        Reply reply = restReplies.poll();
        if (!write(socket, reply == null ? anyReply : reply)) {
          return;
        }
      }
    } catch (IOException _) {
      // The client has gone, or the test is over.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void shakeHands(Socket socket, InputStream in, String key) throws IOException {
    Reply reply = handshakeReplies.poll();
    if (reply != null) {
      write(socket, reply);
      return;
    }
    String head =
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """
            .formatted(accept(key));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    var client = new LoopbackSocket(socket, in);
    accepted.add(client);
    Playback playback = playbacks.poll();
    if (playback != null) {
      Thread.ofVirtual().name("loopback-playback").start(() -> playAsked(playback, client));
    }
    client.readAll();
  }

  private static void playAsked(Playback playback, LoopbackSocket client) {
    try {
      client.awaitAsked();
      playback.play(client);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// False if there will be no other answer on this connection.
  private static boolean write(Socket socket, Reply reply) throws IOException {
    if (reply.isNone()) {
      return false;
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 %d Reply\r\n".formatted(reply.status()));
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: %d\r\n\r\n".formatted(reply.length()));
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(reply.body());
    return true;
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

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.toString().strip().isEmpty()) {
        return lines;
      } else {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
    }
    return List.of();
  }

  private static Map<String, String> headers(List<String> head) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  /// An answer over HTTP.
  ///
  /// @param length that is announced; a body that is shorter never ends
  public record Reply(int status, Map<String, String> headers, byte[] body, int length) {
    /// No answer at all.
    public static final Reply NONE = new Reply(0, Map.of(), new byte[0], 0);

    public static Reply of(int status, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Reply(status, Map.of(), bytes, bytes.length);
    }

    public Reply with(String header, String value) {
      return new Reply(status, Map.of(header, value), body, length);
    }

    boolean isNone() {
      return status == 0;
    }
  }
}
