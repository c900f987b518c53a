package io.papertape.live.transport.fix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;

/// A venue of FIX 4.4 on a socket of this machine, made of the library's own acceptor; it
/// misbehaves on request.
public final class FixAcceptor extends ApplicationAdapter implements AutoCloseable {
  private static final int[] ENTRY = {279, 269, 278, 55, 270, 271, 2446};

  private final int port = freePort();
  private final SessionID id = new SessionID("FIX.4.4", "VENUE", "ME");
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Optional<Path> keyStore;
  private volatile Consumer<FixAcceptor> onRequest = _ -> {};
  private volatile String password = "";
  private final AtomicInteger logons = new AtomicInteger();
  private final Semaphore heartbeats = new Semaphore(0);
  private Optional<SocketAcceptor> acceptor = Optional.empty();

  /// @param keyStore of the venue, with the password `changeit`; empty: plain
  public FixAcceptor(Optional<Path> keyStore) {
    this.keyStore = keyStore;
    open();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Listens.
  public void open() {
    SessionSettings settings = new SessionSettings();
    settings.setString(id, "ConnectionType", "acceptor");
    settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
    settings.setLong(id, "SocketAcceptPort", port);
    settings.setString(id, "SocketReuseAddress", "Y");
    settings.setString(id, "NonStopSession", "Y");
    settings.setString(id, "UseDataDictionary", "N");
    settings.setString(id, "ValidateIncomingMessage", "N");
    keyStore.ifPresent(
        file -> {
          settings.setString(id, "SocketUseSSL", "Y");
          settings.setString(id, "SocketKeyStore", file.toString());
          settings.setString(id, "SocketKeyStorePassword", "changeit");
          settings.setString(id, "KeyStoreType", "PKCS12");
        });
    try {
      SocketAcceptor opened =
          new SocketAcceptor(
              this, new MemoryStoreFactory(), settings, _ -> new NoLog(), new PlainMessages());
      opened.start();
      acceptor = Optional.of(opened);
    } catch (ConfigError e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return port;
  }

  /// Logons must have this from now on.
  public void requirePassword(String word) {
    password = word;
  }

  /// What a request for market data is answered with.
  public void onRequest(Consumer<FixAcceptor> answer) {
    onRequest = answer;
  }

  /// Messages of the application that came.
  public List<String> received() {
    return received;
  }

  public int logons() {
    return logons.get();
  }

  @Override
  public void fromAdmin(Message message, SessionID session) throws RejectLogon {
    boolean isLogon = message.toRawString().contains("\u000135=A\u0001");
    if (isLogon && !message.toRawString().contains("\u0001554=" + password)) {
      if (!password.isEmpty()) {
        throw new RejectLogon("Wrong password");
      }
    }
  }

  @Override
  public void toAdmin(Message message, SessionID session) {
    if (isHeartbeat(message)) {
      heartbeats.release();
    }
  }

  private static boolean isHeartbeat(Message message) {
    try {
      return message.getHeader().getString(35).equals("0");
    } catch (FieldNotFound e) {
      return false;
    }
  }

  /// Waits until so many more heartbeats have been sent.
  public void awaitHeartbeats(int count) throws InterruptedException {
    heartbeats.drainPermits();
    if (!heartbeats.tryAcquire(count, 60, TimeUnit.SECONDS)) {
      throw new AssertionError("No heartbeats: awaited=" + count);
    }
  }

  @Override
  public void onLogon(SessionID session) {
    logons.incrementAndGet();
  }

  @Override
  public void fromApp(Message message, SessionID session) {
    received.add(message.toRawString().replace('\u0001', '|'));
    onRequest.accept(this);
  }

  /// A snapshot with one price a side.
  public void snapshot(String bid, String ask) {
    Message message = message("W");
    message.setString(55, "BTC/USD");
    entry(message, "0", bid, false);
    entry(message, "1", ask, false);
    send(message);
  }

  /// New best prices, and a trade at the bid.
  public void refresh(String bid, String ask) {
    Message message = message("X");
    entry(message, "0", bid, true);
    entry(message, "1", ask, true);
    entry(message, "2", bid, true);
    send(message);
  }

  private static void entry(Message message, String type, String price, boolean isRefresh) {
    Group entry = new Group(268, isRefresh ? 279 : 269, ENTRY);
    if (isRefresh) {
      entry.setString(279, "0");
      entry.setString(55, "BTC/USD");
    }
    if (type.equals("2")) {
      entry.setString(2446, "1");
    }
    entry.setString(269, type);
    entry.setString(270, price);
    entry.setString(271, "2");
    message.addGroup(entry);
  }

  /// A refusal of what was asked for.
  public void refuse(String text) {
    Message message = message("Y");
    message.setString(262, "1-0");
    message.setString(281, "0");
    message.setString(58, text);
    send(message);
  }

  /// A message that nobody can read as market data.
  public void nonsense() {
    Message message = message("X");
    message.setString(268, "3");
    send(message);
  }

  private static Message message(String type) {
    Message message = new Message();
    message.getHeader().setString(35, type);
    return message;
  }

  private void send(Message message) {
    try {
      Session.sendToTarget(message, id);
    } catch (SessionNotFound e) {
      throw new IllegalStateException(e);
    }
  }

  /// Numbers that were never sent: the next message shows that they are missing.
  public void loseNumbers(int count) {
    try {
      Session session = Session.lookupSession(id);
      session.setNextSenderMsgSeqNum(session.getExpectedSenderNum() + count);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Says good-bye and hangs up.
  public void logOut() {
    Session.lookupSession(id).reset();
  }

  @Override
  public void close() {
    acceptor.ifPresent(one -> one.stop(true));
    acceptor = Optional.empty();
  }
}
