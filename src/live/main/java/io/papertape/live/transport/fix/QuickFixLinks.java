package io.papertape.live.transport.fix;

import io.papertape.live.transport.FixLink;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.venue.fix.FixAccess;
import io.papertape.live.venue.fix.FixRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import quickfix.ConfigError;
import quickfix.MemoryStoreFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/// Sessions of QuickFIX/J that begin with number 1 at each Logon.
///
/// It keeps to the protocol of the session (numbers, heartbeats, resends). Messages of the
/// application it passes on as they came, without a dictionary: what they mean is not its business,
/// and one that it would refuse would be missing in a book without a word.
public final class QuickFixLinks implements FixLinks {
  /// Messages that may wait; then the socket is read no more.
  private static final int MOST_WAITING = 1_024;

  /// Seconds between attempts, the last for ever.
  private static final String RECONNECT = "1;2;5;10;30";

  @Override
  public FixLink open(
      FixAccess access, Optional<String> password, List<FixRequest> requests, Listener listener) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(QuickFixLinks.class.getClassLoader());
    try {
      SessionID id = id(access);
      QuickFixLink link = new QuickFixLink(id, password, access.user(), requests, listener);
      SocketInitiator initiator =
          new SocketInitiator(
              link,
              new MemoryStoreFactory(),
              settings(id, access),
              _ -> link.log(),
              new PlainMessages(),
              MOST_WAITING);
      link.begin(initiator);
      return link;
    } catch (ConfigError e) {
      throw new IllegalStateException(
          "Session of FIX cannot be set up: address=%s, reason=%s. Check the venue's file."
              .formatted(access.address(), e.getMessage()),
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static SessionID id(FixAccess access) {
    return new SessionID(
        access.version().beginString(),
        access.sender().id(),
        access.sender().sub(),
        SessionID.NOT_SET,
        access.target().id(),
        access.target().sub(),
        SessionID.NOT_SET,
        SessionID.NOT_SET);
  }

  private static SessionSettings settings(SessionID id, FixAccess access) {
    SessionSettings settings = new SessionSettings();
    Map<String, String> values = new LinkedHashMap<>();
    URI address = access.address();
    values.put("ConnectionType", "initiator");
    values.put("SocketConnectHost", address.getHost());
    values.put("SocketConnectPort", String.valueOf(address.getPort()));
    values.put("ReconnectInterval", RECONNECT);
    values.put("HeartBtInt", String.valueOf(access.heartbeatSeconds()));
    values.put("NonStopSession", "Y");
    values.put("ResetOnLogon", "Y");
    values.put("ResetOnLogout", "Y");
    values.put("ResetOnDisconnect", "Y");
    values.put("PersistMessages", "N");
    values.put("UseDataDictionary", "N");
    values.put("ValidateIncomingMessage", "N");
    values.put("CheckLatency", "N"); // the health of the stream judges the venue's clock
    access.version().applicationVersion().ifPresent(one -> values.put("DefaultApplVerID", one));
    if (address.getScheme().equals("fixs")) {
      encrypt(values, access.trustStore());
    }
    values.forEach((key, value) -> settings.setString(id, key, value));
    return settings;
  }

  /// Without a store of its own the library would trust anybody, and whoever's name.
  private static void encrypt(Map<String, String> values, Optional<Path> trustStore) {
    Path ofJava = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    values.put("SocketUseSSL", "Y");
    values.put("SocketTrustStore", trustStore.orElse(ofJava).toString());
    values.put("SocketTrustStorePassword", "changeit"); // of Java's own; it protects no secret
    values.put("TrustStoreType", "PKCS12");
    values.put("EndpointIdentificationAlgorithm", "HTTPS");
    values.put("EnabledProtocols", "TLSv1.3,TLSv1.2");
  }
}
