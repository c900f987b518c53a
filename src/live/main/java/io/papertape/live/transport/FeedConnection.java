package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// One WebSocket: joins fragments, hands whole messages on with the time at which their last byte
/// was read, and tells its events. It decides nothing; [Supervision] does.
///
/// It asks for one message after another, and for none while the hand-over is full; then pings of
/// the venue are not answered either, and what it sends is not heard. Pings are answered by the
/// JDK's client.
final class FeedConnection implements WebSocket.Listener {
  /// The JDK's client does not let us send 1009, message too big.
  private static final int AGAINST_OUR_RULES = 1008;

  private final String venue;
  private final int connection;
  private final TransportRules rules;
  private final LongSupplier nanos;
  private final HandOver handOver;
  private final Consumer<LinkEvent> events;
  private final MessageAssembly assembly;

  private Optional<WebSocket> socket = Optional.empty(); // guarded by this
  private boolean isOver; // guarded by this
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null); // guarded by this
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean isTooLarge;
  private volatile long heardNanos = Long.MIN_VALUE;
  private volatile long messageNanos = Long.MIN_VALUE;
  private volatile boolean isPaused;
  private volatile boolean tellsNextSign = true;
  private volatile boolean tellsNextMessage = true;
  private long toldNanos = Long.MIN_VALUE; // of the supervisor's thread
  private long toldMessageNanos = Long.MIN_VALUE; // of the supervisor's thread

  FeedConnection(
      String venue,
      int connection,
      TransportRules rules,
      LongSupplier nanos,
      HandOver handOver,
      Consumer<LinkEvent> events) {
    this.venue = venue;
    this.connection = connection;
    this.rules = rules;
    this.nanos = nanos;
    this.handOver = handOver;
    this.events = events;
    this.assembly = new MessageAssembly(rules.mostMessageBytes());
  }

  /// Begins to connect, on a thread of its own: the client looks the name up in the thread
  /// that asks it to, which the system's resolver may hold for as long as it likes and which
  /// no interrupt ends. Whoever gives up meanwhile calls [#abort].
  ///
  /// @param timeout of the handshake, in real time; [Duration#ZERO]: none
  void open(HttpClient client, URI address, Duration timeout) {
    Thread.ofPlatform()
        .daemon()
        .name("open-" + venue)
        .start(() -> openHere(client, address, timeout));
  }

  private void openHere(HttpClient client, URI address, Duration timeout) {
    try {
      rules.addresses().requireSocket(address);
      WebSocket.Builder builder = client.newWebSocketBuilder();
      if (!timeout.isZero()) {
        builder.connectTimeout(timeout);
      }
      builder.buildAsync(address, this).whenComplete((_, failure) -> openFailed(failure));
    } catch (IllegalArgumentException e) {
      openFailed(e);
    }
  }

  void send(String frame) {
    chain(webSocket -> webSocket.sendText(frame, true));
  }

  void ping() {
    chain(webSocket -> webSocket.sendPing(ByteBuffer.allocate(0)));
  }

  /// Says good-bye; messages that still come are not handed on.
  void close(int code, String reason) {
    chain(webSocket -> webSocket.sendClose(code, reason));
    synchronized (this) {
      isOver = true;
    }
  }

  void abort() {
    synchronized (this) {
      isOver = true;
      socket.ifPresent(WebSocket::abort);
    }
  }

  /// Makes the next sign of life and the next message be told at once. Otherwise [#heard] tells,
  /// so that not every message goes through the supervisor.
  void tellNext() {
    tellsNextSign = true;
    tellsNextMessage = true;
  }

  /// What has been heard since the last call; while we do not read, silence proves nothing.
  Optional<LinkEvent> heard() {
    long heard = isPaused ? nanos.getAsLong() : heardNanos;
    long message = messageNanos;
    if (heard == toldNanos && message == toldMessageNanos) {
      return Optional.empty();
    }
    boolean isMessage = isPaused || message != toldMessageNanos;
    toldNanos = heard;
    toldMessageNanos = message;
    return Optional.of(new LinkEvent.Heard(connection, heard, isMessage));
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    synchronized (this) {
      socket = Optional.of(webSocket);
      if (isOver) {
        webSocket.abort();
        return;
      }
    }
    events.accept(new LinkEvent.Opened(connection, nanos.getAsLong()));
    webSocket.request(1);
  }

  /// The JDK's client has decoded the text; it never cuts a character in two.
  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
    part(webSocket, text.toString().getBytes(StandardCharsets.UTF_8), last);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer bytes, boolean last) {
    byte[] part = new byte[bytes.remaining()];
    bytes.get(part);
    part(webSocket, part, last);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
    sign(webSocket);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    events.accept(new LinkEvent.Pong(connection, nanos.getAsLong()));
    sign(webSocket);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    if (isTooLarge) {
      ended.complete(null);
    } else {
      events.accept(new LinkEvent.Closed(connection, nanos.getAsLong(), code, reason));
    }
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    ended.completeExceptionally(cause);
    broken(Reason.BROKEN, LinkReasons.text(cause));
  }

  private void part(WebSocket webSocket, byte[] part, boolean last) {
    if (isTooLarge) {
      webSocket.request(1);
    } else if (!assembly.add(part)) {
      tooLarge(webSocket);
    } else if (last) {
      message(webSocket, assembly.take());
    } else {
      heardNanos = nanos.getAsLong();
      webSocket.request(1);
    }
  }

  private void message(WebSocket webSocket, byte[] frame) {
    long now = nanos.getAsLong();
    heardNanos = now;
    messageNanos = now;
    isPaused = true;
    boolean hasRoom;
    synchronized (this) {
      if (isOver) {
        isPaused = false;
        webSocket.request(1);
        return;
      }
      hasRoom = handOver.frame(venue, connection, now, frame, this::more);
    }
    if (hasRoom) {
      isPaused = false;
      webSocket.request(1);
    }
    if (tellsNextMessage) {
      tellsNextMessage = false;
      events.accept(new LinkEvent.Heard(connection, now, true));
    }
  }

  private void sign(WebSocket webSocket) {
    long now = nanos.getAsLong();
    heardNanos = now;
    if (tellsNextSign) {
      tellsNextSign = false;
      events.accept(new LinkEvent.Heard(connection, now, false));
    }
    webSocket.request(1);
  }

  /// The thread of the session shall not read from sockets.
  private void more() {
    Thread.startVirtualThread(this::resume);
  }

  private synchronized void resume() {
    long now = nanos.getAsLong();
    heardNanos = now;
    messageNanos = now;
    isPaused = false; // last: what is read of it then is not from before the pause
    socket.ifPresent(webSocket -> webSocket.request(1));
  }

  /// Reads on until the venue answers the close: what is unread when a socket is closed resets the
  /// connection, and the venue would never see why.
  private void tooLarge(WebSocket webSocket) {
    String detail =
        ("Message is too large: mostMessageBytes=%d."
                + " Subscribe to less depth, or raise mostMessageBytes.")
            .formatted(rules.mostMessageBytes());
    isTooLarge = true;
    close(AGAINST_OUR_RULES, "Message above %d bytes".formatted(rules.mostMessageBytes()));
    synchronized (this) {
      sent =
          ended
              .orTimeout(rules.closeWait().toNanos(), TimeUnit.NANOSECONDS)
              .whenComplete((_, _) -> broken(Reason.TOO_LARGE, detail));
    }
    webSocket.request(1);
  }

  private void openFailed(Throwable failure) {
    if (failure != null) {
      events.accept(LinkReasons.openFailed(connection, nanos.getAsLong(), failure));
    }
  }

  private void broken(Reason reason, String detail) {
    events.accept(new LinkEvent.Broken(connection, nanos.getAsLong(), reason, detail));
  }

  /// The JDK's client wants one send at a time.
  private synchronized void chain(Function<WebSocket, CompletableFuture<WebSocket>> send) {
    if (isOver) {
      return;
    }
    socket.ifPresent(
        webSocket ->
            sent =
                sent.thenCompose(_ -> send.apply(webSocket))
                    .whenComplete(
                        (_, failure) -> {
                          if (failure != null) {
                            broken(Reason.BROKEN, LinkReasons.text(LinkReasons.cause(failure)));
                          }
                        }));
  }
}
